import { Type, type Static } from '@sinclair/typebox'
import { ALARM_ACT } from './alarm-act.ts'
import { CASE_ACT, CASE_RECEIPT } from './case-act.ts'

/** Acts that one door writes to the log: on alarms, on cases, and receipts of the latter. */
export const DESK_ACT = Type.Union([ALARM_ACT, CASE_ACT, CASE_RECEIPT])
export type DeskAct = Static<typeof DESK_ACT>
