import type { GivenTierRule } from '../../shared/domain/tier-rules.ts'
import { rankOf, tiersOf } from '../../shared/rules/tier-names.ts'

/** What an authority has published that stands on a day. */
export interface GivenTiers {
  /** YYYY-MM-DD. */
  readonly asOf: string
  /** Node code → rank. */
  readonly ranks: ReadonlyMap<string, number>
}

/** The newest publication of a day that is not ahead, as it is; undefined before the first. TR9 */
export function givenOn(rule: GivenTierRule, day: string): GivenTiers | undefined {
  const newest = rule.publications.findLast(({ asOf }) => asOf <= day)
  if (!newest) return undefined
  const tiers = tiersOf(rule)
  return { asOf: newest.asOf, ranks: new Map(Object.entries(newest.tiers).map(([code, name]) => [code, rankOf(tiers, name)])) }
}
