/**
 * The states a figure can be in, in the order "first that applies" (contract 4).
 * The position is the number used on the wire, so the order is part of the protocol.
 */
export const VALUE_STATES = ['off', 'forbidden', 'suppressed', 'none', 'stale', 'late', 'zero', 'live'] as const

export type ValueState = (typeof VALUE_STATES)[number]

/** How a source stands, worst first; `none`: no registered source serves the key. */
export const SOURCE_STATES = ['off', 'none', 'stale', 'late', 'live'] as const
export type SourceState = (typeof SOURCE_STATES)[number]

/** What is known of one cell before its sources are looked at. */
export const CELL = { shown: 0, suppressed: 1, none: 2 } as const
export type Cell = (typeof CELL)[keyof typeof CELL]

/** The state of one figure from its key's sources, its cell and its value. PB2 */
export function valueState(source: SourceState, cell: Cell, v: number): ValueState {
  if (source === 'off') return 'off'
  if (cell === CELL.suppressed) return 'suppressed'
  if (source === 'none' || cell === CELL.none) return 'none'
  if (source === 'stale' || source === 'late') return source
  return v === 0 ? 'zero' : 'live'
}

/** True where the state comes with a number. */
export function hasNumber(state: ValueState): boolean {
  return state === 'live' || state === 'late' || state === 'stale' || state === 'zero'
}
