import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import type { EventLog } from './event-log.ts'

const ENTRIES_KEPT = 16

/** Single lines of the log by their number, with the entries read last kept. */
export class LoggedLines {
  readonly #log: Pick<EventLog, 'entryAt'>
  readonly #entries = new Map<number, readonly string[]>()

  constructor(log: Pick<EventLog, 'entryAt'>) {
    this.#log = log
  }

  /** Undefined where the log has no such number. */
  at(seq: number): string | undefined {
    for (const [first, lines] of this.#entries) {
      if (seq >= first && seq < first + lines.length) return lines[seq - first]
    }
    const entry = this.#log.entryAt(seq)
    if (!entry) return undefined
    const lines = Buffer.from(entry.body.buffer, entry.body.byteOffset, entry.body.byteLength).toString('latin1').split('\n')
    const [oldest] = this.#entries.keys()
    if (this.#entries.size >= ENTRIES_KEPT && oldest !== undefined) this.#entries.delete(oldest)
    this.#entries.set(entry.firstSeq, lines)
    return lines[seq - entry.firstSeq]
  }

  /** Lets go of what was read: the log was rewritten. */
  forget(): void {
    this.#entries.clear()
  }

  /** The stored event with a number of the log. */
  eventAt(seq: number): StoredEvent | undefined {
    const line = this.at(seq)
    return line === undefined ? undefined : (JSON.parse(line) as StoredEvent)
  }
}
