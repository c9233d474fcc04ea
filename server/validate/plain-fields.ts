import type { TSchema } from '@sinclair/typebox'
import { EVENT_KINDS, EVENT_SCHEMAS, type EventKind } from '../../shared/domain/grid-event.ts'
import { WordTable } from './word-table.ts'

/** What the schema asks of a field that is no object; 0 for those that are left to the schema itself. */
export const RULE = { none: 0, text: 1, code: 2, word: 3, number: 4, flag: 5, point: 6 } as const

/** What one kind asks of its fields, by their number. */
export interface PlainKind {
  readonly kind: EventKind
  readonly rules: Uint8Array
  /** Characters of a text or a code. */
  readonly shortest: Uint16Array
  readonly longest: Uint16Array
  /** Of a word: those it may be. */
  readonly words: readonly WordTable[]
  /** Of a number. */
  readonly least: Float64Array
  readonly most: Float64Array
  readonly whole: Uint8Array
  /** Numbers of the fields that must be there. */
  readonly required: Uint8Array
}

interface Facets {
  readonly type?: string
  readonly enum?: readonly string[]
  readonly pattern?: string
  readonly minLength?: number
  readonly maxLength?: number
  readonly minimum?: number
  readonly maximum?: number
  readonly const?: string
  readonly items?: readonly { readonly type?: string }[]
}

const CODE_PATTERN = '^[A-Za-z0-9._:-]+$'
const PRINTABLE_PATTERN = '^[\\x21-\\x7e]+$'
/** All that is understood here; a field with any other facet is left to the schema. */
const UNDERSTOOD = new Set(['type', 'enum', 'pattern', 'minLength', 'maxLength', 'minimum', 'maximum', 'const', 'items'])
const OF_PAIRS = new Set(['additionalItems', 'minItems', 'maxItems'])

function ruleOf(facets: Facets): number {
  const { type, enum: list, pattern, const: only, items } = facets
  const strange = Object.keys(facets).filter((name) => !UNDERSTOOD.has(name))
  const isPair = type === 'array' && items?.length === 2 && items.every((item) => item.type === 'number')
  if (isPair && strange.every((name) => OF_PAIRS.has(name))) return RULE.point
  if (strange.length > 0) return RULE.none
  if (list !== undefined || only !== undefined) return RULE.word
  if (type === 'boolean') return RULE.flag
  if (type === 'number' || type === 'integer') return RULE.number
  if (type === 'string' && pattern === CODE_PATTERN) return RULE.code
  return type === 'string' && (pattern === undefined || pattern === PRINTABLE_PATTERN) ? RULE.text : RULE.none
}

const NO_WORDS = WordTable.of([])

/** Names of all fields of all kinds; a field's number is its place here. */
export const FIELD_NAMES: readonly string[] = [
  ...new Set(EVENT_KINDS.flatMap((kind) => Object.keys(EVENT_SCHEMAS[kind].properties))),
]

const fieldOf = (name: string) => FIELD_NAMES.indexOf(name)
/** Numbers of the fields that events of the frequent kinds may have. */
export const FIELD = {
  kind: fieldOf('kind'),
  id: fieldOf('id'),
  source: fieldOf('source'),
  occurredAt: fieldOf('occurredAt'),
  node: fieldOf('node'),
  point: fieldOf('point'),
  crs: fieldOf('crs'),
  caseId: fieldOf('caseId'),
  step: fieldOf('step'),
  type: fieldOf('type'),
  origin: fieldOf('origin'),
  unit: fieldOf('unit'),
  dueAt: fieldOf('dueAt'),
  supervised: fieldOf('supervised'),
  selfHandled: fieldOf('selfHandled'),
  reason: fieldOf('reason'),
  into: fieldOf('into'),
  solved: fieldOf('solved'),
  satisfied: fieldOf('satisfied'),
  round: fieldOf('round'),
  state: fieldOf('state'),
  dimension: fieldOf('dimension'),
  value: fieldOf('value'),
  serviceId: fieldOf('serviceId'),
  action: fieldOf('action'),
  category: fieldOf('category'),
  rating: fieldOf('rating'),
} as const

function plainKind(kind: EventKind): PlainKind {
  const { properties, required } = EVENT_SCHEMAS[kind]
  const facets = FIELD_NAMES.map((name) => ((properties as Readonly<Record<string, TSchema>>)[name] ?? {}) as Facets)
  const rules = Uint8Array.from(facets, ruleOf)
  return {
    kind,
    rules,
    shortest: Uint16Array.from(facets, ({ minLength }) => minLength ?? 0),
    longest: Uint16Array.from(facets, ({ maxLength }) => maxLength ?? 0xffff),
    words: facets.map(({ enum: list, const: only }, at) =>
      rules[at] === RULE.word ? WordTable.of(list ?? [only ?? '']) : NO_WORDS,
    ),
    least: Float64Array.from(facets, ({ minimum }) => minimum ?? -Infinity),
    most: Float64Array.from(facets, ({ maximum }) => maximum ?? Infinity),
    whole: Uint8Array.from(facets, ({ type }) => (type === 'integer' ? 1 : 0)),
    required: Uint8Array.from(required, fieldOf),
  }
}

/** The kinds as their schemas describe them, and their names in the same order. */
export const PLAIN_KINDS: readonly PlainKind[] = EVENT_KINDS.map(plainKind)
export const KIND_WORDS = WordTable.of(EVENT_KINDS)

/** Fields that are free text in every kind that has them: nothing looks them up. */
export const IS_FREE = Uint8Array.from(FIELD_NAMES, (_, field) =>
  PLAIN_KINDS.every(({ rules }) => rules[field] === RULE.text || rules[field] === RULE.none) ? 1 : 0,
)
