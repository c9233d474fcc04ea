import { Type, type Static, type TOptional, type TString } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import { IANAZone } from 'luxon'
import { CASE_STEPS, ORIGINS, type CaseStep } from '../../../shared/domain/grid-event.ts'
import { PRIVACY_CLASSES, type PrivacyClass } from '../../../shared/domain/privacy-class.ts'
import { words } from '../../../shared/domain/words.ts'

const strict = { additionalProperties: false }
const Column = Type.String({ minLength: 1, maxLength: 200 })
const Columns = Type.Union([Column, Type.Array(Column, { minItems: 1, maxItems: 8 })])
const Code = Type.String({ minLength: 1, maxLength: 64, pattern: '^[A-Za-z0-9._:-]+$' })
const Pattern = Type.String({ minLength: 1, maxLength: 80 })
const Letter = words(PRIVACY_CLASSES)
const Class = Type.Union([Letter, Type.Intersect([Type.Object({ default: Letter }), Type.Record(Type.String(), Letter)])])
const StepColumns = Object.fromEntries(CASE_STEPS.map((step) => [step, Type.Optional(Column)])) as Record<
  CaseStep,
  TOptional<TString>
>
const Steps = Type.Object(StepColumns, { ...strict, minProperties: 1 })

const CsvMapping = Type.Object(
  {
    format: Type.Literal('csv'),
    source: Code,
    /** IANA zone of times that name none. */
    timezone: Type.String({ minLength: 1, maxLength: 64 }),
    /** Luxon patterns, tried in order; ISO 8601 is understood without one. */
    time: Type.Optional(Type.Union([Pattern, Type.Array(Pattern, { maxItems: 8 })])),
    /** The zone written in the text is wrong: read it as a time of `timezone`. */
    ignoreZone: Type.Optional(Type.Boolean()),
    id: Columns,
    type: Columns,
    class: Class,
    origin: Type.Optional(words(ORIGINS)),
    /** Responsible unit of dispatched cases, a code; the source itself where none is given. */
    unit: Type.Optional(Code),
    point: Type.Optional(Type.Tuple([Column, Column])),
    crs: Type.Optional(Code),
    /** Positions that stand for "unknown", as `[x, y]`. */
    noPosition: Type.Optional(Type.Array(Type.Tuple([Type.Number(), Type.Number()]), { maxItems: 32 })),
    steps: Steps,
    due: Type.Optional(Column),
    /** Named milestones between the steps. */
    stages: Type.Optional(Type.Record(Code, Column, { maxProperties: 12 })),
  },
  strict,
)

const NdjsonMapping = Type.Object({ format: Type.Literal('ndjson'), class: Type.Optional(Class) }, strict)

/** How a recorded file is read: CSV rows into cases, or NDJSON of events as the doors take them. FE2 */
export const MAPPING = Type.Union([CsvMapping, NdjsonMapping])

export type CsvMapping = Static<typeof CsvMapping>
export type NdjsonMapping = Static<typeof NdjsonMapping>
export type Mapping = CsvMapping | NdjsonMapping
type ClassRule = Static<typeof Class>

function firstFault(value: unknown): string {
  const isNdjson = (value as { readonly format?: unknown } | null)?.format === 'ndjson'
  const error = Value.Errors(isNdjson ? NdjsonMapping : CsvMapping, value).First()
  return error ? `${error.path || 'the file'}: ${error.message}` : 'not a mapping'
}

/** The mapping, or in words what is wrong with it. FE2 */
export function readMapping(text: string): Mapping | string {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return 'not JSON'
  }
  if (!Value.Check(MAPPING, value)) return firstFault(value)
  const mapping = value
  if (mapping.format === 'csv' && !IANAZone.isValidZone(mapping.timezone)) return `/timezone: ${mapping.timezone} is no IANA zone`
  return mapping
}

/** Class of a type by its name in the file. */
export function classOf(rule: ClassRule, type: string): PrivacyClass {
  if (typeof rule === 'string') return rule
  const own = Object.hasOwn(rule, type) ? (rule as Readonly<Record<string, PrivacyClass>>)[type] : undefined
  return own ?? rule.default
}
