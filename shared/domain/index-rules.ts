import { Type, type Static } from '@sinclair/typebox'
import { RULE_DAY } from './tier-rules.ts'
import { words } from './words.ts'
import { Names } from './names.ts'

const strict = { additionalProperties: false }

const Indicator = Type.Object(
  {
    name: Names,
    /** A published class T figure; who sends it stands in the catalogue. */
    key: Type.String({ minLength: 1, maxLength: 64 }),
    weight: Type.Number({ exclusiveMinimum: 0 }),
    /** Values of the figure that are 0 and 100 points; straight between them, no further beyond. */
    zeroAt: Type.Number(),
    hundredAt: Type.Number(),
    /** `unknown` by default: then neither index is known. */
    missing: Type.Optional(words(['unknown', 'ignore'])),
  },
  strict,
)

const Index = Type.Object(
  {
    indicators: Type.Array(Indicator, { minItems: 1, maxItems: 20 }),
    /** Points below which it is too loose, and above which too tight. */
    band: Type.Object({ loose: Type.Number(), tight: Type.Number() }, strict),
  },
  strict,
)

/** Order and vitality as one pair: what they are made of, which document adopts them, and when they pull apart. */
export const INDEX_RULE = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,63}$' }),
    version: Type.String({ minLength: 1, maxLength: 40 }),
    author: Type.String({ minLength: 1, maxLength: 120 }),
    validFrom: RULE_DAY,
    validTo: Type.Optional(RULE_DAY),
    /** The document that adopts the indices; without one they are off. */
    adoptedBy: Type.Optional(Names),
    order: Index,
    vitality: Index,
    /** Share of order in the combined index; vitality has the rest. */
    orderShare: Type.Number({ exclusiveMinimum: 0, exclusiveMaximum: 1 }),
    /** Order rose by so many points while vitality fell by so many, over so many hours. */
    coupling: Type.Object(
      {
        rise: Type.Number({ exclusiveMinimum: 0 }),
        fall: Type.Number({ exclusiveMinimum: 0 }),
        overHours: Type.Integer({ minimum: 1, maximum: 24 }),
      },
      strict,
    ),
  },
  strict,
)

export type IndexRule = Static<typeof INDEX_RULE>
export type PairIndicator = Static<typeof Indicator>
