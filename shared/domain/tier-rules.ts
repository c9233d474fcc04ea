import { Type, type Static } from '@sinclair/typebox'
import { ROLES } from './role.ts'

const strict = { additionalProperties: false }
/** Values from which tiers 2, 3, 4 and 5 begin (≥), ascending. */
const Cuts = Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()])

/** `rules.json` of a pack: how an area's tier (1 low … 5 high) follows from its published class T figures. */
export const TIER_RULES = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    tier: Type.Object(
      {
        /** Each table gives a tier: one more than the number of cuts that the figure reaches; the worst stands. */
        combine: Type.Literal('worst'),
        compare: Type.Literal('>='),
        tables: Type.Array(
          Type.Object(
            {
              key: Type.String({ minLength: 1, maxLength: 64 }),
              /** The figure is taken for every 100 grids of the area, so that wide and narrow areas compare. */
              per100Grids: Type.Optional(Type.Boolean()),
              /** By role; a table says nothing about roles it leaves out. */
              cuts: Type.Object(Object.fromEntries(ROLES.map((role) => [role, Type.Optional(Cuts)])), strict),
            },
            strict,
          ),
          { minItems: 1 },
        ),
      },
      strict,
    ),
  },
  strict,
)

export type TierRules = Static<typeof TIER_RULES>
