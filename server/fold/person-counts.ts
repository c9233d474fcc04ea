import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { PERSON_BASES, P_WINDOWS, X_WINDOWS } from '../../shared/figures/keys.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import type { CountedBase } from '../release/class-release.ts'
import type { CityCounters } from './city-counters.ts'
import { HISTORY_P, HISTORY_X } from './day-history.ts'
import { PersonCases, type CasePrint } from './person-cases.ts'
import type { PersonReleases } from './person-releases.ts'
import type { FoldState } from './snapshot.ts'
import type { Counted } from './window-counters.ts'

/** Where the windows of each base lie, and the row of the first base in the counts by day. */
const CLASSES = {
  P: {
    windows: P_WINDOWS,
    history: HISTORY_P,
    offsets: PERSON_BASES.map((base) => P_WINDOWS.map((w) => wideOffset(`p.${base}.${w}`))),
  },
  X: {
    windows: X_WINDOWS,
    history: HISTORY_X,
    offsets: PERSON_BASES.map((base) => X_WINDOWS.map((w) => wideOffset(`x.${base}.${w}`))),
  },
} as const
/** Acts of service, corrections and numbers about hazards are no events of persons. PR2 */
const APART: ReadonlySet<string> = new Set(['service', 'correction', 'hazard'])
const TRAY = [wideOffset('x.tray.all')]

type Base = (typeof PERSON_BASES)[number]

/** Counts of P and X events under keys of their own; of a case only which of its steps have counted is kept. FD10 */
export class PersonCounts {
  readonly #counters: CityCounters
  readonly #cases: PersonCases
  readonly releases: PersonReleases

  constructor(counters: CityCounters, releases: PersonReleases, print: CasePrint, calendar: CityCalendar) {
    this.#counters = counters
    this.releases = releases
    this.#cases = new PersonCases(print, calendar)
  }

  /**
   * Counts one event of class P or X; with weight −1 takes it back as if it had never come. `told`: it belongs to the
   * running day, so that what is released hears of it.
   */
  take(event: StoredEvent, { node, second, weight }: Counted, told = true): void {
    const cls = event.cls === 'P' ? 'P' : 'X'
    this.#count(cls, 'events', { node, second, weight })
    const tell = (base: CountedBase, at: number, by: number) => told && this.releases.count(cls, base, at, by)
    if (!APART.has(event.kind)) tell('events', node, weight)
    if (event.tray) tell('tray', node, weight)
    if (event.tray) this.#counters.windows.countIn({ node, second, weight }, TRAY, ['all'])
    if (event.kind === 'service') this.#counters.needs.take(event, node, { today: false, weight: weight > 0 ? 1 : -1 })
    if (event.kind !== 'case' || event.selfHandled === true) return
    const count = (base: 'cases.reported' | 'cases.closed', place: { node: number; second: number }, by: number) => {
      this.#count(cls, base, { ...place, weight: by })
      if (!event.tray) tell(base, place.node, by)
    }
    if (weight > 0) this.#cases.take(event, { node, second }, count)
    else this.#cases.takeBack(event, { node, second }, count)
  }

  #count(cls: 'P' | 'X', base: Base, counted: Counted): void {
    const { windows, history, offsets } = CLASSES[cls]
    const row = PERSON_BASES.indexOf(base)
    this.#counters.windows.countIn(counted, offsets[row] as number[], windows)
    this.#counters.history.add(counted.node, counted.second, 1 << (history + row), counted.weight)
  }

  /** Forgets steps of cases long before `second`. */
  forget(second: number): void {
    this.#cases.forget(second)
  }

  save(): FoldState {
    return this.#cases.save()
  }

  load(state: FoldState): void {
    this.#cases.load(state)
  }
}
