import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { FoldState } from './snapshot.ts'

/** When a source was last heard and how much it sent on a local day. */
interface SourceRecord {
  lastWord: number
  readonly days: Map<number, number>
}

/** Newest word and daily volume of each source, by event time. FD8 */
export class SourceWords {
  readonly #records = new Map<string, SourceRecord>()
  readonly #calendar: CityCalendar

  constructor(calendar: CityCalendar) {
    this.#calendar = calendar
  }

  #record(source: string): SourceRecord {
    let record = this.#records.get(source)
    if (!record) this.#records.set(source, (record = { lastWord: Number.NEGATIVE_INFINITY, days: new Map() }))
    return record
  }

  /** The source was heard at `t` (epoch ms). */
  word(source: string, t: number): void {
    const record = this.#record(source)
    if (t > record.lastWord) record.lastWord = t
  }

  /** An event of the source was counted on the day of `second`. */
  count(source: string, second: number): void {
    const { days } = this.#record(source)
    const day = this.#calendar.dayNumber(second)
    days.set(day, (days.get(day) ?? 0) + 1)
  }

  /** Epoch ms of the newest word; undefined: never heard. */
  lastWord(source: string): number | undefined {
    return this.#records.get(source)?.lastWord
  }

  /** Events on the local day that lies `ago` days before that of `second`. */
  volume(source: string, second: number, ago: number): number {
    return this.#records.get(source)?.days.get(this.#calendar.dayNumber(second) - ago) ?? 0
  }

  /** Keeps today and yesterday. */
  forget(second: number): void {
    const oldest = this.#calendar.dayNumber(second) - 1
    for (const { days } of this.#records.values()) for (const day of days.keys()) if (day < oldest) days.delete(day)
  }

  save(): FoldState {
    const rest = [...this.#records].map(([source, { lastWord, days }]) => [source, lastWord, [...days]] as const)
    return { rest, columns: {} }
  }

  load(state: FoldState): void {
    this.#records.clear()
    for (const [source, lastWord, days] of state.rest as [string, number, [number, number][]][])
      this.#records.set(source, { lastWord, days: new Map(days) })
  }
}
