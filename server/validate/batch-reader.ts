import { Fault } from './fault.ts'

/** Longest event taken, bytes; the longest the schema allows is a tenth of it. */
export const LONGEST_EVENT_BYTES = 65_536

/** What `next` answers after the last event. */
export const END: unique symbol = Symbol('end of batch')

/** Gives the events of a batch one by one: a parsed value, or a fault where there is none. */
export interface BatchReader {
  next(): unknown
}

const NEWLINE = 10

function isBlank(bytes: Buffer, from: number, to: number): boolean {
  for (let i = from; i < to; i++) {
    const byte = bytes[i]
    if (byte !== 32 && byte !== 9 && byte !== 13) return false
  }
  return true
}

/**
 * NDJSON. Lines are read as Latin-1, which is faster: every string that an event may carry is ASCII, so a line
 * with other characters is refused in either reading. Only bytes of refused lines are read again as UTF-8.
 */
export class LineReader implements BatchReader {
  readonly #bytes: Buffer
  #at: number
  #from = 0
  #to = 0

  constructor(batch: Uint8Array) {
    this.#bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength)
    this.#at = batch[0] === 0xef && batch[1] === 0xbb && batch[2] === 0xbf ? 3 : 0
  }

  next(): unknown {
    const bytes = this.#bytes
    while (this.#at < bytes.length) {
      const newline = bytes.indexOf(NEWLINE, this.#at)
      this.#from = this.#at
      this.#to = newline < 0 ? bytes.length : newline
      this.#at = this.#to + 1
      if (this.#to - this.#from < 3 && isBlank(bytes, this.#from, this.#to)) continue
      if (this.#to - this.#from > LONGEST_EVENT_BYTES) {
        return new Fault('too-long', '', `an event has at most ${LONGEST_EVENT_BYTES} bytes`)
      }
      try {
        return JSON.parse(bytes.toString('latin1', this.#from, this.#to))
      } catch {
        if (isBlank(bytes, this.#from, this.#to)) continue
        return new Fault('bad-json', '', 'this line is not JSON; send one event a line')
      }
    }
    return END
  }

  /** The last line's value read as UTF-8, for the wording of a refusal; undefined where it is plain ASCII. */
  reread(): unknown {
    const text = this.#bytes.toString('utf8', this.#from, this.#to)
    return text.length === this.#to - this.#from ? undefined : JSON.parse(text)
  }
}

export class ListReader implements BatchReader {
  readonly #events: readonly unknown[]
  #at = 0

  constructor(events: readonly unknown[]) {
    this.#events = events
  }

  next(): unknown {
    return this.#at < this.#events.length ? this.#events[this.#at++] : END
  }
}
