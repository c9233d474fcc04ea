import { Type, type Static } from '@sinclair/typebox'

export const LONGEST_REASON = 200

const strict = { additionalProperties: false }
const Post = Type.String({ minLength: 1, maxLength: 64 })
const Reason = Type.String({ minLength: 1, maxLength: LONGEST_REASON })
const Cuts = Type.Record(Type.String({ pattern: '^[a-zA-Z]{1,20}$' }), Type.Number(), { minProperties: 1, maxProperties: 4 })
const Id = Type.String({ pattern: '^[0-9a-f]{24}$' })
const Key = Type.String({ maxLength: 128 })
/** Tells one account of another for one proposal alone; no name can be read from it. */
const By = Type.String({ pattern: '^[0-9a-f]{24}$' })

/** What a desk sends to propose other cuts for a rule; `alone`: in force at once, by night, until a second person decides. */
export const THRESHOLD_BODY = Type.Object(
  {
    rule: Type.String({ minLength: 1, maxLength: 32 }),
    cuts: Cuts,
    reason: Reason,
    post: Type.Optional(Post),
    alone: Type.Optional(Type.Boolean()),
  },
  strict,
)
/** What the second person sends. */
export const THRESHOLD_DECISION_BODY = Type.Object({ post: Type.Optional(Post) }, strict)

/** A proposal as the log holds it. AL14 */
export const THRESHOLD_PROPOSED = Type.Object(
  {
    act: Type.Literal('threshold-proposed'),
    id: Id,
    /** Of the file of rules that it changes; under another one it says nothing. */
    version: Type.String(),
    rule: Type.String(),
    cuts: Cuts,
    reason: Reason,
    post: Post,
    by: By,
    /** 0: waits for a second person. Else in force from the entry on, up to this epoch second. */
    until: Type.Integer({ minimum: 0 }),
    key: Key,
  },
  strict,
)
export type ThresholdProposed = Static<typeof THRESHOLD_PROPOSED>

/** What the second person decided, as the log holds it. AL14 */
export const THRESHOLD_DECIDED = Type.Object(
  { act: Type.Literal('threshold-decided'), id: Id, approved: Type.Boolean(), post: Post, by: By, key: Key },
  strict,
)
export type ThresholdDecided = Static<typeof THRESHOLD_DECIDED>

export const THRESHOLD_ACT = Type.Union([THRESHOLD_PROPOSED, THRESHOLD_DECIDED])
export type ThresholdAct = Static<typeof THRESHOLD_ACT>
