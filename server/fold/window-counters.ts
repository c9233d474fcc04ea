import type { CalendarSpanName, CityCalendar, Span } from '../../shared/domain/calendar.ts'
import { SLIDING } from '../../shared/figures/windows.ts'
import { COUNT_WINDOWS, DUE_FROM, PARTS_FROM, PART_WINDOWS, WIDE_STRIDE, columnsOf } from '../../shared/figures/counter-layout.ts'
import type { DayHistory } from './day-history.ts'
import { ExpiryQueue } from './expiry-queue.ts'
import type { NodeColumns } from './node-columns.ts'
import { RolledCounts } from './rolled-counts.ts'
import type { FoldState } from './snapshot.ts'

const LENGTHS = Object.values(SLIDING)
const SPANS: readonly CalendarSpanName[] = ['day', 'month', 'shift', 'period']
const PART_COUNT = PART_WINDOWS.length
const EVERY_WINDOW = (1 << COUNT_WINDOWS) - 1
/** Bits of the calendar windows and `all` in a window mask: day, month, shift, period, all. */
const SPAN_BIT = { day: 1 << 3, month: 1 << 4, shift: 1 << 5, period: 1 << 6 } as const
const ALL_BIT = 1 << 7

/** The common case, events of now, without a look at each window. */
function addToAll(wide: Int32Array, row: number, weight: number): void {
  wide[row] = (wide[row] as number) + weight
  wide[row + 1] = (wide[row + 1] as number) + weight
  wide[row + 2] = (wide[row + 2] as number) + weight
  wide[row + 3] = (wide[row + 3] as number) + weight
  wide[row + 4] = (wide[row + 4] as number) + weight
  wide[row + 5] = (wide[row + 5] as number) + weight
  wide[row + 6] = (wide[row + 6] as number) + weight
  wide[row + 7] = (wide[row + 7] as number) + weight
}

/** One count: where, at which second, +1 or −1. */
export interface Counted {
  readonly node: number
  readonly second: number
  readonly weight: number
}

/** What is counted of an event that not every window holds. */
interface EarlierCount {
  readonly mask: number
  readonly windows: number
  readonly weight: number
}

