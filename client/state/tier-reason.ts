import type { Role } from '../../shared/domain/role.ts'
import type { Comparison, ComputedTierRule, GivenTierRule, TierWords } from '../../shared/domain/tier-rules.ts'
import { explainTier, type ExplainedInput } from '../../shared/rules/explain-tier.ts'
import { tierScheme } from '../../shared/rules/tier-scheme.ts'

const SIGNS = { '>=': '≥', '>': '>', '<=': '≤', '<': '<' } as const
const OPPOSITE = { '>=': '<', '>': '≤', '<=': '>', '<': '≥' } as const

/** A comparison as people write it. */
export const signOf = (compare: Comparison): string => SIGNS[compare]

/** What holds of a value that a cut is not reached by. */
export const missedSign = (compare: Comparison): string => OPPOSITE[compare]

interface Standing {
  /** Stands on the published day. */
  readonly inForce: boolean
  readonly tiers: readonly TierWords[]
}

/** A tier rule as `/api/v1/city` tells it: whole, but for what an authority published. */
export type TierRuleFacts =
  (ComputedTierRule & Standing) | (Omit<GivenTierRule, 'publications'> & Standing & { readonly asOf?: string })

/** What one input of the rule said of an area. */
export interface TierReason {
  readonly key: string
  /** What was compared with the cuts; null where the figure is missing. */
  readonly value: number | null
  readonly per100Grids: boolean
  /** 1 … 5; null where the figure is missing. */
  readonly tier: number | null
  /** The cut that was reached; for the lowest tier one that was not. */
  readonly cut: number
  readonly compare: Comparison
}

export interface TierInputs {
  readonly role: Role | undefined
  /** NaN where the figure has no number. */
  value(key: string): number
  readonly grids: number
}

/** Why an area has its tier: each input of the rule that speaks of its role, the one that decided first. TR8 */
export function tierReasons(rule: TierRuleFacts | undefined, { role, value, grids }: TierInputs): TierReason[] {
  if (rule?.kind !== 'computed' || role === undefined) return []
  const compared = (input: string) => {
    const { key = '', per100Grids = false } = rule.inputs[input] ?? {}
    const v = per100Grids ? (value(key) * 100) / grids : value(key)
    return Number.isFinite(v) ? v : 'missing'
  }
  const { inputs } = explainTier(tierScheme(rule), role, compared)
  const asReason = ({ input, key = '', reading, rank, cut }: ExplainedInput): TierReason => ({
    key,
    value: typeof reading === 'number' ? reading : null,
    per100Grids: rule.inputs[input]?.per100Grids === true,
    tier: rule.tiers[rank - 1]?.level ?? null,
    cut: cut?.value ?? 0,
    compare: cut?.compare ?? '>=',
  })
  const scaled = inputs.filter(({ part }) => part !== 'chooses' && part !== 'ignored').map(asReason)
  return scaled.sort((a, b) => (b.tier ?? Infinity) - (a.tier ?? Infinity))
}
