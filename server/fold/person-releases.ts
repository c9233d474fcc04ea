import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { P_TIME_GRAIN_S, SMALLEST_SHOWN } from '../../shared/domain/privacy-class.ts'
import type { CityTree } from '../city/city-tree.ts'
import { ClassRelease, type CountedBase, type ReleasedWindow } from '../release/class-release.ts'
import { releaseShape, type ReleaseShape } from '../release/release-shape.ts'
import { releaseStock } from '../release/stock-release.ts'
import { columnOf } from './saved.ts'
import { loadClass, saveClass, type SavedRest } from './saved-releases.ts'
import type { ServiceNeeds } from './service-needs.ts'
import type { Column, FoldState } from './snapshot.ts'

export type PersonClass = 'P' | 'X'
const CLASSES = ['P', 'X'] as const

/** A category of services whose unmet needs are counted for a class. */
interface Stock {
  readonly cls: PersonClass
  readonly code: string
  readonly category: number
  released: Int32Array
  /** What was not met when it was released, see `ServiceNeeds.revisionOf`. */
  at: number
}

/**
 * What is told of persons: P at full quarters of an hour, X when a day has ended, by the city's clock and the log alone,
 * so that no restart and no second server tells anything else. FD15 PR6
 */
export class PersonReleases {
  /** Rises whenever something may have been released. */
  revision = 0
  readonly #calendar: CityCalendar
  readonly #needs: ServiceNeeds
  readonly #shapes: Readonly<Record<PersonClass, ReleaseShape>>
  readonly #classes: Readonly<Record<PersonClass, ClassRelease>>
  readonly #stocks: readonly Stock[]
  #day = Number.NaN
  /** Second at which the running day ends. */
  #ends = Number.POSITIVE_INFINITY
  #needsAt = -1

  constructor(tree: CityTree, calendar: CityCalendar, { serviceCategories }: Catalogue, needs: ServiceNeeds) {
    this.#calendar = calendar
    this.#needs = needs
    this.#shapes = {
      P: releaseShape(tree, SMALLEST_SHOWN.P, 'community'),
      X: releaseShape(tree, SMALLEST_SHOWN.X, 'street'),
    }
    this.#classes = { P: new ClassRelease(this.#shapes.P, 'day'), X: new ClassRelease(this.#shapes.X, 'month') }
    this.#stocks = serviceCategories.flatMap(({ code, class: cls }, category) =>
      cls === 'P' || cls === 'X' ? [{ cls, code, category, released: new Int32Array(0), at: -1 }] : [],
    )
  }

  count(cls: PersonClass, base: CountedBase, node: number, weight: number): void {
    this.#classes[cls].count(base, node, weight)
  }

  /** True for a second of the running day: what is corrected on days that have ended is not told again. PR5 */
  isOfToday(second: number): boolean {
    return Number.isNaN(this.#day) || this.#calendar.dayNumber(second) >= this.#day
  }

  /** The next second after `from` at which something is to be released; Infinity where nothing waits. */
  nextAfter(from: number): number {
    const quarter = (Math.floor(from / P_TIME_GRAIN_S) + 1) * P_TIME_GRAIN_S
    if (this.#classes.P.waits || this.#needs.revision !== this.#needsAt) return quarter
    return this.#ends
  }

  /** The clock stands at a full quarter of an hour; what was stamped before it is counted. */
  release(second: number): void {
    const day = this.#calendar.dayNumber(second)
    const ends = !Number.isNaN(this.#day) && day > this.#day
    this.#classes.P.tick()
    if (ends) {
      this.#classes.X.tick()
      const turns = this.#calendar.dayName(day).slice(0, 7) !== this.#calendar.dayName(this.#day).slice(0, 7)
      for (const cls of CLASSES) this.#classes[cls].endDay(this.#day, turns)
    }
    if (ends || this.#needs.revision !== this.#needsAt) this.#releaseStocks(ends)
    this.#begin(second)
    this.revision += 1
  }

  #releaseStocks(dayEnds: boolean): void {
    this.#needsAt = this.#needs.revision
    for (const stock of this.#stocks) {
      const revision = this.#needs.revisionOf(stock.category)
      if ((stock.cls !== 'P' && !dayEnds) || stock.at === revision) continue
      stock.at = revision
      stock.released = releaseStock(this.#shapes[stock.cls], (node) => this.#needs.value(node, stock.category, 'unmet'))
    }
  }

  /** The day of the clock while nothing has been counted yet. */
  start(second: number): void {
    if (second >= this.#ends || Number.isNaN(this.#day)) this.#begin(second)
  }

  #begin(second: number): void {
    this.#day = this.#calendar.dayNumber(second)
    this.#ends = this.#calendar.span('day', second).end
  }

  /** A count of a class in a window, 0 where it is hidden. */
  released(cls: PersonClass, base: CountedBase, node: number, window: ReleasedWindow): number {
    return this.#classes[cls].released(base, node, window)
  }

  /** Unmet needs of a category, 0 where they are hidden. */
  unmet(code: string, node: number): number {
    return this.#stocks.find((stock) => stock.code === code)?.released[node] ?? 0
  }

  /** Ended days by name, oldest first, 0 where the count is hidden. */
  days(cls: PersonClass, base: CountedBase, node: number): readonly (readonly [day: string, released: number])[] {
    return this.#classes[cls].days(base, node).map(([day, released]) => [this.#calendar.dayName(day), released] as const)
  }

  save(): FoldState {
    const columns: Record<string, Column> = {}
    this.#stocks.forEach(({ released }, at) => (columns[`stock.${at}`] = released.slice()))
    const classes = CLASSES.map((cls) => {
      const saved = saveClass(cls, this.#classes[cls].save())
      Object.assign(columns, saved.columns)
      return saved.rest
    })
    const [day, ends] = Number.isNaN(this.#day) ? [null, null] : [this.#day, this.#ends]
    return { columns, rest: { day, ends, classes, waits: this.#needs.revision !== this.#needsAt } }
  }

  load(state: FoldState): void {
    const { day, ends, classes, waits } = state.rest as {
      readonly day: number | null
      readonly ends: number | null
      readonly waits: boolean
      readonly classes: readonly SavedRest[]
    }
    CLASSES.forEach((cls, at) => this.#classes[cls].load(loadClass(cls, state, classes[at] as SavedRest)))
    this.#stocks.forEach((stock, at) => (stock.released = columnOf(state, `stock.${at}`, Int32Array).slice()))
    this.#day = day ?? Number.NaN
    this.#ends = ends ?? Number.POSITIVE_INFINITY
    this.#needsAt = waits ? -1 : this.#needs.revision
  }
}
