import { Value } from '@sinclair/typebox/value'
import { ALARM_RULES, type AlarmRule } from '../domain/alarm-rules.ts'

/** Numbers of a rule by their names. */
export type Cuts = Readonly<Record<string, number>>

/** What of a rule may be changed from a desk, by its kind. Of a coverage rule its hour is a matter of the pack. AL14 */
const CUTS_OF: Readonly<Partial<Record<AlarmRule['kind'], readonly string[]>>> = {
  cluster: ['count', 'minutes'],
  reading: ['from', 'until'],
  'silent-source': ['limits'],
  coverage: ['below'],
  coupling: ['afterMinutes', 'clearMinutes'],
}
/** As many cases of an area are remembered, and for as long, so that a cluster can be counted anew under other cuts. */
export const CLUSTER_KEPT = { count: 50, minutes: 1440 }

/** The cuts of a rule as it stands; empty where it has none. */
export function cutsOf(rule: AlarmRule): Cuts {
  const numbers = rule as unknown as Readonly<Record<string, number>>
  return Object.fromEntries((CUTS_OF[rule.kind] ?? []).map((name) => [name, numbers[name] ?? 0]))
}

/** The rule with other cuts. */
export function withCuts<R extends AlarmRule>(rule: R, cuts: Cuts): R {
  return { ...rule, ...cuts }
}

/** Why a rule cannot have these cuts, in words; undefined where it can. */
export function cutFault(rule: AlarmRule, cuts: Cuts): string | undefined {
  const now = cutsOf(rule)
  const unknown = Object.keys(cuts).find((name) => !(name in now))
  if (unknown !== undefined) return `${rule.id} has the cuts ${Object.keys(now).join(', ') || 'none'}; it has no ${unknown}.`
  if (Object.entries(cuts).every(([name, value]) => now[name] === value)) return 'These are the cuts in force.'
  const changed = withCuts(rule, cuts)
  if (!Value.Check(ALARM_RULES.properties.rules.items, changed)) return 'A number is outside what a rule of this kind may have.'
  if (changed.kind === 'reading' && changed.until > changed.from) return 'until lies at or under from.'
  const most = CLUSTER_KEPT
  if (changed.kind === 'cluster' && (changed.count > most.count || changed.minutes > most.minutes))
    return `A cluster is counted up to ${most.count} cases and ${most.minutes} minutes; more is a matter of the pack.`
  return undefined
}
