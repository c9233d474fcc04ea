import type { Correctable, StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import type { AlarmWatch, Told } from '../alarms/alarm-watch.ts'
import { Checks } from './checks.ts'
import type { CityCounters } from './city-counters.ts'
import { DutyPosts } from './duty-posts.ts'
import { hazardReadings } from './hazard-readings.ts'
import type { Measures } from './measures.ts'
import type { NodeColumns } from './node-columns.ts'
import type { Readings } from './readings.ts'
import type { Responses } from './responses.ts'
import { loadAll, saveAll } from './saved.ts'
import { countService } from './service-counts.ts'
import type { FoldState } from './snapshot.ts'
import { ToldEvents, type ToldEvent } from './told-events.ts'
import { Warnings } from './warnings.ts'

const VISITS = wideOffset('checks.visits')

export interface ThingStatesParts {
  readonly columns: NodeColumns
  readonly counters: CityCounters
  readonly readings: Readings
  readonly responses: Responses
  readonly measures: Measures
  readonly alarms: AlarmWatch
}

/** An event at its node, with what alarms take as its present. */
export interface TakenThing {
  readonly node: number
  readonly told: Told
}

function isTold(event: StoredEvent): event is ToldEvent {
  return event.kind === 'measure' || event.kind === 'warning' || event.kind === 'response'
}

/** What events other than cases say of the present, each by its kind, and what stands once one of them is corrected. FD8 FD12 */
export class ThingStates {
  readonly #parts: ThingStatesParts
  readonly #checks: Checks
  readonly #duty: DutyPosts
  readonly #measures: Measures
  readonly warnings: Warnings
  readonly #told = new ToldEvents()

  constructor(parts: ThingStatesParts) {
    this.#parts = parts
    this.#checks = new Checks(parts.columns)
    this.#duty = new DutyPosts(parts.columns)
    this.#measures = parts.measures
    this.warnings = new Warnings(parts.columns)
  }

  /** Moves the clock: reviews that fell due, warnings that expired. */
  advance(second: number): void {
    this.#measures.advance(second)
    this.warnings.advance(second)
  }

  /** Takes in what an event says. */
  apply(event: StoredEvent, { node, told }: TakenThing): void {
    const { readings, alarms } = this.#parts
    switch (event.kind) {
      case 'check':
        this.#checks.apply(event, node)
        this.#countVisit(event, node, 1)
        return alarms.checked(told)
      case 'reading':
        // What stands at the node after it was taken in: an older one changes nothing.
        if (readings.apply(event, node)) alarms.read(event, told)
        return
      case 'duty':
        return this.#duty.apply(event, node)
      case 'hazard':
        for (const reading of hazardReadings(event)) readings.apply(reading, node)
        return
      case 'service':
        return this.#countService(event, node, 1)
      case 'measure':
      case 'warning':
      case 'response':
        this.#told.add(event, node)
        return this.#tell(event, { node, told })
      default:
    }
  }

  #tell(event: ToldEvent, { node, told }: TakenThing): void {
    if (event.kind === 'warning') this.warnings.apply(event, node)
    else if (event.kind === 'response') this.#parts.responses.apply(event, node)
    else {
      this.#measures.apply(event, node)
      this.#parts.alarms.measureMoved(event, this.#measures.reviewBy(event.measureId), told)
    }
  }

  #countService(event: StoredEventOf<'service'>, node: number, weight: 1 | -1): void {
    const { columns, counters } = this.#parts
    const today = this.#isToday(event)
    if (today) countService(columns, event, node, weight)
    counters.needs.take(event, node, { today, weight })
  }

  #isToday({ t }: StoredEvent): boolean {
    return Math.floor(t / 1000) >= this.#parts.counters.windows.dayStart
  }

  #countVisit(event: StoredEventOf<'check'>, node: number, weight: 1 | -1): void {
    if (event.state === 'done' && this.#isToday(event)) this.#parts.columns.addWide(node, VISITS, weight)
  }

  /** What was said is taken back, and what is said in its place taken in. Causes of alarms are judged by what then stands. */
  correct(was: Correctable, at: TakenThing, by: (TakenThing & { readonly event: Correctable }) | undefined): void {
    if (isTold(was)) {
      const instead = by && isTold(by.event) ? { event: by.event, node: by.node } : undefined
      this.#told.correct(was, instead)
      this.#tellAgain(was.kind)
      if (was.kind === 'measure') this.#parts.alarms.measureMoved(was, this.#measures.reviewBy(was.measureId), at.told)
      return
    }
    if (was.kind === 'check') this.#takeBackCheck(was, at)
    if (was.kind === 'reading') this.#takeBackReading(was, at)
    if (was.kind === 'duty') this.#duty.takeBack(was, at.node)
    if (was.kind === 'service') this.#countService(was, at.node, -1)
    if (was.kind === 'hazard') for (const reading of hazardReadings(was)) this.#parts.readings.takeBack(reading, at.node)
    if (by) this.apply(by.event, by)
  }

  #takeBackCheck(was: StoredEventOf<'check'>, { node, told }: TakenThing): void {
    this.#checks.takeBack(was, node)
    this.#countVisit(was, node, -1)
    this.#parts.alarms.checked(told)
  }

  #takeBackReading(was: StoredEventOf<'reading'>, { node, told }: TakenThing): void {
    const { readings, alarms } = this.#parts
    readings.takeBack(was, node)
    const { dimension, t } = was
    const now = readings.newestAt(dimension, node)
    const stands = now && !Number.isNaN(now.value) ? now : { value: Number.NEGATIVE_INFINITY, t }
    alarms.read({ dimension, value: stands.value, t: stands.t }, told)
  }

  #tellAgain(kind: ToldEvent['kind']): void {
    const { responses } = this.#parts
    const piece = { measure: this.#measures, warning: this.warnings, response: responses }[kind]
    piece.restart()
    if (kind === 'measure') this.#told.visit(kind, (event, node) => this.#measures.apply(event, node))
    else if (kind === 'warning') this.#told.visit(kind, (event, node) => this.warnings.apply(event, node))
    else this.#told.visit(kind, (event, node) => responses.apply(event, node))
  }

  get #pieces() {
    return { checks: this.#checks, duty: this.#duty, measures: this.#measures, warnings: this.warnings, told: this.#told }
  }

  save(): FoldState {
    return saveAll(this.#pieces)
  }

  load(state: FoldState): void {
    loadAll(this.#pieces, state)
  }
}
