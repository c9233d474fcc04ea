/** A run of numbers of one width. */
export type Column = Uint8Array | Int8Array | Uint16Array | Int16Array | Uint32Array | Int32Array | Float32Array | Float64Array

/**
 * The whole state of a fold, copied so that it may be written while folding goes on. `columns` by name;
 * `rest` is anything else as plain JSON. What `restore` makes of it equals the fold it was taken from. FD9
 */
export interface FoldState {
  readonly columns: Readonly<Record<string, Column>>
  readonly rest: unknown
}

/** A fold's state at a place in the log. */
export interface Snapshot {
  /** Number of the last event in it. */
  readonly seq: number
  /** The clock in it, epoch seconds. */
  readonly clock: number
  /** What the state was computed with (city, catalogue, rules, program); another word makes it unusable. */
  readonly basis: string
  readonly state: FoldState
}
