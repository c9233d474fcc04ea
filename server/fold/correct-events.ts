import type { Correctable, StoredCorrection, StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { Told } from '../alarms/alarm-watch.ts'
import { eventMask, type CaseSteps } from './case-steps.ts'
import type { CityCounters } from './city-counters.ts'
import type { Corrections } from './corrections.ts'
import type { ListedEvents } from './listed-events.ts'
import type { PendingEvents } from './pending-events.ts'
import type { PersonCounts } from './person-counts.ts'
import type { ThingStates } from './thing-states.ts'

export interface CorrectingParts {
  readonly corrections: Corrections
  readonly pending: PendingEvents
  readonly steps: CaseSteps
  readonly persons: PersonCounts
  readonly counters: CityCounters
  readonly listed: ListedEvents
  readonly states: ThingStates
  readonly nodeOf: (event: Pick<StoredEvent, 'cls' | 'node'>) => number
  readonly tell: (event: StoredEvent, node: number) => Told
  /** A step of the case was masked; all that it changes is done. */
  readonly onMasked: (caseId: string) => void
  /** Folds an event whose second has come. */
  readonly fold: (event: StoredEvent, node: number, seq: number) => void
}

const secondOf = ({ t }: StoredEvent) => Math.floor(t / 1000)

/** Makes figures, lists and standings those of a log with the corrected event in place of the one that is named. FD12 */
export class CorrectEvents {
  readonly #parts: CorrectingParts

  constructor(parts: CorrectingParts) {
    this.#parts = parts
  }

  /** Takes in the correction with a number of the log at a clock second; it works at once, whenever it is dated. */
  take({ ref, was, by, action }: StoredCorrection, seq: number, clock: number): void {
    const { corrections, pending, steps, nodeOf, fold } = this.#parts
    if (!ref) return
    corrections.note(corrections.printOf(ref), { action, by }, seq)
    if (!was) return
    const waited = pending.withdraw(was)
    const now = by && secondOf(by) <= clock ? by : undefined
    let place = waited
    if (waited === undefined) place = this.#correct(was, now, seq)
    else if (now) fold(now, nodeOf(now), waited)
    if (by?.kind === 'case' && place !== undefined) steps.standFor(place, by)
    if (by && !now) pending.add(by, nodeOf(by), place ?? seq)
    if (action === 'mask' && was.kind === 'case') this.#parts.onMasked(was.caseId)
  }

  /** Answers the log number of a step of a case. */
  #correct(was: Correctable, by: Correctable | undefined, seq: number): number | undefined {
    if (was.cls === 'P' || was.cls === 'X') this.#correctPerson(was, by)
    else if (was.kind === 'case') return this.#correctStep(was, by, seq)
    else this.#correctThing(was, by)
    return undefined
  }

  #correctStep(was: StoredEventOf<'case'>, by: Correctable | undefined, seq: number): number | undefined {
    const { steps, corrections, listed, nodeOf } = this.#parts
    const told = steps.correct(was, by?.kind === 'case' ? by : undefined)
    if (told) corrections.noteReading(seq, told.lowest)
    listed.correct(was, by, nodeOf(by ?? was))
    return told?.seq
  }

  #correctPerson(was: Correctable, by: Correctable | undefined): void {
    const { persons, nodeOf, states, tell } = this.#parts
    const told = persons.releases.isOfToday(secondOf(was))
    const take = (event: Correctable, weight: number) =>
      persons.take(event, { node: nodeOf(event), second: secondOf(event), weight }, told)
    take(was, -1)
    if (by) take(by, 1)
    if (was.kind !== 'hazard') return
    const taken = (event: Correctable) => ({ event, node: nodeOf(event), told: tell(event, nodeOf(event)) })
    states.correct(was, taken(was), by && taken(by))
  }

  #correctThing(was: Correctable, by: Correctable | undefined): void {
    const { counters, listed, states, nodeOf, tell } = this.#parts
    const taken = (event: Correctable) => ({ event, node: nodeOf(event), told: tell(event, nodeOf(event)) })
    counters.count(nodeOf(was), secondOf(was), eventMask(was), -1)
    if (by) counters.count(nodeOf(by), secondOf(by), eventMask(by), 1)
    listed.correct(was, by, nodeOf(by ?? was))
    states.correct(was, taken(was), by && taken(by))
  }
}
