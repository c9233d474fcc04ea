import { Fault } from './fault.ts'

/** Longest event taken, bytes; the longest the schema allows is a tenth of it. */
export const LONGEST_EVENT_BYTES = 65_536

/** What `next` answers after the last event. */
export const END: unique symbol = Symbol('end of batch')

/** Gives the events of a batch one by one: a parsed value, or a fault where there is none. */
export interface BatchReader {
  next(): unknown
}

const BLANK = /^[ \t\r]*$/

/**
 * NDJSON. The whole is read as Latin-1, which costs a copy: every string that an event may carry is ASCII, so a
 * line with other characters is refused in either reading. Only refused lines are read again as UTF-8.
 */
export class LineReader implements BatchReader {
  readonly #bytes: Buffer
  readonly #text: string
  #at: number
  #from = 0
  #to = 0

  constructor(batch: Uint8Array) {
    this.#bytes = Buffer.from(batch.buffer, batch.byteOffset, batch.byteLength)
    this.#text = this.#bytes.toString('latin1')
    this.#at = batch[0] === 0xef && batch[1] === 0xbb && batch[2] === 0xbf ? 3 : 0
  }

  next(): unknown {
    const text = this.#text
    while (this.#at < text.length) {
      const newline = text.indexOf('\n', this.#at)
      this.#from = this.#at
      this.#to = newline < 0 ? text.length : newline
      this.#at = this.#to + 1
      if (this.#to - this.#from > LONGEST_EVENT_BYTES) {
        return new Fault('too-long', '', `an event has at most ${LONGEST_EVENT_BYTES} bytes`)
      }
      const line = text.slice(this.#from, this.#to)
      if (line.length < 3 && BLANK.test(line)) continue
      try {
        return JSON.parse(line)
      } catch {
        if (!BLANK.test(line)) return new Fault('bad-json', '', 'this line is not JSON; send one event a line')
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
