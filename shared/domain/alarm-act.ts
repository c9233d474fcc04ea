import { Type, type Static } from '@sinclair/typebox'
import { ALARM_ACTIONS } from './alarm.ts'
import { words } from './words.ts'

export const LONGEST_COMMENT = 200
const LONGEST_SHELVE_MINUTES = 480

/** What a desk sends with an act; the post is one of the rules' posts, never a person. */
export const ALARM_ACT_BODY = Type.Object(
  {
    post: Type.Optional(Type.String({ minLength: 1, maxLength: 64 })),
    comment: Type.Optional(Type.String({ maxLength: LONGEST_COMMENT })),
    /** Shelving alone: for how long. */
    minutes: Type.Optional(Type.Integer({ minimum: 1, maximum: LONGEST_SHELVE_MINUTES })),
  },
  { additionalProperties: false },
)
export type AlarmActBody = Static<typeof ALARM_ACT_BODY>

/** A desk's act as the log holds it. AL4 */
export const ALARM_ACT = Type.Object(
  {
    act: Type.Literal('alarm'),
    action: words(ALARM_ACTIONS),
    ids: Type.Array(Type.String({ minLength: 1, maxLength: 300 }), { minItems: 1 }),
    post: Type.String(),
    comment: Type.String(),
    minutes: Type.Integer({ minimum: 0 }),
    /** The sender's key of repetition, '' for none. */
    key: Type.String({ maxLength: 128 }),
  },
  { additionalProperties: false },
)
export type AlarmAct = Static<typeof ALARM_ACT>
