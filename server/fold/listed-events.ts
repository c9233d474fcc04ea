import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { SLIDING } from '../../shared/figures/windows.ts'
import type { ListedEvent, TakenEvents } from '../aggregate/figures.ts'
import { listedColumns, listedEvents } from './listed-columns.ts'
import { columnOf } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Listed at most, and handed to one publication at most. */
const LISTED_MOST = 50_000
const TAKEN_MOST = 2_000

/** A listed event by its type and step, or by what stands for them in its kind; undefined for kinds not listed. */
function listedOf(event: StoredEvent, node: number): ListedEvent | undefined {
  const { id, kind, t } = event
  const point = event.cls === 'T' ? event.point : undefined
  switch (event.kind) {
    case 'case':
      return { id, kind, type: event.type, step: event.step, node, point, t }
    case 'measure':
      return { id, kind, type: event.measureType, step: event.action, node, point, t }
    case 'service':
      return { id, kind, type: event.category, step: event.action, node, point, t }
    case 'warning':
      return event.status === 'actual' ? { id, kind, type: event.type, step: event.msgType, node, point, t } : undefined
    case 'response':
      return { id, kind, type: event.plan, step: event.action, node, point, t }
    case 'correction':
      return { id, kind, type: '', step: event.action, node, point: undefined, t }
    default:
      return undefined
  }
}

/** T events of the last 24 hours and the latest one of each open case. */
export class ListedEvents {
  #recent: ListedEvent[] = []
  readonly #ofOpenCases = new Map<number, ListedEvent>()
  #taken: ListedEvent[] = []
  #leftOut = 0
  #gone = new Set<ListedEvent>()
  #corrected = false

  /** An event as it comes. */
  add(event: StoredEvent, node: number): void {
    const listed = listedOf(event, node)
    if (!listed) return
    this.#recent.push(listed)
    this.#taken.push(listed)
    if (this.#recent.length > LISTED_MOST * 2) this.#recent = this.#recent.slice(-LISTED_MOST)
    if (this.#taken.length > TAKEN_MOST * 2) this.#trimTaken()
  }

  /** The step of a case's `row` taken in last, and whether the case is open by it. */
  noteStep(event: StoredEvent, node: number, row: number, open: boolean): void {
    if (!open) this.#ofOpenCases.delete(row)
    else if ((this.#ofOpenCases.get(row)?.t ?? event.t) <= event.t) {
      const listed = listedOf(event, node)
      if (listed) this.#ofOpenCases.set(row, listed)
    }
  }

  /** Forgets what is listed of a case, so that its steps can be noted anew. FD12 */
  dropCase(row: number): void {
    this.#ofOpenCases.delete(row)
  }

  /** Takes an event out of the list, or puts the corrected one in its place. FD12 */
  correct(was: StoredEvent, by: StoredEvent | undefined, node: number): void {
    const isIt = ({ id, kind, t }: ListedEvent) => id === was.id && kind === was.kind && t === was.t
    const listed = by && listedOf(by, node)
    const instead = listed ? [{ ...listed, corrected: true as const }] : []
    const gone = this.#recent.filter(isIt)
    for (const event of gone) this.#gone.add(event)
    this.#recent =
      gone.length === 0 ? [...this.#recent, ...instead] : this.#recent.flatMap((event) => (isIt(event) ? instead : event))
    this.#taken = this.#taken.filter((event) => !isIt(event))
    this.#corrected = true
  }

  #trimTaken(): void {
    const over = this.#taken.length - TAKEN_MOST
    if (over <= 0) return
    this.#taken = this.#taken.slice(over)
    this.#leftOut += over
  }

  /** Events since the last call, oldest first. */
  take(): TakenEvents {
    this.#trimTaken()
    const taken = { events: this.#taken, leftOut: this.#leftOut, gone: this.#gone, corrected: this.#corrected }
    this.#taken = []
    this.#leftOut = 0
    this.#gone = new Set()
    this.#corrected = false
    return taken
  }

  /** Lets go of what is older than 24 hours. */
  forget(second: number): void {
    const oldest = (second - SLIDING.h24 + 1) * 1000
    this.#recent = this.#recent.filter(({ t }) => t >= oldest)
  }

  /** Newest first. */
  listed(second: number): readonly ListedEvent[] {
    const oldest = (second - SLIDING.h24 + 1) * 1000
    const recent = this.#recent.filter(({ t }) => t >= oldest)
    const older = [...this.#ofOpenCases.values()].filter(({ t }) => t < oldest)
    return [...recent, ...older].sort((a, b) => b.t - a.t).slice(0, LISTED_MOST)
  }

  save(): FoldState {
    const { rest, columns } = listedColumns([...this.#recent, ...this.#ofOpenCases.values()])
    return { rest, columns: { ...columns, rows: Int32Array.from(this.#ofOpenCases.keys()) } }
  }

  load(state: FoldState): void {
    const events = listedEvents(state)
    const rows = columnOf(state, 'rows', Int32Array)
    const recent = events.length - rows.length
    this.#recent = events.slice(0, recent)
    this.#ofOpenCases.clear()
    rows.forEach((row, i) => this.#ofOpenCases.set(row, events[recent + i] as ListedEvent))
  }
}
