import type { Role } from '../../shared/domain/role.ts'
import type { TierRules } from '../../shared/domain/tier-rules.ts'

type Table = TierRules['tier']['tables'][number]

/** What the rules see of a node: its published T figures, NaN where there is none, and how many grids it holds. */
export interface TierInputs {
  value(key: string): number
  readonly grids: number
}

function tierOfTable(table: Table, role: Role, inputs: TierInputs): number | undefined {
  const cuts = table.cuts[role]
  if (!cuts) return undefined
  const raw = inputs.value(table.key)
  const value = table.per100Grids ? (raw * 100) / inputs.grids : raw
  return Number.isFinite(value) ? 1 + cuts.filter((lowest) => value >= lowest).length : Number.NaN
}

/**
 * The tier of a node of that role: the worst of its tables. NaN (unknown) where no table speaks of the
 * role or one of its inputs is missing, so that what is not known never looks calm. AG5
 */
export function tierOf(rules: TierRules, role: Role, inputs: TierInputs): number {
  const tiers = rules.tier.tables.flatMap((table) => tierOfTable(table, role, inputs) ?? [])
  return tiers.length === 0 ? Number.NaN : Math.max(...tiers)
}
