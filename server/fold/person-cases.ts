import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { PrintSet } from './print-set.ts'
import { loadAll, saveAll } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Keyed 64-bit fingerprint of two words, left in two lanes. */
export interface CasePrint {
  readonly low: number
  readonly high: number
  take(space: string, id: string): void
}

/** What a step changes in the counts, at the place and time of the step that it concerns. */
export type CountStep = (base: 'cases.reported' | 'cases.closed', place: StepPlace, weight: number) => void

/** Where and when a step counts: no finer than the log has it. */
export interface StepPlace {
  readonly node: number
  readonly second: number
}

/** What is known of a case with steps beyond the first of their kind. */
interface Repeats {
  reopenings: number
  readonly reported: StepPlace[]
  /** All closings but the first; as many of them count as there were reopenings. */
  readonly closed: StepPlace[]
}

type CaseEvent = StoredEventOf<'case'>

const KEPT_DAYS = 35
const LANE = 2 ** 32
const HIGH_BITS = 0x1f_ffff

const isAt = (a: StepPlace) => (b: StepPlace) => a.node === b.node && a.second === b.second

/**
 * Which steps of P and X cases count: `reported` once a case, `closed` once and once more for each reopening, in
 * whatever order they come. Kept are keyed fingerprints of case and step, no case number, and of repeated steps the
 * coarse place and time that the log has of them. FD10
 */
export class PersonCases {
  readonly #print: CasePrint
  readonly #calendar: CityCalendar
  readonly #seen = new PrintSet()
  readonly #repeats = new Map<number, Repeats>()

  constructor(print: CasePrint, calendar: CityCalendar) {
    this.#print = print
    this.#calendar = calendar
  }

  #key(event: CaseEvent, word: string): number {
    this.#print.take(`${event.cls} ${word}`, event.caseId)
    return (this.#print.high & HIGH_BITS) * LANE + this.#print.low || 1
  }

  #repeatsOf(event: CaseEvent): Repeats {
    const key = this.#key(event, 'case')
    let repeats = this.#repeats.get(key)
    if (!repeats) this.#repeats.set(key, (repeats = { reopenings: 0, reported: [], closed: [] }))
    return repeats
  }

  /** Takes in a step. */
  take(event: CaseEvent, place: StepPlace, count: CountStep): void {
    const { step } = event
    if (step === 'reopened') this.#reopen(this.#repeatsOf(event), count)
    if (step !== 'reported' && step !== 'closed') return
    if (this.#seen.add(this.#key(event, step), this.#calendar.dayNumber(place.second))) return count(`cases.${step}`, place, 1)
    const repeats = this.#repeatsOf(event)
    repeats[step].push(place)
    if (step === 'closed' && repeats.closed.length <= repeats.reopenings) count('cases.closed', place, 1)
  }

  #reopen(repeats: Repeats, count: CountStep): void {
    const admitted = repeats.closed[repeats.reopenings++]
    if (admitted) count('cases.closed', admitted, 1)
  }

  /** Takes a step back, as if it had never come. */
  takeBack(event: CaseEvent, place: StepPlace, count: CountStep): void {
    const { step } = event
    if (step !== 'reported' && step !== 'closed' && step !== 'reopened') return
    const repeats = this.#repeatsOf(event)
    if (step === 'reopened') {
      const refused = repeats.closed[--repeats.reopenings]
      if (refused) count('cases.closed', refused, -1)
    } else this.#takeBackCounted(event, step, repeats, { place, count })
    if (repeats.reopenings + repeats.reported.length + repeats.closed.length === 0) this.#repeats.delete(this.#key(event, 'case'))
  }

  #takeBackCounted(
    event: CaseEvent,
    step: 'reported' | 'closed',
    repeats: Repeats,
    { place, count }: { readonly place: StepPlace; readonly count: CountStep },
  ): void {
    const base = `cases.${step}` as const
    const later = repeats[step]
    const admitted = step === 'closed' ? repeats.reopenings : 0
    const at = later.findIndex(isAt(place))
    if (at >= admitted) later.splice(at, 1)
    else {
      count(base, place, -1)
      // The first stands for itself in the set; without it the next one does, and the first of those refused counts.
      const next = later[admitted]
      if (at >= 0) later.splice(at, 1)
      else if (later.shift() === undefined) this.#seen.delete(this.#key(event, step))
      if (next) count(base, next, 1)
    }
  }

  /** Forgets steps older than 35 days before `second`. */
  forget(second: number): void {
    const oldest = this.#calendar.dayNumber(second) - KEPT_DAYS
    this.#seen.forget(oldest)
    for (const [key, { reported, closed }] of this.#repeats) {
      const newest = Math.max(0, ...[...reported, ...closed].map((place) => place.second))
      if (this.#calendar.dayNumber(newest) < oldest) this.#repeats.delete(key)
    }
  }

  save(): FoldState {
    const { columns, rest } = saveAll({ seen: this.#seen })
    return { columns, rest: { pieces: rest, repeats: structuredClone([...this.#repeats]) } }
  }

  load(state: FoldState): void {
    const { pieces, repeats } = state.rest as { readonly pieces: unknown; readonly repeats: [number, Repeats][] }
    loadAll({ seen: this.#seen }, { columns: state.columns, rest: pieces })
    this.#repeats.clear()
    for (const [key, known] of structuredClone(repeats)) this.#repeats.set(key, known)
  }
}
