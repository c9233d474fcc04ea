import { Type, type Static } from '@sinclair/typebox'
import { ROLES, type Role } from './role.ts'

const strict = { additionalProperties: false }
const RoleWord = Type.Unsafe<Role>({ type: 'string', enum: ROLES })

/** One look at a node: a published T count, alone or per 100 grids, cut into tiers. */
const TierCut = Type.Object(
  {
    id: Type.String({ pattern: '^[a-z][a-z0-9-]{0,31}$' }),
    roles: Type.Array(RoleWord, { minItems: 1 }),
    /** Key of a published T count or rate. */
    key: Type.String({ minLength: 1, maxLength: 80 }),
    per100Grids: Type.Optional(Type.Boolean()),
    /** Lowest values of tiers 2, 3, 4 and 5, ascending. */
    cuts: Type.Tuple([Type.Number(), Type.Number(), Type.Number(), Type.Number()]),
  },
  strict,
)

/** `rules.json` of a city pack: how a node's tier (1 低 … 5 高) follows from its published figures. AG5 */
export const CITY_RULES = Type.Object(
  {
    version: Type.String({ minLength: 1, maxLength: 40 }),
    tier: Type.Array(TierCut, { maxItems: 64 }),
  },
  strict,
)

export type CityRules = Static<typeof CITY_RULES>
export type TierCut = Static<typeof TierCut>
