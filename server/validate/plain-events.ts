import type { GridEvent } from '../../shared/domain/grid-event.ts'
import { maySignsPoint } from '../../shared/domain/personal-marks.ts'
import { readIsoBytes } from './iso-time.ts'
import { NodeCodes, type NodeNumber } from './node-codes.ts'
import { isOwnText } from './personal-field.ts'
import { PaddedBatch } from './padded-batch.ts'
import { FIELD, FIELD_NAMES, KIND_WORDS, PLAIN_KINDS, RULE, type PlainKind } from './plain-fields.ts'
import { FORM, PlainLine } from './plain-line.ts'
import { WordTable } from './word-table.ts'

/** Texts of which the city has a list are looked up; those that a source makes up itself may point at a person. EV14 */
const IS_OWN_TEXT = Uint8Array.from(FIELD_NAMES, (name) => (isOwnText(name) ? 1 : 0))

type Text = string | undefined

function emptyReading() {
  const [none, nowhere] = [undefined as Text, undefined as readonly [number, number] | undefined]
  return {
    kind: 'reading',
    id: none,
    source: none,
    occurredAt: none,
    node: none,
    point: nowhere,
    crs: none,
    dimension: none,
    value: 0.5,
  }
}

/**
 * Events of plain lines, checked against the closed schema of their kind while they are read: what is read is what
 * `JSON.parse` would read and the schema would accept. Any other line is left to these two. Of the frequent kinds
 * all have the same fields in the same order, undefined where there is none. An event, and what else is known of
 * it, stands until the next one is read. EV1
 */
export class PlainEvents {
  /** Where the line after the one read last begins; −1 if that was not plain. */
  next = 0
  /** Time of the event, epoch ms, whose `occurredAt` is then left out; NaN where that has to be read. */
  exact = NaN
  /** Number of the node that the event names; −1 where it names none or the city does not have it (yet). */
  node = -1
  /** False where no text that its source made up can hold a number of a person. EV14 */
  mayPoint = false
  readonly line = new PlainLine()
  readonly #nodes: NodeCodes
  readonly #learned = new WordTable()
  readonly #lastReading = emptyReading()
  readonly #texts: (string | undefined)[] = FIELD_NAMES.map(() => undefined)
  /** What the event was read from. */
  batch = new PaddedBatch()

  constructor(numberOf: NodeNumber) {
    this.#nodes = new NodeCodes(numberOf)
  }

  /** True where a field's text, which then lies in the batch as it is, is the value. */
  holds(field: number, value: string): boolean {
    return this.#texts[field] === value
  }

  /** The event of the line that begins at `from`; undefined where it is not plain or does not fit. */
  read(batch: PaddedBatch, from: number): GridEvent | undefined {
    const { line } = this
    this.batch = batch
    for (let i = 0; i < line.count; i++) this.#texts[line.order[i] as number] = undefined
    this.node = -1
    this.mayPoint = false
    this.next = line.read(batch, from)
    if (this.next < 0 || line.forms[FIELD.kind] !== FORM.text) return undefined
    const kind = PLAIN_KINDS[this.#find(KIND_WORDS, FIELD.kind)]
    return kind !== undefined && this.#fits(kind) ? (this.#make(kind) as GridEvent) : undefined
  }

  #find(words: WordTable, field: number): number {
    const { from, to, hashes } = this.line
    return words.find(this.batch.bytes, from[field] as number, to[field] as number, hashes[field] as number)
  }

  /** Checks every field and leaves the texts in `#texts`. */
  #fits(kind: PlainKind): boolean {
    const { order, count, forms, numbers, seconds } = this.line
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
    const rule = kind.rules[field]
    if (rule === RULE.word) return this.#wordFits(kind.words[field] as WordTable, field)
    const { line } = this
    const letters = (line.to[field] as number) - (line.from[field] as number)
    if (letters < (kind.shortest[field] as number) || letters > (kind.longest[field] as number)) return false
    if (IS_OWN_TEXT[field] === 1 && maySignsPoint(line.signs[field] as number, letters)) this.mayPoint = true
    if (rule === RULE.code && line.codes[field] !== 0) this.#texts[field] = this.#code(field)
    else if (rule !== RULE.text) return false
    else if (field !== FIELD.occurredAt || !this.#timeFits()) this.#texts[field] = this.#text(field)
    return true
  }

