import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'

const NEWLINE = 10
const QUOTE = 34
const BACKSLASH = 92
const ZERO = 48
const POINT = 46
/** Room for a reading without growing: its fixed words, two ids, two codes, two numbers. */
const LONGEST_READING = 512
const FIRST_BYTES = 2048

const bytesOf = (text: string) => Uint8Array.from(text, (char) => char.charCodeAt(0))
const HEAD = bytesOf('{"kind":"reading","id":"')
const SOURCE = bytesOf('","source":"')
const TIME = bytesOf('","t":')
const NODE = bytesOf(',"node":"')
const DIMENSION = bytesOf('","cls":"T","dimension":"')
const VALUE = bytesOf('","value":')

/**
 * The body of an entry as it grows: one stored event a line, in the one text it has, which is that of
 * `JSON.stringify`. Readings are written field by field into the bytes: a third of the time and no garbage. EV4
 */
export class BodyWriter {
  #bytes = Buffer.allocUnsafe(FIRST_BYTES)
  #at = 0
  /** Where each line begins. */
  readonly #starts: number[] = []

  get lines(): number {
    return this.#starts.length
  }

  add(event: StoredEvent): void {
    if (this.#at > 0) this.#bytes[this.#at++] = NEWLINE
    this.#starts.push(this.#at)
    if (event.kind === 'reading' && isPlain(event)) this.#addReading(event)
    else this.#addText(JSON.stringify(event))
  }

  line(at: number): string | undefined {
    const start = this.#starts[at]
    if (start === undefined) return undefined
    const next = this.#starts[at + 1]
    return this.#bytes.toString('latin1', start, next === undefined ? this.#at : next - 1)
  }

  /** The bytes so far, with memory of their own and no more of it than they need. */
  copy(): Uint8Array {
    return new Uint8Array(this.#bytes.subarray(0, this.#at))
  }

  #addText(text: string): void {
    this.#makeRoom(text.length)
    this.#at += this.#bytes.write(text, this.#at, 'latin1')
    this.#makeRoom(LONGEST_READING)
  }

  #addReading(event: StoredEventOf<'reading'>): void {
    this.#makeRoom(LONGEST_READING)
    const bytes = this.#bytes
    let at = put(bytes, this.#at, HEAD)
    at = putId(bytes, at, event.id)
    at = putText(bytes, put(bytes, at, SOURCE), event.source)
    at = putTime(bytes, put(bytes, at, TIME), event.t)
    at = putText(bytes, put(bytes, at, NODE), event.node)
    at = putText(bytes, put(bytes, at, DIMENSION), event.dimension)
    at = putValue(bytes, put(bytes, at, VALUE), event.value)
    bytes[at] = 125
    this.#at = at + 1
  }

  /** One byte more than asked for, for the newline of the next line. */
  #makeRoom(length: number): void {
    if (this.#at + length < this.#bytes.length) return
    const wider = Buffer.allocUnsafe(2 * (this.#at + length))
    wider.set(this.#bytes.subarray(0, this.#at))
    this.#bytes = wider
  }
}

/** Without marks, and of class T. */
function isPlain(event: StoredEventOf<'reading'>): boolean {
  return event.cls === 'T' && event.t > 0 && !(event.point || event.late || event.unplaced || event.tray || event.outOfOrder)
}

function put(bytes: Uint8Array, at: number, part: Uint8Array): number {
  for (let i = 0; i < part.length; i++) bytes[at + i] = part[i] as number
  return at + part.length
}

function putText(bytes: Uint8Array, at: number, text: string): number {
  for (let i = 0; i < text.length; i++) bytes[at + i] = text.charCodeAt(i)
  return at + text.length
}

/** An id is visible ASCII; of that JSON escapes two characters. */
function putId(bytes: Uint8Array, from: number, text: string): number {
  let at = from
  for (let i = 0; i < text.length; i++) {
    const char = text.charCodeAt(i)
    if (char === QUOTE || char === BACKSLASH) bytes[at++] = BACKSLASH
    bytes[at++] = char
  }
  return at
}

/** Decimal digits of a whole number from 0 to 2³¹ − 1. */
function putWhole(bytes: Uint8Array, at: number, whole: number): number {
  let end = at + 1
  for (let bound = 10; bound <= whole; bound *= 10) end++
  let rest = whole | 0
  for (let i = end - 1; i >= at; i--) {
    const tenth = (rest / 10) | 0
    bytes[i] = ZERO + rest - tenth * 10
    rest = tenth
  }
  return end
}

/** Three digits of a number from 0 to 999. */
function putThree(bytes: Uint8Array, at: number, whole: number): number {
  const tens = (whole / 10) | 0
  const hundreds = (tens / 10) | 0
  bytes[at] = ZERO + hundreds
  bytes[at + 1] = ZERO + tens - hundreds * 10
  bytes[at + 2] = ZERO + whole - tens * 10
  return at + 3
}

/** Whole milliseconds after 1970. The general way is slow beyond 31 bits, so seconds and the rest are written apart. */
function putTime(bytes: Uint8Array, at: number, t: number): number {
  const seconds = Math.floor(t / 1000)
  if (seconds < 1 || seconds > 0x7fff_ffff) return putText(bytes, at, String(t))
  return putThree(bytes, putWhole(bytes, at, seconds), t - seconds * 1000)
}

/**
 * A number as `String` writes it. Readings have few decimals: where the number is the nearest one to a count of
 * thousandths, those digits without trailing zeros are its shortest form, and no search for it is needed.
 */
function putValue(bytes: Uint8Array, from: number, value: number): number {
  const thousandths = Math.round(value * 1000)
  if (thousandths < 0 || thousandths > 0x7fff_ffff || thousandths / 1000 !== value) return putText(bytes, from, String(value))
  const whole = (thousandths / 1000) | 0
  let at = putWhole(bytes, from, whole)
  const rest = thousandths - whole * 1000
  if (rest === 0) return at
  bytes[at] = POINT
  at = putThree(bytes, at + 1, rest)
  while (bytes[at - 1] === ZERO) at--
  return at
}
