import { Type, type Static } from '@sinclair/typebox'
import { LONGEST_REASON } from './threshold-act.ts'
import { words } from './words.ts'

/** Layers in which a dimension can serve beside its own figure: rules of tiers and indices, and rules of alarms. PR14 */
export const USE_LAYERS = ['tiers', 'alarms'] as const
export type UseLayer = (typeof USE_LAYERS)[number]

const strict = { additionalProperties: false }
const Dimension = Type.String({ minLength: 1, maxLength: 64 })
const Reason = Type.String({ minLength: 1, maxLength: LONGEST_REASON })
const Post = Type.String({ minLength: 1, maxLength: 64 })

/** What is sent to approve a further use of a dimension, or (`approved: false`) to withdraw it. */
export const DIMENSION_USE_BODY = Type.Object(
  { dimension: Dimension, layer: words(USE_LAYERS), approved: Type.Boolean(), reason: Reason, post: Type.Optional(Post) },
  strict,
)

/** The same as the log holds it; who decided stands in the audit. PR14 */
export const DIMENSION_USE_ACT = Type.Object(
  {
    act: Type.Literal('dimension-use'),
    dimension: Dimension,
    layer: words(USE_LAYERS),
    approved: Type.Boolean(),
    reason: Reason,
    post: Post,
    key: Type.String({ maxLength: 128 }),
  },
  strict,
)
export type DimensionUseAct = Static<typeof DIMENSION_USE_ACT>
