import type { ComputedTierRule } from '../../shared/domain/tier-rules.ts'
import { UNKNOWN } from '../../shared/rules/tier-names.ts'

type RollUp = NonNullable<ComputedTierRule['rollUp']>

/**
 * Rank of an area from the ranks of the areas right below it: the worst of them, or the worst that a share of
 * them has reached. While some are unknown so is the area, unless the rest already gives the highest rank or the
 * rule leaves the unknown ones out. TR4
 */
export function rollUp({ by, share = 1, unknown = 'unknown' }: RollUp, below: readonly number[], highest: number): number {
  const known = below.filter((rank) => rank !== UNKNOWN)
  if (known.length === 0) return UNKNOWN
  const of = unknown === 'ignore' ? known.length : below.length
  const enough = (rank: number) => known.filter((other) => other >= rank).length >= share * of
  let rank = by === 'worst' ? Math.max(...known) : highest
  if (by === 'share') while (rank > 1 && !enough(rank)) rank -= 1
  return unknown === 'ignore' || known.length === below.length || rank === highest ? rank : UNKNOWN
}
