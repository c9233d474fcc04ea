import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { SLIDING } from '../../shared/figures/windows.ts'
import type { ListedEvent, TakenEvents } from '../aggregate/figures.ts'
import { listedColumns, listedEvents } from './listed-columns.ts'
import { ListedRows, isListed } from './listed-rows.ts'
import { columnOf } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Listed at most, and handed to one publication at most. */
const LISTED_MOST = 50_000
const TAKEN_MOST = 2_000

/** T events of the last 24 hours and the latest one of each open case. */
export class ListedEvents {
  #recent = new ListedRows()
  /** By the row of the case. */
  #ofOpenCases = new ListedRows()
  /** Rows of `#recent` from here on have not been handed out yet. */
  #from = 0
  /** Events not handed out yet that came before those. */
  #taken: ListedEvent[] = []
  #leftOut = 0
  #gone: ListedEvent[] = []
  #corrected = false

  /** An event as it comes. */
  add(event: StoredEvent, node: number): void {
    if (!isListed(event)) return
    const recent = this.#recent
    if (recent.length === LISTED_MOST * 2) this.#keepRecent((row) => row >= LISTED_MOST)
    recent.put(recent.length, event, node)
  }

  /** The step of a case's `row` taken in last, and whether the case is open by it. */
  noteStep(event: StoredEvent, node: number, row: number, open: boolean): void {
    const cases = this.#ofOpenCases
    if (!open) cases.remove(row)
    else if (!cases.has(row) || cases.time(row) <= event.t) cases.put(row, event, node)
  }

  /** Forgets what is listed of a case, so that its steps can be noted anew. FD12 */
  dropCase(row: number): void {
    this.#ofOpenCases.remove(row)
  }

  /** Takes an event out of the list, or puts the corrected one in its place. FD12 */
  correct(was: StoredEvent, by: StoredEvent | undefined, node: number): void {
    this.#setAside()
    this.#taken = this.#taken.filter(({ id, kind, t }) => id !== was.id || kind !== was.kind || t !== was.t)
    const instead = by && isListed(by) ? by : undefined
    const places: number[] = []
    for (let row = 0; row < this.#recent.length; row++) if (this.#recent.is(row, was)) places.push(row)
    for (const row of places) this.#gone.push(this.#recent.event(row))
    if (instead) for (const row of places.length === 0 ? [this.#recent.length] : places) this.#putCorrected(row, instead, node)
    else if (places.length > 0) this.#recent.keep((row) => !places.includes(row))
    this.#from = this.#recent.length
    this.#corrected = true
  }

  #putCorrected(row: number, event: StoredEvent, node: number): void {
    this.#recent.put(row, event, node)
    this.#recent.set(row, { ...this.#recent.event(row), corrected: true })
  }

  #keepRecent(passes: (row: number) => boolean): void {
    this.#setAside()
    this.#recent.keep(passes)
    this.#from = this.#recent.length
  }

  /** Reads what has not been handed out, the newest only, before rows change their places. */
  #setAside(): void {
    const { length } = this.#recent
    const from = Math.max(this.#from, length - TAKEN_MOST)
    this.#leftOut += from - this.#from
    for (let row = from; row < length; row++) this.#taken.push(this.#recent.event(row))
    this.#from = length
    const over = this.#taken.length - TAKEN_MOST
    if (over <= 0) return
    this.#taken = this.#taken.slice(over)
    this.#leftOut += over
  }

  /** Events since the last call, oldest first. */
  take(): TakenEvents {
    this.#setAside()
    const taken = { events: this.#taken, leftOut: this.#leftOut, gone: this.#gone, corrected: this.#corrected }
    this.#taken = []
    this.#leftOut = 0
    this.#gone = []
    this.#corrected = false
    return taken
  }

  /** Lets go of what is older than 24 hours. */
  forget(second: number): void {
    const oldest = (second - SLIDING.h24 + 1) * 1000
    this.#keepRecent((row) => this.#recent.time(row) >= oldest)
  }

  /** Newest first. */
  listed(second: number): readonly ListedEvent[] {
    const oldest = (second - SLIDING.h24 + 1) * 1000
    const listed: ListedEvent[] = []
    for (let row = 0; row < this.#recent.length; row++) if (this.#recent.time(row) >= oldest) listed.push(this.#recent.event(row))
    for (const row of this.#openCases()) if (this.#ofOpenCases.time(row) < oldest) listed.push(this.#ofOpenCases.event(row))
    return listed.sort((a, b) => b.t - a.t).slice(0, LISTED_MOST)
  }

  #openCases(): readonly number[] {
    const rows: number[] = []
    for (let row = 0; row < this.#ofOpenCases.length; row++) if (this.#ofOpenCases.has(row)) rows.push(row)
    return rows
  }

  save(): FoldState {
    const recent = Array.from({ length: this.#recent.length }, (_, row) => this.#recent.event(row))
    const rows = this.#openCases()
    const { rest, columns } = listedColumns([...recent, ...rows.map((row) => this.#ofOpenCases.event(row))])
    return { rest, columns: { ...columns, rows: Int32Array.from(rows) } }
  }

  load(state: FoldState): void {
    const events = listedEvents(state)
    const rows = columnOf(state, 'rows', Int32Array)
    const recent = events.length - rows.length
    this.#recent = new ListedRows()
    this.#ofOpenCases = new ListedRows()
    for (let row = 0; row < recent; row++) this.#recent.set(row, events[row] as ListedEvent)
    rows.forEach((row, i) => this.#ofOpenCases.set(row, events[recent + i] as ListedEvent))
    this.#from = this.#recent.length
  }
}
