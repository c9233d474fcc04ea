import { Type, type Static } from '@sinclair/typebox'
import { ALARM_NOTICE } from './alarm-notice.ts'
import { ALARM_ACT } from './alarm-act.ts'
import { BRIEFING_KEPT, BRIEFING_VISIT, FIGURE_CONFIRMED } from './briefing-act.ts'
import { CASE_ACT, CASE_RECEIPT } from './case-act.ts'
import { DIMENSION_USE_ACT } from './dimension-use.ts'
import { THRESHOLD_DECIDED, THRESHOLD_PROPOSED } from './threshold-act.ts'
import { HANDOVER_GIVEN, HANDOVER_TAKEN, SHIFT_NOTE } from './shift-act.ts'

/** Acts that one door writes to the log: on alarms, on cases, receipts of the latter, that an alarm left the room, notes and handovers of a shift, briefings kept and visits, cuts of alarm rules proposed and decided, uses of dimensions approved. */
export const DESK_ACT = Type.Union([
  ALARM_ACT,
  CASE_ACT,
  CASE_RECEIPT,
  ALARM_NOTICE,
  SHIFT_NOTE,
  HANDOVER_GIVEN,
  HANDOVER_TAKEN,
  BRIEFING_KEPT,
  BRIEFING_VISIT,
  FIGURE_CONFIRMED,
  THRESHOLD_PROPOSED,
  THRESHOLD_DECIDED,
  DIMENSION_USE_ACT,
])
export type DeskAct = Static<typeof DESK_ACT>