  #wordFits(words: WordTable, field: number): boolean {
    const word = this.#find(words, field)
    if (word < 0) return false
    this.#texts[field] = words.word(word)
    return true
  }

  #code(field: number): string {
    const { from, to, hashes } = this.line
    const [start, end, hash] = [from[field] as number, to[field] as number, hashes[field] as number]
    if (field !== FIELD.node) return this.#learned.read(this.batch.bytes, start, end, hash)
    const code = this.#nodes.read(this.batch.bytes, start, end, hash)
    this.node = this.#nodes.number
    return code
  }

  #timeFits(): boolean {
    const { from, to } = this.line
    this.exact = readIsoBytes(this.batch.bytes, from[FIELD.occurredAt] as number, to[FIELD.occurredAt] as number)
    return !Number.isNaN(this.exact)
  }

  #text(field: number): string {
    return this.batch.bytes.latin1Slice(this.line.from[field] as number, this.line.to[field] as number)
  }

  #flag(field: number): boolean | undefined {
    const form = this.line.forms[field]
    return form === 0 ? undefined : form === FORM.true
  }

  #number(field: number): number | undefined {
    return this.line.forms[field] === 0 ? undefined : this.line.numbers[field]
  }

  #pair(field: number): readonly [number, number] | undefined {
    const { forms, numbers, seconds } = this.line
    return forms[field] === 0 ? undefined : [numbers[field] as number, seconds[field] as number]
  }

  #make({ kind }: PlainKind): unknown {
    if (kind === 'reading') return this.#reading()
    if (kind === 'case') return this.#case()
    if (kind === 'check') return this.#check()
    return kind === 'service' ? this.#service() : this.#other()
  }

  /** Readings come by the thousand: all are read into the same object. */
  #reading() {
    const t = this.#texts
    const into = this.#lastReading
    into.id = t[FIELD.id]
    into.source = t[FIELD.source]
    into.occurredAt = t[FIELD.occurredAt]
    into.node = t[FIELD.node]
    into.point = this.#pair(FIELD.point)
    into.crs = t[FIELD.crs]
    into.dimension = t[FIELD.dimension]
    into.value = this.line.numbers[FIELD.value] as number
    return into
  }

  #case() {
    const t = this.#texts
    return {
      kind: 'case',
      id: t[FIELD.id],
      source: t[FIELD.source],
      occurredAt: t[FIELD.occurredAt],
      node: t[FIELD.node],
      point: this.#pair(FIELD.point),
      crs: t[FIELD.crs],
      caseId: t[FIELD.caseId],
      step: t[FIELD.step],
      type: t[FIELD.type],
      origin: t[FIELD.origin],
      unit: t[FIELD.unit],
      dueAt: t[FIELD.dueAt],
      supervised: this.#flag(FIELD.supervised),
      selfHandled: this.#flag(FIELD.selfHandled),
      reason: t[FIELD.reason],
      into: t[FIELD.into],
      solved: t[FIELD.solved],
      satisfied: t[FIELD.satisfied],
    }
  }

  #check() {
    const t = this.#texts
    return {
      kind: 'check',
      id: t[FIELD.id],
      source: t[FIELD.source],
      occurredAt: t[FIELD.occurredAt],
      node: t[FIELD.node],
      point: this.#pair(FIELD.point),
      crs: t[FIELD.crs],
      round: t[FIELD.round],
      state: t[FIELD.state],
    }
  }

  #service() {
    const t = this.#texts
    return {
      kind: 'service',
      id: t[FIELD.id],
      source: t[FIELD.source],
      occurredAt: t[FIELD.occurredAt],
      node: t[FIELD.node],
      point: this.#pair(FIELD.point),
      crs: t[FIELD.crs],
      serviceId: t[FIELD.serviceId],
      action: t[FIELD.action],
      category: t[FIELD.category],
      rating: this.#number(FIELD.rating),
    }
  }

  #other(): unknown {
    const { order, count, forms } = this.line
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
