import type { CalendarSpanName, CityCalendar } from '../../shared/domain/calendar.ts'
import { COUNT_BIT, DUE_ROWS, PART_BIT, PART_WINDOWS } from '../../shared/figures/counter-layout.ts'
import { columnOf, grown } from '../fold/saved.ts'
import { NO_CODE } from './case-table.ts'
import { PART_BASES } from '../../shared/figures/keys.ts'
import type { FoldState } from '../fold/snapshot.ts'

/** Steps counted for the unit responsible for their case, by the calendar. */
const COUNTED = ['cases.closed', 'cases.late', 'cases.returned', 'cases.extended', 'cases.refused'] as const
/** A case has no unit yet when a patrol finds it. */
const PARTS = PART_BASES.filter((base) => base !== 'cases.patrol')
/** Keys a unit's steps are counted under. */
export const UNIT_BASES: readonly string[] = [...COUNTED, ...PARTS]

/** Place of the late closings in `UNIT_BASES`. */
export const UNIT_LATE = COUNTED.indexOf('cases.late')
/** Parts of rates lie above the windowed bases in the word that `count` takes. */
const PARTS_SHIFT = 16
/** By place in `UNIT_BASES`; late closings are added by themselves. */
const BITS = [
  ...COUNTED.map((base) => (base === 'cases.late' ? 0 : COUNT_BIT[base])),
  ...PARTS.map((base) => PART_BIT[base] << PARTS_SHIFT),
]
const ANY = BITS.reduce((all, bit) => all | bit, 0)
/** The word of a step that counts under these bases and parts. */
export const unitBits = (mask: number, parts: number): number => (mask | (parts << PARTS_SHIFT)) & ANY

const WINDOWS = PART_WINDOWS.length
const SETTLED_FROM = UNIT_BASES.length * WINDOWS
const STRIDE = SETTLED_FROM + DUE_ROWS.length
const FIRST_ROOM = 64
/** Nodes a key has room for: well above the quarter million of a city. */
const NODES = 2 ** 24

type Spans = Record<Exclude<(typeof PART_WINDOWS)[number], 'all'>, { start: number; end: number }>

/** Counts of responsible units at the nodes where their cases stand; sums over areas are made when asked for. CS6 */
export class UnitCounts {
  readonly #calendar: CityCalendar
  #cells = new Int32Array(FIRST_ROOM * STRIDE)
  #keys: number[] = []
  #rows = new Map<number, number>()
  #spans: Spans = { day: { start: 0, end: 0 }, month: { start: 0, end: 0 }, period: { start: 0, end: 0 } }

  /** −1 while what was counted is counted once more to take it back. FD12 */
  sign: 1 | -1 = 1

  constructor(calendar: CityCalendar) {
    this.#calendar = calendar
  }

  /** Moves the clock; windows that ended begin anew. */
  advance(second: number): void {
    PART_WINDOWS.forEach((window, at) => {
      if (window === 'all' || second < this.#spans[window].end) return
      const { start, end } = this.#calendar.span(window satisfies CalendarSpanName, second)
      this.#spans[window] = { start, end }
      for (let row = 0; row < this.#keys.length; row++)
        for (let base = 0; base < UNIT_BASES.length; base++) this.#cells[row * STRIDE + base * WINDOWS + at] = 0
    })
  }

  /** Where a unit's counts at a node lie. */
  rowOf(unit: number, node: number): number {
    const key = unit * NODES + node
    const known = this.#rows.get(key)
    if (known !== undefined) return known
    const row = this.#keys.length
    if ((row + 1) * STRIDE > this.#cells.length) this.#cells = grown(this.#cells, this.#cells.length * 2)
    this.#keys.push(key)
    this.#rows.set(key, row)
    return row
  }

  /** Counts a step, see `unitBits`; no unit (`NO_CODE`) and steps that no base counts cost nothing. */
  count(unit: number, node: number, second: number, bits: number): void {
    if (unit === NO_CODE || bits === 0) return
    const row = this.rowOf(unit, node)
    for (let base = 0; base < BITS.length; base++) if (bits & (BITS[base] as number)) this.add(row, base, second, 1)
  }

  /** Adds to one base by its place in `UNIT_BASES`, see `rowOf`. */
  add(row: number, base: number, second: number, by: number): void {
    const weight = by * this.sign
    const from = row * STRIDE + base * WINDOWS
    const { day, month, period } = this.#spans
    const cells = this.#cells
    if (second >= day.start) cells[from] = (cells[from] as number) + weight
    if (second >= month.start) cells[from + 1] = (cells[from + 1] as number) + weight
    if (second >= period.start) cells[from + 2] = (cells[from + 2] as number) + weight
    cells[from + 3] = (cells[from + 3] as number) + weight
  }

  /** Keeps what a forgotten case counted by due time, since the log's first event. `dueRow` is a row of `DUE_ROWS`. */
  settle(unit: number, node: number, dueRow: number): void {
    const at = this.rowOf(unit, node) * STRIDE + SETTLED_FROM + dueRow
    this.#cells[at] = (this.#cells[at] as number) + 1
  }

  /** Visits every unit and node with counts: by base and window, and by due row as settled. */
  visit(
    visitor: (
      unit: number,
      node: number,
      read: (base: number, window: number) => number,
      settled: (dueRow: number) => number,
    ) => void,
  ): void {
    this.#keys.forEach((key, row) => {
      const from = row * STRIDE
      visitor(
        Math.floor(key / NODES),
        key % NODES,
        (base, window) => this.#cells[from + base * WINDOWS + window] as number,
        (dueRow) => this.#cells[from + SETTLED_FROM + dueRow] as number,
      )
    })
  }

  save(): FoldState {
    const cells = this.#cells.slice(0, this.#keys.length * STRIDE)
    return { rest: { spans: this.#spans }, columns: { cells, keys: Float64Array.from(this.#keys) } }
  }

  load(state: FoldState): void {
    const cells = columnOf(state, 'cells', Int32Array)
    this.#keys = [...columnOf(state, 'keys', Float64Array)]
    this.#rows = new Map(this.#keys.map((key, row) => [key, row]))
    this.#cells = grown(cells, Math.max(FIRST_ROOM * STRIDE, cells.length))
    this.#spans = { ...(state.rest as { spans: Spans }).spans }
  }
}
