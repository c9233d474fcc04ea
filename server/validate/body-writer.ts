import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { AsciiText } from './ascii-text.ts'

const NEWLINE = 10
/** More than the constant parts and the numbers of any line take. */
const LINE_ROOM = 1024
const bytesOf = (text: string) => Uint8Array.from(Buffer.from(text, 'latin1'))

const AFTER_ID = bytesOf('","source":"')
const AFTER_SOURCE = bytesOf('","t":')
const AFTER_TIME = bytesOf(',"node":"')
const AFTER_NODE = bytesOf('","cls":"')
const QUOTE = bytesOf('"')
const END = bytesOf('}')
const CLOSE = bytesOf(']')
const COMMA = bytesOf(',')
const POINT = bytesOf(',"point":[')
const LATE = bytesOf(',"late":true')

const HEADS = {
  reading: bytesOf('{"kind":"reading","id":"'),
  case: bytesOf('{"kind":"case","id":"'),
  check: bytesOf('{"kind":"check","id":"'),
  service: bytesOf('{"kind":"service","id":"'),
} as const
type WrittenKind = keyof typeof HEADS

const FIELDS = {
  caseId: bytesOf('","caseId":"'),
  step: bytesOf('","step":"'),
  type: bytesOf('","type":"'),
  origin: bytesOf('","origin":"'),
  unit: bytesOf('","unit":"'),
  dimension: bytesOf('","dimension":"'),
  value: bytesOf('","value":'),
  round: bytesOf('","round":"'),
  state: bytesOf('","state":"'),
  serviceId: bytesOf('","serviceId":"'),
  action: bytesOf('","action":"'),
  category: bytesOf('","category":"'),
} as const
const SELF_HANDLED = bytesOf(',"selfHandled":true')
const DUE = bytesOf(',"dueAt":')

/** True where an event has a field that is seldom there: it is left to `JSON.stringify`. */
function isRare(event: StoredEvent): boolean {
  if (event.unplaced || event.tray || event.outOfOrder || event.onTime !== undefined) return true
  if (event.kind === 'service') return event.rating !== undefined
  if (event.kind !== 'case') return false
  const { supervised, reason, into, solved, satisfied, stages } = event
  const some = supervised ?? reason ?? into ?? solved ?? satisfied ?? stages
  return some !== undefined || event.selfHandled === false
}

/**
 * The body of an entry as it grows: one stored event a line, in the one text it has, which is that of
 * `JSON.stringify`. The frequent kinds are put together from parts, which takes a fifth of the time: codes need no
 * escaping, and few decimals need no search for the shortest form. EV4
 */
export class BodyWriter {
  readonly #text: AsciiText

  /** `text`: room that nothing else writes into until `bytes` has been called; what it holds is forgotten. */
  constructor(text: AsciiText) {
    this.#text = text
    text.clear()
  }

  add(event: StoredEvent): void {
    const text = this.#text
    text.reserve(LINE_ROOM)
    if (text.length > 0) text.putByte(NEWLINE)
    const before = text.length
    if (this.#write(event)) return
    text.length = before
    text.put(JSON.stringify(event))
  }

  /** Every string of a stored event is ASCII by its schema. */
  bytes(): Uint8Array<ArrayBuffer> {
    return this.#text.copy()
  }

  /** False where the event has a field or a character that is left to `JSON.stringify`. */
  #write(event: StoredEvent): boolean {
    switch (event.kind) {
      case 'reading':
        return !isRare(event) && this.#writeReading(event)
      case 'case':
        return !isRare(event) && this.#writeCase(event)
      case 'check':
        return !isRare(event) && this.#writeCheck(event)
      case 'service':
        return !isRare(event) && this.#writeService(event)
      default:
        return false
    }
  }

  /** What every event begins with; the class is left open. */
  #begin(event: StoredEvent, kind: WrittenKind): boolean {
    const text = this.#text
    text.putBytes(HEADS[kind])
    if (!text.putPlain(event.id)) return false
    text.putBytes(AFTER_ID)
    text.put(event.source)
    text.putBytes(AFTER_SOURCE)
    text.putInteger(event.t)
    text.putBytes(AFTER_TIME)
    text.put(event.node)
    text.putBytes(AFTER_NODE)
    text.put(event.cls)
    return true
  }

  #field(name: keyof typeof FIELDS, value: string): void {
    this.#text.putBytes(FIELDS[name])
    this.#text.put(value)
  }

  /** Where it lies and whether it came late, the last of every event. */
  #end(event: StoredEvent): true {
    const text = this.#text
    if (event.point) {
      text.putBytes(POINT)
      text.putNumber(event.point[0], 6)
      text.putBytes(COMMA)
      text.putNumber(event.point[1], 6)
      text.putBytes(CLOSE)
    }
    if (event.late) text.putBytes(LATE)
    text.putBytes(END)
    return true
  }

  #writeReading(event: StoredEventOf<'reading'>): boolean {
    if (!this.#begin(event, 'reading')) return false
    this.#field('dimension', event.dimension)
    this.#text.putBytes(FIELDS.value)
    this.#text.putNumber(event.value, 3)
    return this.#end(event)
  }

  #writeCase(event: StoredEventOf<'case'>): boolean {
    const text = this.#text
    if (!this.#begin(event, 'case')) return false
    text.putBytes(FIELDS.caseId)
    if (!text.putPlain(event.caseId)) return false
    this.#field('step', event.step)
    this.#field('type', event.type)
    if (event.origin !== undefined) this.#field('origin', event.origin)
    if (event.unit !== undefined) this.#field('unit', event.unit)
    text.putBytes(QUOTE)
    if (event.selfHandled) text.putBytes(SELF_HANDLED)
    if (event.dueAt !== undefined) {
      text.putBytes(DUE)
      text.putInteger(event.dueAt)
    }
    return this.#end(event)
  }

  #writeCheck(event: StoredEventOf<'check'>): boolean {
    if (!this.#begin(event, 'check')) return false
    this.#field('round', event.round)
    this.#field('state', event.state)
    this.#text.putBytes(QUOTE)
    return this.#end(event)
  }

  #writeService(event: StoredEventOf<'service'>): boolean {
    if (!this.#begin(event, 'service')) return false
    this.#text.putBytes(FIELDS.serviceId)
    if (!this.#text.putPlain(event.serviceId)) return false
    this.#field('action', event.action)
    this.#field('category', event.category)
    this.#text.putBytes(QUOTE)
    return this.#end(event)
  }
}
