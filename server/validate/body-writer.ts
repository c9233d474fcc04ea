import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'

const ESCAPED = /["\\]/
const MILLISECONDS = Array.from({ length: 1000 }, (_, ms) => String(ms).padStart(3, '0'))
/** What follows the whole part of a number by its thousandths. */
const DECIMALS = MILLISECONDS.map((digits) => `.${digits}`.replace(/\.?0+$/, ''))
const MOST_THOUSANDTHS = 0x7fff_ffff

/**
 * The body of an entry as it grows: one stored event a line, in the one text it has, which is that of
 * `JSON.stringify`. Readings are put together from parts, which takes a quarter of the time: codes need no
 * escaping, neighbours share source, dimension and second, and few decimals need no search for the shortest. EV4
 */
export class BodyWriter {
  #text = ''
  #source = ''
  #afterId = '","source":"","t":'
  #dimension = ''
  #afterNode = '","cls":"T","dimension":"","value":'
  #second = 0
  #secondText = '0'

  add(event: StoredEvent): void {
    const line = event.kind === 'reading' && isPlain(event) ? this.#reading(event) : JSON.stringify(event)
    this.#text = this.#text === '' ? line : this.#text + '\n' + line
  }

  /** Every string of a stored event is ASCII by its schema. */
  bytes(): Uint8Array {
    return Buffer.from(this.#text, 'latin1')
  }

  #reading({ id, source, dimension, t, node, value }: StoredEventOf<'reading'>): string {
    if (source !== this.#source) {
      this.#source = source
      this.#afterId = `","source":"${source}","t":`
    }
    if (dimension !== this.#dimension) {
      this.#dimension = dimension
      this.#afterNode = `","cls":"T","dimension":"${dimension}","value":`
    }
    const idText = ESCAPED.test(id) ? JSON.stringify(id).slice(1, -1) : id
    const where = '{"kind":"reading","id":"' + idText + this.#afterId + this.#time(t) + ',"node":"' + node
    return where + this.#afterNode + numberText(value) + '}'
  }

  /** As `String(t)`, which is slow beyond 31 bits. */
  #time(t: number): string {
    const second = Math.floor(t / 1000)
    if (second !== this.#second) {
      this.#second = second
      this.#secondText = String(second)
    }
    return this.#secondText + MILLISECONDS[t - second * 1000]
  }
}

/** Of class T, after the first second of 1970 and without marks. */
function isPlain(event: StoredEventOf<'reading'>): boolean {
  const { cls, t, point, late, unplaced, tray, outOfOrder } = event
  return cls === 'T' && t >= 1000 && !(point || late || unplaced || tray || outOfOrder)
}

/** As `String(value)`: where the number is the nearest to a count of thousandths, their digits are its shortest form. */
function numberText(value: number): string {
  const thousandths = Math.round(value * 1000)
  if (!(thousandths >= 0 && thousandths <= MOST_THOUSANDTHS) || thousandths / 1000 !== value) return String(value)
  const whole = (thousandths / 1000) | 0
  return String(whole) + (DECIMALS[thousandths - whole * 1000] ?? '')
}
