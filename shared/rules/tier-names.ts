import { FIVE_COLOURS } from '../domain/five-colours.ts'
import type { TierWords } from '../domain/tier-rules.ts'

/** 1 for the lowest tier of a rule, one more for each above it; unknown is none of them. */
export const UNKNOWN = 0

/** A rule's own tiers, lowest first. */
export function tiersOf({ tiers }: { readonly tiers?: readonly TierWords[] | undefined }): readonly TierWords[] {
  return tiers ?? FIVE_COLOURS
}

/** 1 … n; UNKNOWN for a name that the rule does not have. Aliases count, letter case does not. */
export function rankOf(tiers: readonly TierWords[], name: string): number {
  const wanted = name.trim().toLowerCase()
  return 1 + tiers.findIndex(({ name: own, aliases = [] }) => [own, ...aliases].some((word) => word.toLowerCase() === wanted))
}
