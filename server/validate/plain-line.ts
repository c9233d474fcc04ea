import { signsOf } from '../../shared/domain/personal-marks.ts'
import type { PaddedBatch } from './padded-batch.ts'
import { FIELD_NAMES, IS_FREE } from './plain-fields.ts'
import { WORD_HASH, hashWith } from './word-table.ts'

const QUOTE = 34
const BACKSLASH = 92
const COMMA = 44
const SPACE = 32
const NEWLINE = 10
const RETURN = 13
const ZERO = 48
const MINUS = 45
const DOT = 46
const OPEN_LIST = 91
const CLOSE_LIST = 93
const OPEN = 123
const CLOSE = 125
const LETTER_F = 102
const LETTER_T = 116
const TRUE = Buffer.from('true')
const FALSE = Buffer.from('false')
/** What a value is as it stands in the text. */
export const FORM = { text: 1, number: 2, true: 3, false: 4, pair: 5 } as const

const PRINTABLE = 1
const IN_CODE = 2
/** From this bit on a letter tells how many of the signs of a person's number it stands for. */
const SIGNS_BIT = 4

function letterOf(byte: number): number {
  if (byte <= SPACE || byte >= 127 || byte === QUOTE || byte === BACKSLASH) return 0
  const letter = String.fromCharCode(byte)
  return PRINTABLE + (/[A-Za-z0-9._:-]/.test(letter) ? IN_CODE : 0) + (signsOf(letter) << SIGNS_BIT)
}

/** By byte: 0 ends a plain text, others are printable, may stand in a code, and are signs of a person's number or not. */
const LETTER = Uint8Array.from({ length: 256 }, (_, byte) => letterOf(byte))
/** Most digits whose number is exact, and the powers by which it is divided exactly. */
const EXACT_DIGITS = 15
const POWERS = Array.from({ length: EXACT_DIGITS + 1 }, (_, n) => 10 ** n)
const NAME_SLOTS = 1024

/** Slot of a name by its first three bytes, its closing quote included where it is shorter. */
function slotOf(first: number, second: number, third: number): number {
  return (first + second * 13 + third * 149) & (NAME_SLOTS - 1)
}

/** By slot the number of the first field plus one, and by that number the next field of the same slot. */
const FIRST_FIELD = new Uint8Array(NAME_SLOTS)
const NEXT_FIELD = new Uint8Array(FIELD_NAMES.length + 1)
/** The names one after the other, with the quote and the colon that follow them. */
const NAMES = Buffer.from(FIELD_NAMES.map((name) => `${name}":`).join(''), 'latin1')
const NAME_STARTS = new Uint16Array(FIELD_NAMES.length + 1)
FIELD_NAMES.forEach((name, field) => {
  const start = NAME_STARTS[field] as number
  NAME_STARTS[field + 1] = start + name.length + 2
  const slot = slotOf(NAMES[start] as number, NAMES[start + 1] as number, NAMES[start + 2] as number)
  NEXT_FIELD[field + 1] = FIRST_FIELD[slot] as number
  FIRST_FIELD[slot] = field + 1
})

/**
 * Where the fields of a plain line lie: one flat JSON object of known fields, whose strings are printable ASCII
 * without escapes and whose numbers have no exponent. Every other line is left to `JSON.parse`. What is read is
 * exactly what `JSON.parse` would read. EV1
 */
export class PlainLine {
  /** Fields in the order of the line. */
  readonly order = new Uint8Array(FIELD_NAMES.length)
  count = 0
  /** 0 for fields that the line does not have. */
  readonly forms = new Uint8Array(FIELD_NAMES.length)
  /**
   * Of a text: its first byte and the one after its last, its hash unless it is free, whether it may be a code, and
   * how many signs of a person's number it has.
   */
  readonly from = new Int32Array(FIELD_NAMES.length)
  readonly to = new Int32Array(FIELD_NAMES.length)
  readonly hashes = new Int32Array(FIELD_NAMES.length)
  readonly codes = new Uint8Array(FIELD_NAMES.length)
  readonly signs = new Int32Array(FIELD_NAMES.length)
  /** Of a number its value, of a pair both. */
  readonly numbers = new Float64Array(FIELD_NAMES.length)
  readonly seconds = new Float64Array(FIELD_NAMES.length)
  #number = 0

  /** Reads the line that begins at `from`; answers where the next one begins, −1 where this one is not plain. */
  read({ bytes, length }: PaddedBatch, from: number): number {
    const { forms, order } = this
    for (let i = 0; i < this.count; i++) forms[order[i] as number] = 0
    this.count = 0
    if (bytes[from] !== OPEN) return -1
    for (let at = skip(bytes, from + 1); ; at = skip(bytes, at + 1)) {
      const field = bytes[at] === QUOTE ? fieldAt(bytes, at + 1) : -1
      if (field < 0 || forms[field] !== 0) return -1
      order[this.count++] = field
      at = skip(bytes, at + 1 + (NAME_STARTS[field + 1] as number) - (NAME_STARTS[field] as number))
      if (bytes[at] !== QUOTE) at = this.#other(bytes, field, at)
      else at = IS_FREE[field] === 1 ? this.#free(bytes, field, at + 1) : this.#word(bytes, field, at + 1)
      if (at < 0) return -1
      at = skip(bytes, at)
      if (bytes[at] === CLOSE) return lineEnd(bytes, at + 1, length)
      if (bytes[at] !== COMMA) return -1
    }
  }

