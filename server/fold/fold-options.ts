import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import type { WorkCalendar } from '../../shared/domain/work-calendar.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { CasePrint } from './person-cases.ts'

export interface FoldOptions {
  readonly tree: CityTree
  readonly catalogue: Catalogue
  readonly calendar: CityCalendar
  /** Stands for the name of a masked event and the number of a P or X case. */
  readonly print: CasePrint
  /** What alarms are computed from; nothing by default. */
  readonly alarms?: AlarmRules | undefined
  /** The event with a number of the log, asked for when a step of a case is corrected. */
  readonly eventAt: (seq: number) => StoredEvent | undefined
  /** Holidays, office hours and limits of the pack; without it only what sources say is due. */
  readonly workCalendar?: WorkCalendar | undefined
}

/** Who looks at the whole city at full multiples of some seconds of the clock, so that what it keeps follows the log alone. */
export interface Assessor {
  /** 0: never. */
  readonly everySeconds: number
  /** What was looked at longer ago than this leaves no trace, so that a long leap need not stop there; Infinity where it does. */
  readonly reachSeconds: number
  /** The clock stands at this second; entries stamped before it are folded, others are not. */
  assess(second: number): void
}
