import { isWithin, type Role } from '../../shared/domain/role.ts'
import type { CityCalendar, Span } from '../../shared/domain/calendar.ts'
import { COUNT_BASES, PERSON_BASES } from '../../shared/figures/keys.ts'
import type { NodeColumns } from './node-columns.ts'
import { columnOf } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Days kept whole: an assessment month and the one before its last day. */
const DAYS_KEPT = 35
/** Days kept after them, of class T from city to street: until the same day of the next year stands beside it. */
const YEAR_KEPT = 400
const BASES = [...COUNT_BASES, ...PERSON_BASES.map((base) => `p.${base}`), ...PERSON_BASES.map((base) => `x.${base}`)]
const STRIDE = BASES.length
const YEAR_STRIDE = COUNT_BASES.length
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
  /** Older days, of the first nodes and class T alone. */
  #year = new Map<number, Int32Array>()
  readonly #yearRows: number

  constructor(columns: NodeColumns, calendar: CityCalendar) {
    this.#columns = columns
    this.#calendar = calendar
    const { tree } = columns
    const endOf = (deepest: Role) =>
      Math.max(1, ...tree.levels.map(({ role }, at) => (isWithin(role, deepest) ? tree.range(at)[1] : 0)))
    this.#packRows = endOf('community')
    this.#yearRows = tree.growing ? 1 : endOf('street')
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

  /** Forgets days older than the newest 35 before `today`, but for their totals from city to street; those after 400. */
  drop(second: number): void {
    const today = this.#calendar.dayNumber(second)
    for (const [day, counts] of this.#days) {
      if (day >= today - DAYS_KEPT) continue
      this.#keepTotals(day, counts)
      this.#days.delete(day)
    }
    for (const day of this.#year.keys()) if (day < today - YEAR_KEPT) this.#year.delete(day)
    this.#last = { start: 0, end: 0, counts: this.#last.counts }
  }

  /** Adds a day's totals to what is kept of it; a late event of long ago opened a day of its own. */
  #keepTotals(day: number, counts: Int32Array): void {
    const rows = Math.min(this.#yearRows, counts.length / STRIDE)
    const kept = this.#year.get(day) ?? new Int32Array(this.#yearRows * YEAR_STRIDE)
    for (let row = 0; row < rows; row++)
      for (let base = 0; base < YEAR_STRIDE; base++) {
        const cell = row * YEAR_STRIDE + base
        kept[cell] = (kept[cell] as number) + (counts[row * STRIDE + base] as number)
      }
    this.#year.set(day, kept)
  }

  /** Every closed day within reach before the one of `second`, from the first on record, oldest first; empty for a base or level that has none. */
  closed(base: string, node: number, second: number): readonly (readonly [day: string, count: number])[] {
    const row = ROW.get(base)
    if (row === undefined || node >= this.#rows()) return []
    const today = this.#calendar.dayNumber(second)
    const isLong = node < this.#yearRows && row < YEAR_STRIDE
    const first = Math.max(Math.min(...this.#days.keys(), ...this.#year.keys()), today - (isLong ? YEAR_KEPT : DAYS_KEPT))
    return Array.from({ length: Math.max(0, today - first) }, (_, at) => {
      const day = first + at
      const kept = isLong ? (this.#year.get(day)?.[node * YEAR_STRIDE + row] ?? 0) : 0
      return [this.#calendar.dayName(day), kept + (this.#days.get(day)?.[node * STRIDE + row] ?? 0)] as const
    })
  }

  save(): FoldState {
    const days = [...this.#days].sort(([a], [b]) => a - b)
    const cells = this.#rows() * STRIDE
    return {
      rest: { days: days.map(([day]) => day), year: [...this.#year.keys()] },
      columns: {
        ...Object.fromEntries(days.map(([day, counts]) => [String(day), counts.slice(0, cells)])),
        ...Object.fromEntries([...this.#year].map(([day, kept]) => [`year ${day}`, kept.slice()])),
      },
    }
  }

  load(state: FoldState): void {
    this.#last = { start: 0, end: 0, counts: this.#last.counts }
    const { days, year } = state.rest as { readonly days: readonly number[]; readonly year: readonly number[] }
    this.#days = new Map(days.map((day) => [day, columnOf(state, String(day), Int32Array).slice()]))
    this.#year = new Map(year.map((day) => [day, columnOf(state, `year ${day}`, Int32Array).slice()]))
  }
}
