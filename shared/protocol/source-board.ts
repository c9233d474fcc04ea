import { Type, type Static } from '@sinclair/typebox'
import { CATALOGUE_SOURCE } from '../domain/catalogue.ts'
import { USE_LAYERS } from '../domain/dimension-use.ts'
import { words } from '../domain/words.ts'
import { SOURCE_STATES } from '../figures/value-state.ts'

const Names = Type.Object({ zh: Type.String(), en: Type.String() })
const Count = Type.Integer({ minimum: 0 })
const Heard = {
  state: words(SOURCE_STATES),
  /** Absent while there has been no word. */
  lastAt: Type.Optional(Type.String({ format: 'date-time' })),
  ageSeconds: Type.Optional(Type.Integer()),
  /** Late after so many seconds without word, stale after three times that. */
  limitSeconds: Count,
}

/** One registered source: who owns it, what for and until when, how fresh it is and which figures it spoils now. */
export const SOURCE_TILE = Type.Object({
  id: Type.String(),
  name: Names,
  owner: Names,
  purpose: Names,
  ...Heard,
  /** Events accepted since the city's midnight; class T and work state alone. */
  today: Count,
  /** Last local day on which it may send; absent: no end is set. */
  validTo: Type.Optional(Type.String()),
  /** What it was refused for: how often, when last, in which fields ('' for one not of the contract); never what it sent. */
  refusals: Type.Array(
    Type.Object({
      code: Type.String(),
      count: Count,
      lastAt: Type.String({ format: 'date-time' }),
      fields: Type.Array(Type.String()),
    }),
  ),
  /** Its entry in the register of sources. */
  register: CATALOGUE_SOURCE.properties.register,
  agreed: CATALOGUE_SOURCE.properties.agreed,
  expiresAt: CATALOGUE_SOURCE.properties.expiresAt,
  /** Its authorisation has ended: nothing more is taken from it. */
  expired: Type.Optional(Type.Boolean()),
  /** Figures that need it and are late or stale now, each named once without its window. */
  spoils: Type.Array(Type.String()),
})

/** How a layer whose rules take a dimension in may use it; `waiting`: it gets no reading until somebody approves. PR14 */
export const DIMENSION_USE = Type.Object({
  layer: words(USE_LAYERS),
  /** Names of the rules. */
  rules: Type.Array(Names),
  state: words(['covered', 'approved', 'waiting']),
  /** The last word on it. */
  decided: Type.Optional(Type.Object({ at: Type.String({ format: 'date-time' }), postName: Names, reason: Type.String() })),
})

/** One dimension: where it is measured, and how much of it arrives. */
export const DIMENSION_TILE = Type.Object({
  code: Type.String(),
  name: Names,
  unit: Names,
  source: Type.String(),
  ...Heard,
  /** Places read in the last 24 hours, and those of them read within three times the limit. */
  places: Type.Object({ heard: Count, lately: Count }),
  illustrative: Type.Boolean(),
  uses: Type.Array(DIMENSION_USE),
})

/** Answer of `GET /api/v1/sources`. */
export const SOURCE_BOARD = Type.Object({
  asOf: Type.String({ format: 'date-time' }),
  sources: Type.Array(SOURCE_TILE),
  dimensions: Type.Array(DIMENSION_TILE),
  /** Whether who asks may approve uses. */
  mayApprove: Type.Boolean(),
})

export type SourceTile = Static<typeof SOURCE_TILE>
export type DimensionUse = Static<typeof DIMENSION_USE>
export type DimensionTile = Static<typeof DIMENSION_TILE>
export type SourceBoard = Static<typeof SOURCE_BOARD>
