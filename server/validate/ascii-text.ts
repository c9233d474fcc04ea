const FIRST_ROOM = 4096
const MOST_KEPT = 2 ** 22
const TEN_MILLION = 1e7
const MOST_PARTS = 0x7fff_ffff
const ZERO = 48
const POINT = 46
const MINUS = 45

function sharedBytes(length: number): Uint8Array<SharedArrayBuffer> {
  return new Uint8Array(new SharedArrayBuffer(length))
}

/** Bytes that copying by fours may touch beyond the end. */
const AHEAD = 3

/** ASCII text encoded once. */
export interface Phrase {
  readonly view: DataView
  readonly length: number
}

export function phrase(text: string): Phrase {
  const bytes = new Uint8Array(text.length + AHEAD)
  bytes.set(Buffer.from(text, 'latin1'))
  return { view: new DataView(bytes.buffer), length: text.length }
}

/** ASCII text that grows at its end, kept as bytes: nothing is joined and encoded afterwards. */
export class AsciiText {
  #bytes = sharedBytes(FIRST_ROOM)
  #view = new DataView(this.#bytes.buffer)
  length = 0

  /** The bytes so far; they stand until the text begins anew. Other threads may read them where they lie. */
  bytes(): Uint8Array {
    return this.#bytes.subarray(0, this.length)
  }

  /** Begins anew; room that only a very long text needed is given back. */
  clear(): void {
    this.length = 0
    if (this.#bytes.length > MOST_KEPT) this.#moveTo(sharedBytes(FIRST_ROOM))
  }

  /** Makes room for so many bytes more; every `put` that may be longer than its room asks for it itself. */
  reserve(bytes: number): void {
    if (this.length + bytes <= this.#bytes.length) return
    const wider = sharedBytes(Math.max(this.#bytes.length * 2, this.length + bytes))
    wider.set(this.#bytes)
    this.#moveTo(wider)
  }

  #moveTo(bytes: Uint8Array<SharedArrayBuffer>): void {
    this.#bytes = bytes
    this.#view = new DataView(bytes.buffer)
  }

  putByte(code: number): void {
    this.reserve(1)
    this.#bytes[this.length++] = code
  }

  put(text: string): void {
    this.reserve(text.length)
    const bytes = this.#bytes
    let at = this.length
    for (let i = 0; i < text.length; i++) bytes[at++] = text.charCodeAt(i)
    this.length = at
  }

  /** As `put`, false where a character would have to be escaped in JSON; nothing is put then. */
  putPlain(text: string): boolean {
    this.reserve(text.length)
    const bytes = this.#bytes
    let at = this.length
    for (let i = 0; i < text.length; i++) {
      const code = text.charCodeAt(i)
      if (code === 34 || code === 92) return false
      bytes[at++] = code
    }
    this.length = at
    return true
  }

  /**
   * The bytes of a view from `from` to `to`, four at a time, which takes a third of the time: up to three more are
   * read, and written where the next text goes.
   */
  putBytes(source: DataView, from: number, to: number): void {
    this.reserve(to - from + AHEAD)
    const view = this.#view
    let at = this.length
    for (let i = from; i < to; i += 4, at += 4) view.setUint32(at, source.getUint32(i, true), true)
    this.length += to - from
  }

  putPhrase({ view, length }: Phrase): void {
    this.putBytes(view, 0, length)
  }

  /** A whole number as `String` writes it. */
  putInteger(value: number): void {
    if (!(value >= 0 && Number.isSafeInteger(value))) {
      this.put(String(value))
      return
    }
    this.reserve(16)
    const high = Math.floor(value / TEN_MILLION)
    const low = value - high * TEN_MILLION
    if (high === 0) this.#digits(low, widthOf(low))
    else {
      this.#digits(high, widthOf(high))
      this.#digits(low, 7)
    }
  }

  /**
   * As `String(value)`. Where a number is the nearest to a count of its last decimals, and these are few, their
   * digits are its shortest form; others are left to `String`. `decimals`: 3 or 6 are tried.
   */
  putNumber(value: number, decimals: 3 | 6): void {
    const scale = decimals === 3 ? 1000 : 1_000_000
    const parts = Math.round(Math.abs(value) * scale)
    const tooSmall = parts === 0 && value !== 0
    if (parts > MOST_PARTS || tooSmall || parts / scale !== Math.abs(value)) {
      this.put(String(value))
      return
    }
    this.reserve(16)
    if (value < 0) this.#bytes[this.length++] = MINUS
    const whole = (parts / scale) | 0
    this.#digits(whole, widthOf(whole))
    let rest = parts - whole * scale
    if (rest === 0) return
    let width: number = decimals
    for (; rest % 10 === 0; rest /= 10) width--
    this.#bytes[this.length++] = POINT
    this.#digits(rest, width)
  }

  /** `width` digits of a number below 2³¹. */
  #digits(value: number, width: number): void {
    let rest = value | 0
    for (let at = this.length + width - 1; at >= this.length; at--) {
      const tens = (rest / 10) | 0
      this.#bytes[at] = ZERO + rest - tens * 10
      rest = tens
    }
    this.length += width
  }
}

function widthOf(value: number): number {
  let width = 1
  for (let limit = 10; value >= limit; limit *= 10) width++
  return width
}
