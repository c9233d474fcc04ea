import type { Column, FoldState } from './snapshot.ts'

type ColumnKind<T extends Column> = new (length: number) => T

/** A column of that name and kind; throws where the snapshot has none. It is a view of the whole snapshot: what is kept is copied. */
export function columnOf<T extends Column>(state: FoldState, name: string, kind: ColumnKind<T>): T {
  const column = state.columns[name]
  if (!(column instanceof kind)) throw new Error(`the snapshot has no column ${name} of that kind`)
  return column
}

/** A piece of the fold that a snapshot carries. */
export interface Saveable {
  save(): FoldState
  load(state: FoldState): void
}

/** A piece that is plain JSON alone. */
export function plainPiece(of: { save(): unknown; load(rest: unknown): void }): Saveable {
  return { save: () => ({ rest: of.save(), columns: {} }), load: ({ rest }) => of.load(rest) }
}

/** Joins the pieces' states; a piece's columns are called `piece/column`. */
export function saveAll(pieces: Readonly<Record<string, Saveable>>): FoldState {
  const rest: Record<string, unknown> = {}
  const columns: Record<string, Column> = {}
  for (const [name, piece] of Object.entries(pieces)) {
    const state = piece.save()
    rest[name] = state.rest
    for (const [column, cells] of Object.entries(state.columns)) columns[`${name}/${column}`] = cells
  }
  return { columns, rest }
}

/** The inverse of `saveAll`, in the order of `pieces`; throws where one is missing. */
export function loadAll(pieces: Readonly<Record<string, Saveable>>, state: FoldState): void {
  const rest = state.rest as Record<string, unknown>
  for (const [name, piece] of Object.entries(pieces)) {
    if (!(name in rest)) throw new Error(`the snapshot has no part ${name}`)
    const prefix = `${name}/`
    const own = Object.entries(state.columns).filter(([column]) => column.startsWith(prefix))
    const columns = Object.fromEntries(own.map(([column, cells]) => [column.slice(prefix.length), cells]))
    piece.load({ columns, rest: rest[name] })
  }
}

/** A column with more room, its cells kept. */
export function grown<T extends Column>(column: T, length: number): T {
  const wider = new (column.constructor as ColumnKind<T>)(length)
  wider.set(column)
  return wider
}

/** What is not zero in the first cells of a column that is mostly zeros, as two columns. */
export function nonZero(cells: Int32Array): { readonly places: Uint32Array; readonly values: Int32Array } {
  let count = 0
  for (let at = 0; at < cells.length; at++) if (cells[at] !== 0) count++
  const places = new Uint32Array(count)
  const values = new Int32Array(count)
  for (let at = 0, to = 0; to < count; at++) {
    if (cells[at] === 0) continue
    places[to] = at
    values[to++] = cells[at] as number
  }
  return { places, values }
}

/** The inverse of `nonZero`, into cells that are all zero. */
export function setNonZero(cells: Int32Array, places: Uint32Array, values: Int32Array): void {
  for (let i = 0; i < places.length; i++) cells[places[i] as number] = values[i] as number
}
