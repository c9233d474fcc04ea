import { columnOf, grown } from '../fold/saved.ts'
import type { FoldState } from '../fold/snapshot.ts'
import { LIFE, type CaseStanding, type Life } from './case-step.ts'

/** Facts of a case that are yes or no. */
export const FLAG = {
  reported: 1,
  filed: 2,
  patrol: 4,
  supervised: 8,
  suspended: 16,
  selfHandled: 32,
  outOfOrder: 64,
  late: 128,
  unplaced: 256,
} as const

/** Type and unit of cases that name none. */
export const NO_CODE = 0xffff
const FIRST_ROOM = 256

const makeColumns = (room: number) => ({
  node: new Int32Array(room),
  type: new Uint16Array(room),
  /** Responsible unit and the event time of the step that named it, ms. */
  unit: new Uint16Array(room),
  unitSetAt: new Float64Array(room),
  life: new Uint8Array(room),
  line: new Uint8Array(room),
  flags: new Uint16Array(room),
  closings: new Uint8Array(room),
  reopenings: new Uint8Array(room),
  /** Epoch ms: when the step was reached, when it last ended or opened again, when it was opened and evaluated. */
  lineAt: new Float64Array(room),
  lifeAt: new Float64Array(room),
  openedAt: new Float64Array(room),
  evaluatedAt: new Float64Array(room),
  /** Due time as it stands, ms; NaN without one. */
  due: new Float64Array(room),
  /** Due time as the source last gave it, when it did, and since when the limit of the case runs, ms. */
  given: new Float64Array(room),
  dueSetAt: new Float64Array(room),
  limitFrom: new Float64Array(room),
  pauseSetAt: new Float64Array(room),
  /** What of this case is in the counts at present, see `case-ledger`. */
  counted: new Uint16Array(room),
  dueCounted: new Uint8Array(room),
  dueCountedAt: new Float64Array(room),
  /** Its last step in `case-history`, −1 before any. */
  lastStep: new Int32Array(room),
})
export type CaseColumns = ReturnType<typeof makeColumns>

/** Work state of every case as columns; a row is given out again when its case is forgotten. */
export class CaseTable {
  columns: CaseColumns = makeColumns(FIRST_ROOM)
  #ids: string[] = []
  #rows = new Map<string, number>()
  #free: number[] = []
  readonly #standing = {
    life: LIFE.unknown as Life,
    line: 0,
    lineAt: -1,
    lifeAt: -1,
    reported: false,
    filed: false,
    closings: 0,
    reopenings: 0,
  }

  /** Cases known. */
  get size(): number {
    return this.#rows.size
  }

  /** −1 where the case is unknown. */
  find(caseId: string): number {
    return this.#rows.get(caseId) ?? -1
  }

  id(row: number): string {
    return this.#ids[row] ?? ''
  }

  rows(): IterableIterator<number> {
    return this.#rows.values()
  }

  /** Opens a row for a case not yet heard of. */
  add(caseId: string, node: number): number {
    const row = this.#free.pop() ?? this.#ids.length
    this.#ids[row] = caseId
    this.#rows.set(caseId, row)
    if (row >= this.columns.node.length) this.#grow()
    const c = this.columns
    this.#clear(row)
    c.node[row] = node
    c.type[row] = NO_CODE
    c.unit[row] = NO_CODE
    c.unitSetAt[row] = -1
    c.lineAt[row] = -1
    c.lifeAt[row] = -1
    c.openedAt[row] = Number.NaN
    c.evaluatedAt[row] = Number.NaN
    c.due[row] = Number.NaN
    c.given[row] = Number.NaN
    c.dueSetAt[row] = -1
    c.limitFrom[row] = Number.NaN
    c.lastStep[row] = -1
    c.pauseSetAt[row] = -1
    return row
  }

  #clear(row: number): void {
    const c = this.columns
    c.life[row] = LIFE.unknown
    c.line[row] = 0
    c.flags[row] = 0
    c.closings[row] = 0
    c.reopenings[row] = 0
    c.counted[row] = 0
    c.dueCounted[row] = 0
    c.dueCountedAt[row] = 0
  }

  /** Forgets a case; nothing of it may be in the present counts. */
  remove(row: number): void {
    this.#rows.delete(this.id(row))
    this.#ids[row] = ''
    this.columns.life[row] = LIFE.unknown
    this.#free.push(row)
  }

  /** What decides on the next step; the same object each time. */
  standing(row: number): CaseStanding {
    const c = this.columns
    const s = this.#standing
    const flags = c.flags[row] as number
    s.life = c.life[row] as Life
    s.line = c.line[row] as number
    s.lineAt = c.lineAt[row] as number
    s.lifeAt = c.lifeAt[row] as number
    s.reported = (flags & FLAG.reported) !== 0
    s.filed = (flags & FLAG.filed) !== 0
    s.closings = c.closings[row] as number
    s.reopenings = c.reopenings[row] as number
    return s
  }

  #grow(): void {
    const room = this.columns.node.length * 2
    this.columns = Object.fromEntries(
      Object.entries(this.columns).map(([name, column]) => [name, grown(column, room)]),
    ) as CaseColumns
  }

  save(): FoldState {
    const length = this.#ids.length
    const columns = Object.fromEntries(Object.entries(this.columns).map(([name, column]) => [name, column.slice(0, length)]))
    const ids = new TextEncoder().encode(this.#ids.join('\n'))
    return { rest: { length, free: this.#free }, columns: { ...columns, ids } }
  }

  load(state: FoldState): void {
    const { length, free } = state.rest as { readonly length: number; readonly free: readonly number[] }
    const room = Math.max(FIRST_ROOM, length)
    const fresh = makeColumns(room)
    this.columns = Object.fromEntries(
      Object.entries(fresh).map(([name, column]) => {
        const kind = column.constructor as new (n: number) => typeof column
        return [name, grown(columnOf(state, name, kind), room)]
      }),
    ) as CaseColumns
    const text = new TextDecoder().decode(columnOf(state, 'ids', Uint8Array))
    this.#ids = length === 0 ? [] : text.split('\n')
    this.#free = [...free]
    this.#rows = new Map()
    for (let row = 0; row < length; row++) if (this.id(row) !== '') this.#rows.set(this.id(row), row)
  }
}
