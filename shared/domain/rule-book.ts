import type { Static } from '@sinclair/typebox'
import { Type } from '@sinclair/typebox'
import { INDEX_RULE } from './index-rules.ts'
import { COMPUTED_TIER_RULE, GIVEN_TIER_RULE, TABLE_WORDS } from './tier-rules.ts'

/** `rules.json` of a pack: the rules a city is judged by, each with its days; rules of one kind follow each other. */
export const RULE_BOOK = Type.Object(
  {
    tiers: Type.Array(Type.Union([COMPUTED_TIER_RULE, GIVEN_TIER_RULE]), { minItems: 1 }),
    /** Order and vitality; none: off. */
    indices: Type.Optional(Type.Array(INDEX_RULE)),
    /** Only for trying the rules against published tables. */
    table: Type.Optional(TABLE_WORDS),
  },
  { additionalProperties: false },
)

export type RuleBook = Static<typeof RULE_BOOK>
