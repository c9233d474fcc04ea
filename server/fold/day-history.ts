import { isWithin } from '../../shared/domain/role.ts'
import type { CityCalendar, Span } from '../../shared/domain/calendar.ts'
import { COUNT_BASES, PERSON_BASES } from '../../shared/figures/keys.ts'
import type { NodeColumns } from './node-columns.ts'
import { columnOf } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Days kept: an assessment month and the one before its last day. */
const DAYS_KEPT = 35
const BASES = [...COUNT_BASES, ...PERSON_BASES.map((base) => `p.${base}`), ...PERSON_BASES.map((base) => `x.${base}`)]
const STRIDE = BASES.length
const ROW = new Map(BASES.map((base, at) => [base, at]))

interface LastDay extends Span {
  readonly counts: Int32Array
}

/** Counts of one day. */
class DayRows {
  readonly #counts: Int32Array
  readonly #rows: number

  constructor(counts: Int32Array, rows: number) {
    this.#counts = counts
    this.#rows = rows
  }

  /** Adds one node's count of a base by its number; nothing for nodes without a row. */
  add(node: number, base: number, weight: number): void {
    if (node >= this.#rows) return
    const cell = node * STRIDE + base
    this.#counts[cell] = (this.#counts[cell] as number) + weight
  }
}

export const HISTORY_P = COUNT_BASES.length
export const HISTORY_X = COUNT_BASES.length + PERSON_BASES.length

/** Counts by local day for city … community, the running day included; late events reach the day they belong to. FD4 */
export class DayHistory {
  #days = new Map<number, Int32Array>()
  /** The day last counted on, because the next event is nearly always of the same one. */
  #last: LastDay = { start: 0, end: 0, counts: new Int32Array(0) }
  readonly #columns: NodeColumns
  readonly #calendar: CityCalendar
  readonly #packRows: number

  constructor(columns: NodeColumns, calendar: CityCalendar) {
    this.#columns = columns
    this.#calendar = calendar
    const { tree } = columns
    const ends = tree.levels.map((level, at) => (isWithin(level.role, 'community') ? tree.range(at)[1] : 0))
    this.#packRows = Math.max(...ends)
  }

  /** Nodes with a row: in a pack those down to the communities, in a growing city all. */
  #rows(): number {
    return this.#columns.tree.growing ? this.#columns.size : this.#packRows
  }

  #dayOf(second: number, rows: number): Int32Array {
    const last = this.#last
    if (second >= last.start && second < last.end && last.counts.length >= rows * STRIDE) return last.counts
    const counts = this.#openDay(second, rows)
    this.#last = { ...this.#calendar.span('day', second), counts }
    return counts
  }

  #openDay(second: number, rows: number): Int32Array {
    const day = this.#calendar.dayNumber(second)
    const cells = rows * STRIDE
    const known = this.#days.get(day)
    if (known && known.length >= cells) return known
    const room = new Int32Array(this.#columns.tree.growing ? Math.max(cells * 2, 64 * STRIDE) : cells)
    if (known) room.set(known)
    this.#days.set(day, room)
    return room
  }

  /** Adds `weight` to every base of the mask on the day of `second`. */
  add(node: number, second: number, mask: number, weight: number): void {
    const rows = this.#rows()
    const day = this.#dayOf(second, rows)
    const { parent } = this.#columns
    let at = node
    while (at >= rows) at = parent[at] as number
    for (; at >= 0; at = parent[at] as number) {
      for (let bits = mask, base = 0; bits !== 0; bits >>>= 1, base++) {
        if (bits & 1) day[at * STRIDE + base] = (day[at * STRIDE + base] as number) + weight
      }
    }
  }

  /** The rows of the day of `second`, for a caller that adds to every ancestor itself; only until anything else is called. */
  rowsOf(second: number): DayRows {
    const rows = this.#rows()
    return new DayRows(this.#dayOf(second, rows), rows)
  }

  /** Forgets days older than the newest 35 before `today`. */
  drop(second: number): void {
    const oldest = this.#calendar.dayNumber(second) - DAYS_KEPT
    for (const day of this.#days.keys()) if (day < oldest) this.#days.delete(day)
    this.#last = { start: 0, end: 0, counts: this.#last.counts }
  }

  /** Closed days before the one of `second`, oldest first; empty for a base or level that has none. */
  closed(base: string, node: number, second: number): readonly (readonly [day: string, count: number])[] {
    const row = ROW.get(base)
    if (row === undefined || node >= this.#rows()) return []
    const today = this.#calendar.dayNumber(second)
    const days = [...this.#days].filter(([day]) => day < today).sort(([a], [b]) => a - b)
    return days.map(([day, counts]) => [this.#calendar.dayName(day), counts[node * STRIDE + row] ?? 0] as const)
  }

  save(): FoldState {
    const days = [...this.#days].sort(([a], [b]) => a - b)
    const cells = this.#rows() * STRIDE
    return {
      rest: days.map(([day]) => day),
      columns: Object.fromEntries(days.map(([day, counts]) => [String(day), counts.slice(0, cells)])),
    }
  }

  load(state: FoldState): void {
    this.#last = { start: 0, end: 0, counts: this.#last.counts }
    this.#days = new Map((state.rest as number[]).map((day) => [day, columnOf(state, String(day), Int32Array).slice()]))
  }
}
