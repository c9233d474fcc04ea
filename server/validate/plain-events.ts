import type { GridEvent } from '../../shared/domain/grid-event.ts'
import { readIsoBytes } from './iso-time.ts'
import { FIELD_NAMES, KIND_WORDS, PLAIN_KINDS, RULE, type PlainKind } from './plain-fields.ts'
import { FORM, PlainLine, type PaddedBytes } from './plain-line.ts'
import { WordTable } from './word-table.ts'

const fieldOf = (name: string) => FIELD_NAMES.indexOf(name)
const KIND = fieldOf('kind')
const ID = fieldOf('id')
const SOURCE = fieldOf('source')
const OCCURRED_AT = fieldOf('occurredAt')
const NODE = fieldOf('node')
const PLACE = fieldOf('point')
const CRS = fieldOf('crs')
const CASE_ID = fieldOf('caseId')
const STEP = fieldOf('step')
const TYPE = fieldOf('type')
const ORIGIN = fieldOf('origin')
const UNIT = fieldOf('unit')
const DUE_AT = fieldOf('dueAt')
const SUPERVISED = fieldOf('supervised')
const SELF_HANDLED = fieldOf('selfHandled')
const REASON = fieldOf('reason')
const INTO = fieldOf('into')
const SOLVED = fieldOf('solved')
const SATISFIED = fieldOf('satisfied')
const ROUND = fieldOf('round')
const STATE = fieldOf('state')
const DIMENSION = fieldOf('dimension')
const VALUE = fieldOf('value')
const SERVICE_ID = fieldOf('serviceId')
const ACTION = fieldOf('action')
const CATEGORY = fieldOf('category')
const RATING = fieldOf('rating')

/** A buffer's text without the look at encoding and bounds, which takes as long as short texts themselves. */
interface Latin1Bytes extends PaddedBytes {
  latin1Slice(from: number, to: number): string
}

/**
 * Events of plain lines, checked against the closed schema of their kind while they are read: what is read is what
 * `JSON.parse` would read and the schema would accept. Any other line is left to these two. Of the frequent kinds
 * all have the same fields in the same order, undefined where there is none. EV1
 */
export class PlainEvents {
  /** Where the line after the one read last begins; −1 if that was not plain. */
  next = 0
  /** Time of the event read last, epoch ms, whose `occurredAt` is then left out; NaN where that has to be read. */
  exact = NaN
  readonly #line = new PlainLine()
  readonly #learned = new WordTable()
  readonly #texts: (string | undefined)[] = FIELD_NAMES.map(() => undefined)
  #bytes = Buffer.alloc(0) as Buffer as Latin1Bytes

