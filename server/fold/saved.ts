import type { Column, FoldState } from './snapshot.ts'

type ColumnKind<T extends Column> = new (length: number) => T

/** A column of that name and kind; throws where the snapshot has none. */
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
