import { Type, type Static } from '@sinclair/typebox'
import { words } from './words.ts'

/** That an escalated alarm left the room, as the log holds it. AL10 */
export const ALARM_NOTICE = Type.Object(
  {
    act: Type.Literal('alarm-notice'),
    alarm: Type.String({ minLength: 1, maxLength: 300 }),
    channel: Type.String({ minLength: 1, maxLength: 32 }),
    /** Clock second from which the alarm waited. */
    waits: Type.Integer(),
    /** How many posts it had gone up. */
    step: Type.Integer({ minimum: 1 }),
    status: words(['taken', 'refused']),
    key: Type.String({ maxLength: 128 }),
  },
  { additionalProperties: false },
)
export type AlarmNotice = Static<typeof ALARM_NOTICE>
