import type { AlarmRules } from './alarm-rules.ts'

/** What a person at a desk may do with an alarm; `unack` and `unshelve` take back. */
export const ALARM_ACTIONS = ['ack', 'unack', 'shelve', 'unshelve', 'clear'] as const
export type AlarmAction = (typeof ALARM_ACTIONS)[number]

/** An alarm as it stands at the clock second; times are epoch seconds. AL2 */
export interface AlarmStanding {
  /** Rule and subject; the same for as long as the log is. */
  readonly id: string
  readonly rule: string
  readonly level: number
  readonly node: number
  /** What it is about: a case, a measure, a source, a dimension, or the area itself. */
  readonly subject: string
  /** Type, dimension or measure type where there is one. */
  readonly about: string | undefined
  /** The reading, the share or the number of cases behind it. */
  readonly value: number | undefined
  /** When its cause began, by event time. */
  readonly since: number
  /** When the wall came to know of it: its clock where it came later than its source's limit. */
  readonly knownAt: number
  /** Came later than its source's limit: listed as 补报, without sound or pulse. */
  readonly late: boolean
  readonly active: boolean
  readonly clearedAt: number | undefined
  /** How often it came back while it was damped. */
  readonly returns: number
  readonly ack: { readonly at: number; readonly until: number; readonly post: string; readonly comment: string } | undefined
  readonly shelved: { readonly until: number; readonly post: string; readonly comment: string } | undefined
  /** The alarm above that stands for it. */
  readonly suppressedBy: string | undefined
  /** From when it waits for an acknowledgement; undefined while it has one. */
  readonly waitsSince: number | undefined
}

/** Waits for a person: unacknowledged, not shelved, not suppressed. */
export const isWaiting = (alarm: AlarmStanding): boolean =>
  alarm.waitsSince !== undefined && alarm.shelved === undefined && alarm.suppressedBy === undefined

/** How many posts an alarm has gone up by the clock second; 0 while its own post has time. AL5 */
export function escalationOf(alarm: AlarmStanding, rules: AlarmRules, clock: number): number {
  if (!isWaiting(alarm) || !alarm.active) return 0
  const step = (rules.acknowledgeMinutes[alarm.level - 1] ?? 1) * 60
  return Math.min(rules.posts.length, Math.floor((clock - (alarm.waitsSince ?? clock)) / step))
}

const LOAD_WINDOW_S = 600

/** Alarms that asked for a person at one desk in the last ten minutes. AL8 */
export function alarmLoad(alarms: readonly AlarmStanding[], rules: AlarmRules, clock: number): number {
  const asked = alarms.filter((alarm) => !alarm.late && alarm.suppressedBy === undefined && alarm.knownAt > clock - LOAD_WINDOW_S)
  return asked.length / rules.load.desks
}
