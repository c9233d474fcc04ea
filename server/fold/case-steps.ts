import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import { COUNT_BIT } from '../../shared/figures/counter-layout.ts'
import type { CaseLedger } from '../cases/case-ledger.ts'
import { LIFE } from '../cases/case-step.ts'
import { FLAG } from '../cases/case-table.ts'
import type { CityCounters } from './city-counters.ts'
import type { ListedEvents } from './listed-events.ts'
import type { FoldState } from './snapshot.ts'

type CaseEvent = StoredEventOf<'case'>

/** A step as the log has it. */
export interface Step {
  readonly event: CaseEvent
  readonly node: number
  /** Its number in the log. */
  readonly seq: number
}

/** What a correction went by: the step's number in the log, and the lowest number read. */
export interface Told {
  readonly seq: number
  readonly lowest: number
}

/** A case whose standing a step has moved. */
export interface MovedCase {
  readonly event: CaseEvent
  readonly row: number
  readonly node: number
  /** The step counted as a report. */
  readonly reports: boolean
  /** Nothing is left of the case: it is over. */
  readonly gone: boolean
}

export interface CaseStepsParts {
  readonly cases: CaseLedger
  readonly counters: CityCounters
  readonly listed: ListedEvents
  /** The event with a number of the log. */
  readonly eventAt: (seq: number) => StoredEvent | undefined
  readonly nodeOf: (code: string) => number
  /** Whether a case of that type, by its number in the catalogue, has or can have an alarm. */
  readonly watches: (type: number, supervised: boolean) => boolean
  /** Alarms judge a case by what stands. */
  readonly onMoved: (moved: MovedCase) => void
}

/** Bases under which an event counts whatever its kind. */
export function eventMask(event: StoredEvent): number {
  return COUNT_BIT.events | (event.late ? COUNT_BIT['events.arrivedLate'] : 0)
}

/** Steps of cases as they come, and cases told anew from the log where one of their steps was corrected. FD7 FD12 */
export class CaseSteps {
  readonly #parts: CaseStepsParts
  /** The row of the case of the step told last. */
  #row = -1
  /** Corrected steps by the log number of what they stand for. */
  readonly #corrected = new Map<number, CaseEvent>()

  constructor(parts: CaseStepsParts) {
    this.#parts = parts
  }

  /** Takes in a step. */
  take(step: Step): void {
    const { cases, listed, watches } = this.#parts
    listed.add(step.event, this.#tell(step))
    const { type, flags } = cases.table.columns
    if (!watches(type[this.#row] as number, ((flags[this.#row] as number) & FLAG.supervised) !== 0)) return
    const reports = (cases.stepMask & COUNT_BIT['cases.reported']) !== 0
    this.#moved(step.event, this.#row, { reports, gone: false })
  }

  #moved(event: CaseEvent, row: number, { reports, gone }: Pick<MovedCase, 'reports' | 'gone'>): void {
    const { cases, onMoved } = this.#parts
    if (row >= 0) onMoved({ event, row, node: cases.table.columns.node[row] as number, reports, gone })
  }

  /** A step counts at its case's node, the event at its own; a step without a place is at its case's. Answers the event's node. */
  #tell({ event, node, seq }: Step): number {
    const { cases, counters, listed } = this.#parts
    const row = (this.#row = cases.apply(event, node, seq))
    const { columns } = cases.table
    const second = Math.floor(event.t / 1000)
    const caseNode = columns.node[row] as number
    const eventNode = event.unplaced ? caseNode : node
    const mask = eventMask(event)
    if (eventNode === caseNode) counters.count(caseNode, second, mask | cases.stepMask, 1)
    else {
      counters.count(eventNode, second, mask, 1)
      if (cases.stepMask !== 0) counters.count(caseNode, second, cases.stepMask, 1)
    }
    listed.noteStep(event, eventNode, row, columns.life[row] === LIFE.open)
    return eventNode
  }

  /** Takes a step out of the figures; where `by` is given, tells it in its place. Undefined where the step is not remembered. */
  correct(was: CaseEvent, by: CaseEvent | undefined): Told | undefined {
    const steps = this.#stepsOf(was.caseId)
    const at = steps.findIndex(({ event }) => event.id === was.id && event.source === was.source)
    const old = steps[at]
    if (!old) return undefined
    const { seq } = old
    this.#corrected.delete(seq)
    if (by) this.#corrected.set(seq, by)
    const instead = by && { event: by, node: this.#parts.nodeOf(by.node), seq }
    if (instead && instead.event.caseId === was.caseId) {
      this.#tellAnew(steps, steps.with(at, instead))
      return { seq, lowest: lowest(steps) }
    }
    this.#tellAnew(steps, steps.toSpliced(at, 1))
    const others = instead ? this.#stepsOf(instead.event.caseId) : []
    const place = others.findIndex((step) => step.seq > seq)
    if (instead) this.#tellAnew(others, others.toSpliced(place < 0 ? others.length : place, 0, instead))
    return { seq, lowest: lowest([...steps, ...others]) }
  }

  /** The step with this number of the log says something else than the log. */
  standFor(seq: number, by: CaseEvent): void {
    this.#corrected.set(seq, by)
  }

  /** What the step with this number of the log says since it was corrected; undefined where it says what the log has. */
  insteadOf(seq: number): CaseEvent | undefined {
    return this.#corrected.get(seq)
  }

  /** Lowest number of the log that a correction of the case has to read; undefined where the case is not remembered. */
  oldest(caseId: string): number | undefined {
    const row = this.#parts.cases.table.find(caseId)
    return row < 0 ? undefined : Math.min(...this.#seqsOf(row))
  }

  #seqsOf(row: number): readonly number[] {
    const { history, table } = this.#parts.cases
    return history.seqs(table.columns.lastStep[row] as number)
  }

  #stepsOf(caseId: string): readonly Step[] {
    const { cases, eventAt, nodeOf } = this.#parts
    const row = cases.table.find(caseId)
    if (row < 0) return []
    return this.#seqsOf(row).map((seq) => {
      const event = this.#corrected.get(seq) ?? eventAt(seq)
      if (event?.kind !== 'case') throw new Error(`the log has no step of a case at ${seq}`)
      return { event, node: nodeOf(event.node), seq }
    })
  }

  /** Counts the steps once more with the sign turned, which leaves nothing of them, then tells the case as it should be. */
  #tellAnew(before: readonly Step[], after: readonly Step[]): void {
    const { counters, cases } = this.#parts
    const [first] = before
    if (first && after.length === 0)
      this.#moved(first.event, cases.table.find(first.event.caseId), { reports: false, gone: true })
    this.#drop(before)
    counters.sign = cases.units.sign = -1
    for (const step of before) this.#tell(step)
    this.#drop(before)
    counters.sign = cases.units.sign = 1
    for (const step of after) this.#tell(step)
    const last = after.at(-1)
    if (last) this.#moved(last.event, this.#row, { reports: false, gone: false })
  }

  #drop(steps: readonly Step[]): void {
    const { cases, listed } = this.#parts
    const row = cases.table.find(steps[0]?.event.caseId ?? '')
    if (row < 0) return
    cases.drop(row)
    listed.dropCase(row)
  }

  save(): FoldState {
    return { rest: [...this.#corrected], columns: {} }
  }

  load(state: FoldState): void {
    this.#corrected.clear()
    for (const [seq, event] of state.rest as [number, CaseEvent][]) this.#corrected.set(seq, event)
  }
}

const lowest = (steps: readonly Step[]) => Math.min(...steps.map(({ seq }) => seq))
