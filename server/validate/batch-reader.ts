import { Fault } from './fault.ts'
import type { PaddedBatch, PaddedBatches } from './padded-batch.ts'
import type { PlainEvents } from './plain-events.ts'

/** Longest event taken, bytes; the longest the schema allows is a tenth of it. */
export const LONGEST_EVENT_BYTES = 65_536

/** What `next` answers after the last event. */
export const END: unique symbol = Symbol('end of batch')

/** Gives the events of a batch one by one: a parsed value, or a fault where there is none. */
export interface BatchReader {
  /** What is known already of the value given last, which then fits the closed schema of its kind; others have to be checked. */
  readonly plain: PlainEvents | undefined
  next(): unknown
  /** The batch is read, or given up. */
  end(): void
}

const NEWLINE = 10
const BLANK = /^[ \t\r]*$/

/**
 * NDJSON. Plain lines are read from their bytes; others are read as Latin-1, which is quicker than UTF-8: every
 * string that an event may carry is ASCII, so a line with other characters is refused in either reading. Only refused
 * lines are read again as UTF-8.
 */
export class LineReader implements BatchReader {
  plain: PlainEvents | undefined
  readonly #bytes: Buffer
  readonly #padded: PaddedBatch
  readonly #room: PaddedBatches
  readonly #events: PlainEvents
  #at: number
  #from = 0
  #to = 0

  constructor(batch: Uint8Array, events: PlainEvents, room: PaddedBatches) {
    this.#bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength)
    this.#events = events
    this.#room = room
    this.#padded = room.load(batch)
    this.#at = batch[0] === 0xef && batch[1] === 0xbb && batch[2] === 0xbf ? 3 : 0
  }

  next(): unknown {
    while (this.#at < this.#bytes.length) {
      this.#from = this.#at
      const event = this.#events.read(this.#padded, this.#at)
      if (event !== undefined && this.#events.next - this.#from <= LONGEST_EVENT_BYTES) {
        this.plain = this.#events
        this.#to = this.#at = this.#events.next
        return event
      }
      this.plain = undefined
      const newline = this.#bytes.indexOf(NEWLINE, this.#at)
      this.#to = newline < 0 ? this.#bytes.length : newline
      this.#at = this.#to + 1
      if (this.#to - this.#from > LONGEST_EVENT_BYTES) {
        return new Fault('too-long', '', `an event has at most ${LONGEST_EVENT_BYTES} bytes`)
      }
      const line = this.#bytes.toString('latin1', this.#from, this.#to)
      if (line.length < 3 && BLANK.test(line)) continue
      try {
        return JSON.parse(line)
      } catch {
        if (!BLANK.test(line)) return new Fault('bad-json', '', 'this line is not JSON; send one event a line')
      }
    }
    return END
  }

  end(): void {
    this.#room.giveBack(this.#padded)
  }

  /** The last line's value read as UTF-8, for the wording of a refusal; undefined where it is plain ASCII. */
  reread(): unknown {
    const text = this.#bytes.toString('utf8', this.#from, this.#to)
    return text.length === this.#to - this.#from ? undefined : JSON.parse(text)
  }
}

export class ListReader implements BatchReader {
  readonly plain = undefined
  readonly #events: readonly unknown[]
  #at = 0

  constructor(events: readonly unknown[]) {
    this.#events = events
  }

  next(): unknown {
    return this.#at < this.#events.length ? this.#events[this.#at++] : END
  }

  end(): void {}
}
