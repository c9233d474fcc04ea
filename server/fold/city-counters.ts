import type { CalendarSpanName, CityCalendar } from '../../shared/domain/calendar.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { CaseCounters } from '../cases/case-ledger.ts'
import { DayHistory } from './day-history.ts'
import { FamilyQuarters } from './family-quarters.ts'
import { MinuteSketches } from './minute-sketches.ts'
import type { NodeColumns } from './node-columns.ts'
import type { CasePrint } from './person-cases.ts'
import { loadAll, saveAll } from './saved.ts'
import { ServiceNeeds } from './service-needs.ts'
import type { FoldState } from './snapshot.ts'
import { TypeCounts } from './type-counts.ts'
import { WayTimes } from './way-times.ts'
import { WindowCounters } from './window-counters.ts'

/** Every windowed count of the city: in its windows, by local day, by type and family, and how long cases took. */
export class CityCounters implements CaseCounters {
  readonly windows: WindowCounters
  readonly history: DayHistory
  readonly types: TypeCounts
  readonly families: FamilyQuarters
  readonly minutes: MinuteSketches
  readonly needs: ServiceNeeds
  readonly ways: WayTimes
  /** −1 while what was counted is counted once more to take it back. FD12 */
  sign: 1 | -1 = 1

  constructor(columns: NodeColumns, calendar: CityCalendar, catalogue: Catalogue, print: CasePrint) {
    this.history = new DayHistory(columns, calendar)
    this.windows = new WindowCounters(columns, calendar, this.history)
    this.types = new TypeCounts(columns, catalogue.types.length)
    this.families = new FamilyQuarters(columns, catalogue)
    this.minutes = new MinuteSketches(columns)
    this.needs = new ServiceNeeds(columns, catalogue.serviceCategories, print)
    this.ways = new WayTimes(columns)
  }

  count(node: number, second: number, mask: number, weight: number): void {
    this.windows.count(node, second, mask, weight * this.sign)
  }

  countParts(node: number, second: number, parts: number, weight: number): void {
    this.windows.countParts(node, second, parts, weight * this.sign)
  }

  countDue(node: number, second: number, row: number, weight: number): void {
    this.windows.countDue(node, second, row, weight * this.sign)
  }

  countType(node: number, second: number, type: number): void {
    this.types.count(node, type, second >= this.windows.dayStart, this.sign)
    this.families.count(node, second, type, this.sign)
  }

  countMinutes(node: number, second: number, minutes: number): void {
    if (second >= this.windows.monthStart) this.minutes.add(node, minutes, second >= this.windows.dayStart, this.sign)
  }

  countReceipt(node: number, second: number, seconds: number): void {
    if (second >= this.windows.dayStart) this.ways.count('outbound', node, seconds, this.sign)
  }

  /** Moves the clock; answers the calendar windows that began on the way. */
  advance(second: number): readonly CalendarSpanName[] {
    const turned = this.windows.advance(second)
    this.families.advance(second)
    if (turned.includes('day')) {
      this.history.drop(second)
      this.types.startDay()
      this.minutes.start('day')
      this.needs.startDay()
      this.ways.startDay()
    }
    if (turned.includes('month')) this.minutes.start('month')
    return turned
  }

  get #pieces() {
    const { windows, history, types, families, minutes, needs, ways } = this
    return { windows, history, types, families, minutes, needs, ways }
  }

  save(): FoldState {
    return saveAll(this.#pieces)
  }

  load(state: FoldState): void {
    loadAll(this.#pieces, state)
  }
}
