import { GroupRelease, withRoom, type SavedGroup } from './group-release.ts'
import { placeOf, type ReleaseShape } from './release-shape.ts'

/** What is counted of each event of a class; a group of types is what one of them leaves to the others. */
export const COUNTED = ['events', 'cases.reported', 'cases.closed', 'tray'] as const
export type CountedBase = (typeof COUNTED)[number]
/** Disjoint groups of types: what no other group has, reports, closings, types that no catalogue knows. PR2 */
const GROUPS = 4
/** Days kept: an assessment month and the one before its last day. */
const DAYS_KEPT = 35

const [REST, REPORTED, CLOSED, TRAY] = [0, 1, 2, 3] as const
const GROUPS_OF: Readonly<Record<CountedBase, readonly number[]>> = {
  events: [REST, REPORTED, CLOSED, TRAY],
  'cases.reported': [REPORTED],
  'cases.closed': [CLOSED],
  tray: [TRAY],
}

/** True where a count of this name, without its class, is released day by day; stocks have a release of their own (PR8). */
export function isCountedBase(base: string): base is CountedBase {
  return Object.hasOwn(GROUPS_OF, base)
}

export type ReleasedWindow = 'day' | 'month' | 'all'
/** One column a group. */
type Columns = readonly Int32Array<ArrayBuffer>[]

export interface SavedClass {
  readonly counted: readonly Int32Array[]
  readonly groups: readonly SavedGroup[]
  readonly month: readonly Int32Array[]
  readonly all: readonly Int32Array[]
  readonly days: readonly (readonly [day: number, columns: readonly Int32Array[]])[]
  readonly before: readonly Int32Array[]
}

const columns = (): Columns => Array.from({ length: GROUPS }, () => new Int32Array(0))
const copies = (of: readonly Int32Array[]): Columns => of.map((column) => Int32Array.from(column))

/**
 * All that is ever told of the counts of a class: base releases by place, group and period, and their sums. An event counts
 * when it comes in. `tick` and `endDay` are called by the city's clock alone. PR1–PR7
 */
export class ClassRelease {
  readonly #shape: ReleaseShape
  readonly #period: 'day' | 'month'
  /** By base: the running period's count at each place, the count of all time above the places. */
  readonly #counted: Int32Array<ArrayBuffer>[] = COUNTED.map(() => new Int32Array(0))
  readonly #groups: readonly GroupRelease[]
  readonly #touched = new Set<number>()
  #month = columns()
  #all = columns()
  readonly #days = new Map<number, Columns>()
  /** Batches of the running period up to its last ended day. */
  #batchesBefore = columns()

  constructor(shape: ReleaseShape, period: 'day' | 'month') {
    this.#shape = shape
    this.#period = period
    this.#groups = Array.from({ length: GROUPS }, () => new GroupRelease(shape))
  }

  /** Something was counted since the last tick. */
  get waits(): boolean {
    return this.#touched.size > 0
  }

  /** Counts an event at its node, or one taken back with a negative weight. */
  count(base: CountedBase, node: number, weight: number): void {
    const place = placeOf(this.#shape, node)
    const at = COUNTED.indexOf(base)
    const column = withRoom(this.#counted[at] as Int32Array<ArrayBuffer>, place + 1)
    column[place] = (column[place] as number) + weight
    this.#counted[at] = column
    this.#touched.add(place)
  }

  /** Releases what the counts have come to. */
  tick(): void {
    for (const node of this.#touched) {
      const [events = 0, reported = 0, closed = 0, tray = 0] = this.#counted.map((column) => column[node] ?? 0)
      const counts = [events - reported - closed - tray, reported, closed, tray]
      counts.forEach((count, group) => this.#groups[group]?.count(node, count))
    }
    this.#touched.clear()
    for (const group of this.#groups) group.settle()
  }

  /** Ends the day `day` (a number of the calendar) after its last tick; `turns`: with it a month. */
  endDay(day: number, turns: boolean): void {
    const before = this.#batchesBefore
    this.#batchesBefore = this.#groups.map(({ batches }) => Int32Array.from(batches))
    if (this.#period === 'month') this.#days.set(day, difference(this.#batchesBefore, before))
    if (this.#period === 'day' || turns) this.#endPeriod(day, turns)
    this.#days.delete(day - DAYS_KEPT)
  }

  #endPeriod(day: number, turns: boolean): void {
    const told = this.#groups.map((group) => Int32Array.from(group.close()))
    if (this.#period === 'day') this.#days.set(day, told)
    this.#all = added(this.#all, told)
    this.#month = turns ? columns() : added(this.#month, told)
    this.#batchesBefore = columns()
    const { tree, placeLevel } = this.#shape
    for (const column of this.#counted)
      for (let node = 0; node < column.length && node < tree.size; node++)
        if (tree.level(node) === placeLevel && tree.parent(node) >= 0) column[node] = 0
  }

  /** What has been told, 0 where it is hidden; `day` where the period is a day. */
  released(base: CountedBase, node: number, window: ReleasedWindow): number {
    const past = { day: undefined, month: this.#month, all: this.#all }[window]
    return GROUPS_OF[base].reduce((sum, group) => sum + (past?.[group]?.[node] ?? 0) + (this.#groups[group]?.told[node] ?? 0), 0)
  }

  /** What was told of each ended day, oldest first: all of it where the period is a day, else the batches that came on it. */
  days(base: CountedBase, node: number): readonly (readonly [day: number, released: number])[] {
    const of = (told: Columns) => GROUPS_OF[base].reduce((sum, group) => sum + (told[group]?.[node] ?? 0), 0)
    return [...this.#days].sort(([a], [b]) => a - b).map(([day, told]) => [day, of(told)] as const)
  }

  save(): SavedClass {
    const days = [...this.#days].map(([day, told]) => [day, copies(told)] as const)
    const { counted, month, all } = { counted: this.#counted, month: this.#month, all: this.#all }
    const groups = this.#groups.map((group) => group.save())
    return {
      counted: copies(counted),
      groups,
      month: copies(month),
      all: copies(all),
      days,
      before: copies(this.#batchesBefore),
    }
  }

  load({ counted, groups, month, all, days, before }: SavedClass): void {
    copies(counted).forEach((column, at) => (this.#counted[at] = column))
    groups.forEach((saved, group) => this.#groups[group]?.load(saved))
    this.#month = copies(month)
    this.#all = copies(all)
    this.#days.clear()
    for (const [day, told] of days) this.#days.set(day, copies(told))
    this.#batchesBefore = copies(before)
    for (const column of counted) column.forEach((count, node) => count !== 0 && this.#touched.add(node))
  }
}

function added(to: Columns, more: Columns): Columns {
  return more.map((column, group) => {
    const sum = withRoom(to[group] ?? new Int32Array(0), column.length)
    column.forEach((released, node) => (sum[node] = (sum[node] as number) + released))
    return sum
  })
}

const difference = (now: Columns, before: Columns): Columns =>
  now.map((column, group) => column.map((batches, node) => batches - (before[group]?.[node] ?? 0)))