  /** The event of the line that begins at `from`; undefined where it is not plain or does not fit. */
  read(bytes: PaddedBytes, from: number): GridEvent | undefined {
    const line = this.#line
    this.#bytes = bytes as Latin1Bytes
    for (let i = 0; i < line.count; i++) this.#texts[line.order[i] as number] = undefined
    this.next = line.read(this.#bytes, from)
    if (this.next < 0 || line.forms[KIND] !== FORM.text) return undefined
    const at = KIND_WORDS.find(this.#bytes, line.from[KIND] as number, line.to[KIND] as number, line.hashes[KIND] as number)
    const kind = PLAIN_KINDS[at]
    return kind !== undefined && this.#fits(kind) ? (this.#make(kind) as GridEvent) : undefined
  }

  /** Checks every field and leaves the texts in `#texts`. */
  #fits(kind: PlainKind): boolean {
    const { order, count, forms, numbers, seconds } = this.#line
    const { rules, required } = kind
    for (let i = 0; i < count; i++) {
      const field = order[i] as number
      const form = forms[field]
      const rule = rules[field]
      if (form === FORM.text) {
        if (!this.#textFits(kind, field)) return false
      } else if (form === FORM.number) {
        const value = numbers[field] as number
        const inside = value >= (kind.least[field] as number) && value <= (kind.most[field] as number)
        if (rule !== RULE.number || !inside || (kind.whole[field] === 1 && !Number.isInteger(value))) return false
      } else if (form === FORM.pair) {
        if (rule !== RULE.point || !Number.isFinite(numbers[field]) || !Number.isFinite(seconds[field])) return false
      } else if (rule !== RULE.flag) return false
    }
    for (let i = 0; i < required.length; i++) if (forms[required[i] as number] === 0) return false
    return true
  }

  #textFits(kind: PlainKind, field: number): boolean {
    const line = this.#line
    const from = line.from[field] as number
    const to = line.to[field] as number
    const rule = kind.rules[field]
    if (rule === RULE.word) {
      const words = kind.words[field] as WordTable
      const word = words.find(this.#bytes, from, to, line.hashes[field] as number)
      if (word >= 0) this.#texts[field] = words.word(word)
      return word >= 0
    }
    if (to - from < (kind.shortest[field] as number) || to - from > (kind.longest[field] as number)) return false
    if (rule === RULE.code && line.codes[field] !== 0) {
      this.#texts[field] = this.#learned.read(this.#bytes, from, to, line.hashes[field] as number)
      return true
    }
    if (rule !== RULE.text) return false
    if (field === OCCURRED_AT) {
      this.exact = readIsoBytes(this.#bytes, from, to)
      if (!Number.isNaN(this.exact)) return true
    }
    this.#texts[field] = this.#bytes.latin1Slice(from, to)
    return true
  }

  #flag(field: number): boolean | undefined {
    const form = this.#line.forms[field]
    return form === 0 ? undefined : form === FORM.true
  }

  #number(field: number): number | undefined {
    return this.#line.forms[field] === 0 ? undefined : this.#line.numbers[field]
  }

  #pair(field: number): readonly [number, number] | undefined {
    const { forms, numbers, seconds } = this.#line
    return forms[field] === 0 ? undefined : [numbers[field] as number, seconds[field] as number]
  }

  #make({ kind }: PlainKind): unknown {
    if (kind === 'reading') return this.#reading()
    if (kind === 'case') return this.#case()
    if (kind === 'check') return this.#check()
    return kind === 'service' ? this.#service() : this.#other()
  }

  #reading() {
    const t = this.#texts
    return {
      kind: 'reading',
      id: t[ID],
      source: t[SOURCE],
      occurredAt: t[OCCURRED_AT],
      node: t[NODE],
      point: this.#pair(PLACE),
      crs: t[CRS],
      dimension: t[DIMENSION],
      value: this.#number(VALUE),
    }
  }

  #case() {
    const t = this.#texts
    return {
      kind: 'case',
      id: t[ID],
      source: t[SOURCE],
      occurredAt: t[OCCURRED_AT],
      node: t[NODE],
      point: this.#pair(PLACE),
      crs: t[CRS],
      caseId: t[CASE_ID],
      step: t[STEP],
      type: t[TYPE],
      origin: t[ORIGIN],
      unit: t[UNIT],
      dueAt: t[DUE_AT],
      supervised: this.#flag(SUPERVISED),
      selfHandled: this.#flag(SELF_HANDLED),
      reason: t[REASON],
      into: t[INTO],
      solved: t[SOLVED],
      satisfied: t[SATISFIED],
    }
  }

  #check() {
    const t = this.#texts
    return {
      kind: 'check',
      id: t[ID],
      source: t[SOURCE],
      occurredAt: t[OCCURRED_AT],
      node: t[NODE],
      point: this.#pair(PLACE),
      crs: t[CRS],
      round: t[ROUND],
      state: t[STATE],
    }
  }

  #service() {
    const t = this.#texts
    return {
      kind: 'service',
      id: t[ID],
      source: t[SOURCE],
      occurredAt: t[OCCURRED_AT],
      node: t[NODE],
      point: this.#pair(PLACE),
      crs: t[CRS],
      serviceId: t[SERVICE_ID],
      action: t[ACTION],
      category: t[CATEGORY],
      rating: this.#number(RATING),
    }
  }

  #other(): unknown {
    const { order, count, forms } = this.#line
    const event: Record<string, unknown> = {}
    for (let i = 0; i < count; i++) {
      const field = order[i] as number
      const form = forms[field]
      const name = FIELD_NAMES[field] as string
      if (form === FORM.text) event[name] = this.#texts[field]
      else if (form === FORM.number) event[name] = this.#number(field)
      else event[name] = form === FORM.pair ? this.#pair(field) : this.#flag(field)
    }
    return event
  }
}
