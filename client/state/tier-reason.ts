import type { TierRules } from '../../shared/domain/tier-rules.ts'

/** The tables of a pack's tier rules, with the version that is in force. */
export interface TierTables {
  readonly version: string
  readonly tables: TierRules['tier']['tables']
}

/** What one table of the rules said of an area. */
export interface TierReason {
  readonly key: string
  /** What was compared with the cuts; null where the figure is missing. */
  readonly value: number | null
  readonly per100Grids: boolean
  /** 1 … 5; null where the figure is missing. */
  readonly tier: number | null
  /** The cut that was reached; for tier 1 the one that was not. */
  readonly cut: number
}

export interface TierInputs {
  readonly role: string
  /** NaN where the figure has no number. */
  value(key: string): number
  readonly grids: number
}

/** Why an area has its tier: each table that speaks of its role, the one that decided first. AG5 */
export function tierReasons({ tables }: TierTables, { role, value, grids }: TierInputs): TierReason[] {
  const reasons = tables.flatMap((table): TierReason[] => {
    const cuts = Object.entries(table.cuts).find(([name]) => name === role)?.[1]
    if (cuts === undefined) return []
    const per100Grids = table.per100Grids === true
    const compared = per100Grids ? (value(table.key) * 100) / grids : value(table.key)
    const { key } = table
    if (!Number.isFinite(compared)) return [{ key, value: null, per100Grids, tier: null, cut: cuts[0] }]
    const reached = cuts.filter((cut) => compared >= cut).length
    return [{ key, value: compared, per100Grids, tier: reached + 1, cut: cuts[Math.max(0, reached - 1)] ?? cuts[0] }]
  })
  return reasons.sort((a, b) => (b.tier ?? Infinity) - (a.tier ?? Infinity))
}