/** Windowed counts of all nodes: sliding ones exact to the second, calendar ones zero at their boundary. FD2 FD3 */
export class WindowCounters {
  readonly #columns: NodeColumns
  readonly #calendar: CityCalendar
  readonly #history: DayHistory
  readonly #queue = new ExpiryQueue()
  /** Counts of the present that `settle` brings into the columns. */
  readonly #present: RolledCounts
  readonly #expired: RolledCounts
  #clock = 0
  #spans: Record<CalendarSpanName, Span> = {
    day: { start: 0, end: 0 },
    month: { start: 0, end: 0 },
    shift: { start: 0, end: 0 },
    period: { start: 0, end: 0 },
  }

  constructor(columns: NodeColumns, calendar: CityCalendar, history: DayHistory) {
    this.#columns = columns
    this.#calendar = calendar
    this.#history = history
    this.#present = new RolledCounts(columns)
    this.#expired = new RolledCounts(columns)
  }

  get dayStart(): number {
    return this.#spans.day.start
  }

  get monthStart(): number {
    return this.#spans.month.start
  }

  /** Sets the first clock second; nothing has been counted yet. */
  start(second: number): void {
    this.#clock = second
    for (const name of SPANS) this.#spans[name] = this.#calendar.span(name, second)
  }

  /** Moves the clock, by one second or by years alike; answers the calendar windows that began on the way. */
  advance(second: number): readonly CalendarSpanName[] {
    for (let w = 0; w < LENGTHS.length; w++) this.#expire(w, second)
    const minuteTurned = Math.floor(this.#clock / 60) !== Math.floor(second / 60)
    this.#clock = second
    if (minuteTurned) this.#queue.dropThrough(second - SLIDING.h24)
    const turned = SPANS.filter((name) => second >= this.#spans[name].end)
    if (turned.length === 0) return turned
    for (const name of turned) this.#spans[name] = this.#calendar.span(name, second)
    this.#columns.zero(turned.flatMap(columnsOf))
    return turned
  }

  #expire(w: number, second: number): void {
    const length = LENGTHS[w] as number
    const expired = this.#expired
    this.#queue.visit(this.#clock - length, second - length, (node, mask, weight) => expired.add(node, mask, weight))
    if (expired.isEmpty) return
    const { wide } = this.#columns
    const { cells } = expired
    expired.roll((node, row) => {
      const mask = cells[row] as number
      let from = row + 1
      for (let bits = mask, cell = node * WIDE_STRIDE + w; bits !== 0; bits >>>= 1, cell += COUNT_WINDOWS, from++)
        if (bits & 1) wide[cell] = (wide[cell] as number) - (cells[from] as number)
      this.#columns.markOne(node, mask)
    })
  }

  /** Windows that hold an event of this second, as bits in the order of `WINDOWS`. */
  #windowsOf(second: number): number {
    if (second === this.#clock) return EVERY_WINDOW
    let mask = ALL_BIT
    const age = this.#clock - second
    for (let w = 0; w < LENGTHS.length; w++) if (age < (LENGTHS[w] as number)) mask |= 1 << w
    const { day, month, shift, period } = this.#spans
    if (second >= day.start) mask |= SPAN_BIT.day
    if (second >= month.start) mask |= SPAN_BIT.month
    if (second >= shift.start) mask |= SPAN_BIT.shift
    if (second >= period.start) mask |= SPAN_BIT.period
    return mask
  }

  /**
   * Counts an event of a past or present second under every base of the mask, in the windows and on its day, from its
   * node to the root. What every window holds stands in the columns after `settle`.
   */
  count(node: number, second: number, mask: number, weight: number): void {
    const from = this.#columns.wideOf(node)
    if (this.#clock - second < SLIDING.h24) this.#queue.push(second, from, mask, weight)
    const windows = this.#windowsOf(second)
    if (windows === EVERY_WINDOW) this.#present.add(from, mask, weight)
    else this.#countEarlier(from, second, { mask, windows, weight })
  }

  #countEarlier(from: number, second: number, { mask, windows, weight }: EarlierCount): void {
    const { wide, parent } = this.#columns
    for (let at = from; at >= 0; at = parent[at] as number) {
      for (let bits = mask, row = at * WIDE_STRIDE; bits !== 0; bits >>>= 1, row += COUNT_WINDOWS) {
        if ((bits & 1) === 0) continue
        for (let w = 0; w < COUNT_WINDOWS; w++) wide[row + w] = (wide[row + w] as number) + ((windows >> w) & 1) * weight
      }
    }
    this.#history.add(from, second, mask, weight)
    this.#columns.mark(from, mask)
  }

  /** Brings what was counted of the present into the columns; before anything is read and before the clock moves. */
  settle(): void {
    const present = this.#present
    if (present.isEmpty) return
    const { wide } = this.#columns
    const { cells } = present
    const day = this.#history.rowsOf(this.#clock)
    present.roll((node, row) => {
      const mask = cells[row] as number
      let cell = node * WIDE_STRIDE
      for (let bits = mask, base = 0; bits !== 0; bits >>>= 1, base++, cell += COUNT_WINDOWS) {
        if ((bits & 1) === 0) continue
        const weight = cells[row + 1 + base] as number
        addToAll(wide, cell, weight)
        day.add(node, base, weight)
      }
      this.#columns.markOne(node, mask)
    })
  }

  /** Counts the parts of rates, which have calendar windows only. */
  countParts(node: number, second: number, parts: number, weight: number): void {
    for (let bits = parts, offset = PARTS_FROM; bits !== 0; bits >>>= 1, offset += PART_COUNT) {
      if (bits & 1) this.#onCalendar(node, second, offset, weight)
    }
  }

  /** Counts a case that fell due at `second` in one of the nine due rows. */
  countDue(node: number, second: number, row: number, weight: number): void {
    this.#onCalendar(node, second, DUE_FROM + row * PART_COUNT, weight)
  }

  #onCalendar(node: number, second: number, offset: number, weight: number): void {
    if (second >= this.#spans.day.start) this.#columns.addWide(node, offset, weight)
    if (second >= this.#spans.month.start) this.#columns.addWide(node, offset + 1, weight)
    if (second >= this.#spans.period.start) this.#columns.addWide(node, offset + 2, weight)
    this.#columns.addWide(node, offset + 3, weight)
  }

  /** Counts in those of the windows, given with their columns, that hold the second. */
  countIn({ node, second, weight }: Counted, offsets: readonly number[], windows: readonly (CalendarSpanName | 'all')[]): void {
    for (let i = 0; i < windows.length; i++) {
      const window = windows[i] as CalendarSpanName | 'all'
      const holds = window === 'all' || second >= this.#spans[window].start
      if (holds) this.#columns.addWide(node, offsets[i] as number, weight)
    }
  }

  /** Counts of the last 24 hours by quarter hour on the clock, the running one last. */
  quarterHours(bit: number, node: number): readonly number[] {
    const counts = new Array<number>(96).fill(0)
    const first = (Math.floor(this.#clock / 900) - 95) * 900
    const { parent } = this.#columns
    this.#queue.visit(first - 1, this.#clock, (at, mask, weight, second) => {
      if ((mask & bit) === 0) return
      let up = at
      while (up >= 0 && up !== node) up = parent[up] as number
      if (up !== node) return
      const quarter = Math.floor((second - first) / 900)
      counts[quarter] = (counts[quarter] ?? 0) + weight
    })
    return counts
  }

  save(): FoldState {
    return this.#queue.save()
  }

  /** `start` must have been called with the snapshot's clock. */
  load(state: FoldState): void {
    this.#queue.load(state)
  }
}
