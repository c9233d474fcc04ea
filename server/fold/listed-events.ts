import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { SLIDING } from '../../shared/figures/windows.ts'
import type { ListedEvent } from '../aggregate/figures.ts'
import type { FoldState } from './snapshot.ts'

/** Listed at most, and handed to one publication at most. */
const LISTED_MOST = 50_000
const TAKEN_MOST = 2_000

/** What a listed event is called: its type and step, or what stands for them in its kind. */
function words(event: StoredEvent): readonly [type: string, step: string] | undefined {
  switch (event.kind) {
    case 'case':
      return [event.type, event.step]
    case 'measure':
      return [event.measureType, event.action]
    case 'service':
      return [event.category, event.action]
    case 'warning':
      return event.status === 'actual' ? [event.type, event.msgType] : undefined
    case 'response':
      return [event.plan, event.action]
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

  /** `row` is the case's and `open` whether it is open now; −1 for other kinds. */
  add(event: StoredEvent, node: number, row: number, open: boolean): void {
    const named = words(event)
    if (!named) return
    const point = event.cls === 'T' ? event.point : undefined
    const listed = { id: event.id, kind: event.kind, type: named[0], step: named[1], node, point, t: event.t }
    this.#recent.push(listed)
    this.#taken.push(listed)
    if (this.#recent.length > LISTED_MOST * 2) this.#recent = this.#recent.slice(-LISTED_MOST)
    if (this.#taken.length > TAKEN_MOST * 2) this.#trimTaken()
    if (row < 0) return
    const latest = this.#ofOpenCases.get(row)
    if (!open) this.#ofOpenCases.delete(row)
    else if (!latest || latest.t <= event.t) this.#ofOpenCases.set(row, listed)
  }

  #trimTaken(): void {
    const over = this.#taken.length - TAKEN_MOST
    if (over <= 0) return
    this.#taken = this.#taken.slice(over)
    this.#leftOut += over
  }

  /** Events since the last call, oldest first. */
  take(): { readonly events: readonly ListedEvent[]; readonly leftOut: number } {
    this.#trimTaken()
    const taken = { events: this.#taken, leftOut: this.#leftOut }
    this.#taken = []
    this.#leftOut = 0
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
    return { rest: { recent: this.#recent, ofOpenCases: [...this.#ofOpenCases] }, columns: {} }
  }

  load(state: FoldState): void {
    const { recent, ofOpenCases } = state.rest as { recent: ListedEvent[]; ofOpenCases: [number, ListedEvent][] }
    this.#recent = [...recent]
    this.#ofOpenCases.clear()
    for (const [row, listed] of ofOpenCases) this.#ofOpenCases.set(row, listed)
  }
}