  #free(bytes: Uint8Array, field: number, from: number): number {
    let at = from
    let signs = 0
    for (let letter = LETTER[bytes[at] as number] as number; letter !== 0; letter = LETTER[bytes[++at] as number] as number) {
      signs += letter >> SIGNS_BIT
    }
    this.forms[field] = FORM.text
    this.from[field] = from
    this.to[field] = at
    this.signs[field] = signs
    return bytes[at] === QUOTE ? at + 1 : -1
  }

  #word(bytes: Uint8Array, field: number, from: number): number {
    let hash = WORD_HASH
    let kind = IN_CODE
    let signs = 0
    let at = from
    for (let byte = bytes[at] as number; LETTER[byte] !== 0; byte = bytes[++at] as number) {
      const letter = LETTER[byte] as number
      kind &= letter
      signs += letter >> SIGNS_BIT
      hash = hashWith(hash, byte)
    }
    this.forms[field] = FORM.text
    this.from[field] = from
    this.to[field] = at
    this.hashes[field] = hash
    this.codes[field] = kind
    this.signs[field] = signs
    return bytes[at] === QUOTE ? at + 1 : -1
  }

  #other(bytes: Uint8Array, field: number, at: number): number {
    const byte = bytes[at]
    if (byte === OPEN_LIST) return this.#pair(bytes, field, at + 1)
    if (byte === LETTER_T || byte === LETTER_F) return this.#flag(bytes, field, at)
    this.forms[field] = FORM.number
    const end = this.#readNumber(bytes, at)
    this.numbers[field] = this.#number
    return end
  }

  #pair(bytes: Uint8Array, field: number, from: number): number {
    this.forms[field] = FORM.pair
    let at = this.#readNumber(bytes, skip(bytes, from))
    if (at < 0) return -1
    this.numbers[field] = this.#number
    at = skip(bytes, at)
    if (bytes[at] !== COMMA) return -1
    at = this.#readNumber(bytes, skip(bytes, at + 1))
    if (at < 0) return -1
    this.seconds[field] = this.#number
    at = skip(bytes, at)
    return bytes[at] === CLOSE_LIST ? at + 1 : -1
  }

  #flag(bytes: Uint8Array, field: number, at: number): number {
    const isTrue = bytes[at] === LETTER_T
    this.forms[field] = isTrue ? FORM.true : FORM.false
    const word = isTrue ? TRUE : FALSE
    for (let i = 0; i < word.length; i++) if (bytes[at + i] !== word[i]) return -1
    return at + word.length
  }

  /** Leaves the number in `#number`; answers where it ends, −1 where it has an exponent or is none. */
  #readNumber(bytes: Uint8Array, from: number): number {
    const negative = bytes[from] === MINUS
    const first = negative ? from + 1 : from
    let at = first
    let digits = 0
    let decimals = -1
    for (let byte = bytes[at] as number; ; byte = bytes[++at] as number) {
      if (byte >= ZERO && byte <= ZERO + 9) {
        digits = digits * 10 + byte - ZERO
        if (decimals >= 0) decimals++
      } else if (byte === DOT && decimals < 0) decimals = 0
      else break
    }
    const whole = at - first - (decimals < 0 ? 0 : decimals + 1)
    const next = bytes[at]
    const leadingZero = whole > 1 && bytes[first] === ZERO
    if (whole === 0 || leadingZero || decimals === 0 || next === 69 || next === 101) return -1
    if (at - first <= EXACT_DIGITS) this.#number = decimals > 0 ? digits / (POWERS[decimals] as number) : digits
    else this.#number = Number(Buffer.from(bytes.subarray(first, at)).toString('latin1'))
    if (negative) this.#number = -this.#number
    return at
  }
}

function skip(bytes: Uint8Array, from: number): number {
  let at = from
  while (bytes[at] === SPACE) at++
  return at
}

/** The field whose name, closing quote and colon begin at `at`; −1 where there is none. */
function fieldAt(bytes: Uint8Array, at: number): number {
  const slot = slotOf(bytes[at] as number, bytes[at + 1] as number, bytes[at + 2] as number)
  for (let next = FIRST_FIELD[slot] as number; next !== 0; next = NEXT_FIELD[next] as number) {
    const start = NAME_STARTS[next - 1] as number
    const length = (NAME_STARTS[next] as number) - start
    let same = 0
    while (same < length && bytes[at + same] === NAMES[start + same]) same++
    if (same === length) return next - 1
  }
  return -1
}

function lineEnd(bytes: Uint8Array, from: number, end: number): number {
  let at = skip(bytes, from)
  if (bytes[at] === RETURN) at++
  if (bytes[at] === NEWLINE) return at + 1
  return at === end ? at : -1
}
