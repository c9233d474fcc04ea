import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'
import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import { AsciiText, phrase, type Phrase } from './ascii-text.ts'
import type { PlainEvents } from './plain-events.ts'
import { FIELD } from './plain-fields.ts'

const NEWLINE = 10
/** More than the constant parts and the numbers of any line take. */
const LINE_ROOM = 1024

const AFTER_ID = phrase('","source":"')
const AFTER_SOURCE = phrase('","t":')
const AFTER_TIME = phrase(',"node":"')
const AFTER_NODE: Readonly<Record<PrivacyClass, Phrase>> = {
  T: phrase('","cls":"T'),
  S: phrase('","cls":"S'),
  P: phrase('","cls":"P'),
  X: phrase('","cls":"X'),
  O: phrase('","cls":"O'),
}
const QUOTE = phrase('"')
const END = phrase('}')
const CLOSE = phrase(']')
const COMMA = phrase(',')
const POINT = phrase(',"point":[')
const LATE = phrase(',"late":true')

const HEADS = {
  reading: phrase('{"kind":"reading","id":"'),
  case: phrase('{"kind":"case","id":"'),
  check: phrase('{"kind":"check","id":"'),
  service: phrase('{"kind":"service","id":"'),
} as const
type WrittenKind = keyof typeof HEADS

/** A text of an event after the one before it. */
function field(name: keyof typeof FIELD) {
  return { lead: phrase(`","${name}":"`), number: FIELD[name] }
}
type TextField = ReturnType<typeof field>

const TEXTS = {
  caseId: field('caseId'),
  step: field('step'),
  type: field('type'),
  origin: field('origin'),
  unit: field('unit'),
  round: field('round'),
  state: field('state'),
  serviceId: field('serviceId'),
  action: field('action'),
  category: field('category'),
} as const
const SELF_HANDLED = phrase(',"selfHandled":true')
const DUE = phrase(',"dueAt":')

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
 * `JSON.stringify`. The frequent kinds are put together from parts, which takes a tenth of the time: codes need no
 * escaping, few decimals need no search for the shortest form, and texts that were read from bytes need no look at
 * their characters. Each field is written by itself, after it was checked. EV1 EV4
 */
export class BodyWriter {
  readonly #text = new AsciiText()
  #plain: PlainEvents | undefined
  /** What stands between the node and the value of a reading, by its dimension: few, of one catalogue. */
  readonly #beforeValue = new Map<string, Phrase>()

  /** Begins a new body; what it holds is forgotten. */
  begin(): this {
    this.#text.clear()
    return this
  }

  /** `plain`: where the texts of the event lie as bytes, if they do. */
  add(event: StoredEvent, plain?: PlainEvents): void {
    const text = this.#text
    this.#plain = plain
    text.reserve(LINE_ROOM)
    if (text.length > 0) text.putByte(NEWLINE)
    const before = text.length
    if (this.#write(event)) return
    text.length = before
    text.put(JSON.stringify(event))
  }

  /** Every string of a stored event is ASCII by its schema. They stand until the next body begins. */
  bytes(): Uint8Array {
    return this.#text.bytes()
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
    text.putPhrase(HEADS[kind])
    if (!this.#putId(FIELD.id, event.id)) return false
    text.putPhrase(AFTER_ID)
    this.#putCode(FIELD.source, event.source)
    text.putPhrase(AFTER_SOURCE)
    text.putInteger(event.t)
    text.putPhrase(AFTER_TIME)
    this.#putCode(FIELD.node, event.node)
    text.putPhrase(AFTER_NODE[event.cls])
    return true
  }

  /** A text without characters that have to be escaped. */
  #putCode(field: number, value: string): void {
    if (!this.#putRead(field, value)) this.#text.put(value)
  }

  /** False where the text has a character that has to be escaped; one from a plain line has none. */
  #putId(field: number, value: string): boolean {
    return this.#putRead(field, value) || this.#text.putPlain(value)
  }

  #putRead(field: number, value: string): boolean {
    const plain = this.#plain
    if (plain === undefined || !plain.holds(field, value)) return false
    this.#text.putBytes(plain.batch.view, plain.line.from[field] as number, plain.line.to[field] as number)
    return true
  }

  #code({ lead, number }: TextField, value: string): void {
    this.#text.putPhrase(lead)
    this.#putCode(number, value)
  }

  #id({ lead, number }: TextField, value: string): boolean {
    this.#text.putPhrase(lead)
    return this.#putId(number, value)
  }

  /** Where it lies and whether it came late, the last of every event. */
  #end(event: StoredEvent): true {
    const text = this.#text
    if (event.point) {
      text.putPhrase(POINT)
      text.putNumber(event.point[0], 6)
      text.putPhrase(COMMA)
      text.putNumber(event.point[1], 6)
      text.putPhrase(CLOSE)
    }
    if (event.late) text.putPhrase(LATE)
    text.putPhrase(END)
    return true
  }

  #writeReading(event: StoredEventOf<'reading'>): boolean {
    if (!this.#begin(event, 'reading')) return false
    this.#text.putPhrase(this.#beforeValueOf(event.dimension))
    this.#text.putNumber(event.value, 3)
    return this.#end(event)
  }

  #beforeValueOf(dimension: string): Phrase {
    let known = this.#beforeValue.get(dimension)
    if (known === undefined) this.#beforeValue.set(dimension, (known = phrase(`","dimension":"${dimension}","value":`)))
    return known
  }

  #writeCase(event: StoredEventOf<'case'>): boolean {
    const text = this.#text
    if (!this.#begin(event, 'case')) return false
    if (!this.#id(TEXTS.caseId, event.caseId)) return false
    this.#code(TEXTS.step, event.step)
    this.#code(TEXTS.type, event.type)
    if (event.origin !== undefined) this.#code(TEXTS.origin, event.origin)
    if (event.unit !== undefined) this.#code(TEXTS.unit, event.unit)
    text.putPhrase(QUOTE)
    if (event.selfHandled) text.putPhrase(SELF_HANDLED)
    if (event.dueAt !== undefined) {
      text.putPhrase(DUE)
      text.putInteger(event.dueAt)
    }
    return this.#end(event)
  }

  #writeCheck(event: StoredEventOf<'check'>): boolean {
    if (!this.#begin(event, 'check')) return false
    this.#code(TEXTS.round, event.round)
    this.#code(TEXTS.state, event.state)
    this.#text.putPhrase(QUOTE)
    return this.#end(event)
  }

  #writeService(event: StoredEventOf<'service'>): boolean {
    if (!this.#begin(event, 'service')) return false
    if (!this.#id(TEXTS.serviceId, event.serviceId)) return false
    this.#code(TEXTS.action, event.action)
    this.#code(TEXTS.category, event.category)
    this.#text.putPhrase(QUOTE)
    return this.#end(event)
  }
}
