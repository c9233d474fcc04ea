import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { HazardPart } from '../../shared/figures/hazard-keys.ts'
import { hazardKeys } from '../../shared/figures/hazard-keys.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { P_TIME_GRAIN_S, SMALLEST_SHOWN } from '../../shared/domain/privacy-class.ts'
import type { CityTree } from '../city/city-tree.ts'
import { ClassRelease, type CountedBase, type ReleasedWindow } from '../release/class-release.ts'
import { releaseShape, type ReleaseShape } from '../release/release-shape.ts'
import { releaseStock } from '../release/stock-release.ts'
import { columnOf } from './saved.ts'
import type { Readings } from './readings.ts'
import { loadClass, saveClass, type SavedRest } from './saved-releases.ts'
import type { ServiceNeeds } from './service-needs.ts'
import type { Column, FoldState } from './snapshot.ts'

export type PersonClass = 'P' | 'X'
const UNMET = 'unmet '
const CLASSES = ['P', 'X'] as const

/** The least whole of which shares are told. HZ5 */
const LEAST_WHOLE = 20
/** Shares are told in whole percent. */
const PERCENT = 100

/** What is counted for a class and may fall again: unmet needs of a category of services, people told of a hazard. */
interface Stock {
  readonly cls: PersonClass
  readonly name: string
  readonly count: (node: number) => number
  released: Int32Array
  /** Another number whenever it may count something else; NaN where nobody knows. */
  readonly revision: () => number
  /** Its revision when it was released. */
  at: number
}

export interface PersonReleasesParts {
  readonly tree: CityTree
  readonly calendar: CityCalendar
  readonly catalogue: Catalogue
  readonly needs: ServiceNeeds
  /** What was told of hazards. */
  readonly readings: Readings
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

  constructor({ tree, calendar, catalogue, needs, readings }: PersonReleasesParts) {
    this.#calendar = calendar
    this.#needs = needs
    this.#shapes = {
      P: releaseShape(tree, SMALLEST_SHOWN.P, 'community'),
      X: releaseShape(tree, SMALLEST_SHOWN.X, 'street'),
    }
    this.#classes = { P: new ClassRelease(this.#shapes.P, 'day'), X: new ClassRelease(this.#shapes.X, 'month') }
    const released = new Int32Array(0)
    const unmet = catalogue.serviceCategories.flatMap(({ code, class: cls }, category): Stock[] => {
      const count = (node: number) => needs.value(node, category, 'unmet')
      const revision = () => needs.revisionOf(category)
      return cls === 'P' || cls === 'X' ? [{ cls, name: UNMET + code, count, released, at: -1, revision }] : []
    })
    const hazards = hazardKeys(catalogue.hazards).flatMap(({ cls, hazard: { reading } }): Stock[] => {
      const count = (node: number) => readings.value(reading, node) || 0
      const revision = () => Number.NaN
      return cls === 'X' ? [{ cls, name: reading, count, released, at: -1, revision }] : []
    })
    this.#stocks = [...unmet, ...hazards]
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
      const revision = stock.revision()
      if ((stock.cls !== 'P' && !dayEnds) || stock.at === revision) continue
      stock.at = revision
      stock.released = releaseStock(this.#shapes[stock.cls], stock.count)
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

  #stock(name: string, node: number): number {
    return this.#stocks.find((stock) => stock.name === name)?.released[node] ?? 0
  }

  /** Unmet needs of a category, 0 where they are hidden. */
  unmet(code: string, node: number): number {
    return this.#stock(UNMET + code, node)
  }

  /** People told of a hazard, or a part's share of them made of what was released alone; 0 where it is hidden. HZ5 */
  hazard({ reading, parts }: HazardPart, node: number): number {
    const own = this.#stock(reading, node)
    if (!parts) return own
    const told = parts.map((part) => this.#stock(part, node)).filter((count) => count > 0)
    const whole = told.reduce((sum, count) => sum + count, 0)
    return whole < LEAST_WHOLE || told.length < 2 ? 0 : Math.round((own / whole) * PERCENT) / PERCENT
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
