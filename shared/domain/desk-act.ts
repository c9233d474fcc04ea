import { Type, type Static } from '@sinclair/typebox'
import { ALARM_NOTICE } from './alarm-notice.ts'
import { ALARM_ACT } from './alarm-act.ts'
import { CASE_ACT, CASE_RECEIPT } from './case-act.ts'

/** Acts that one door writes to the log: on alarms, on cases, receipts of the latter, and that an alarm left the room. */
export const DESK_ACT = Type.Union([ALARM_ACT, CASE_ACT, CASE_RECEIPT, ALARM_NOTICE])
export type DeskAct = Static<typeof DESK_ACT>
