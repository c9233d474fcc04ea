import type { Role } from '../../shared/domain/role.ts'
import type { TierRules } from '../../shared/domain/tier-rules.ts'

type Table = TierRules['tier']['tables'][number]

/** What the rules see of a node: its published T figures, NaN where there is none, and how many grids it holds. */
export interface TierInputs {
  value(key: string): number
  readonly grids: number
}

/** NaN where the input is missing. */
function tierOfTable(table: Table, cuts: readonly number[], inputs: TierInputs): number {
  const raw = inputs.value(table.key)
  const value = table.per100Grids ? (raw * 100) / inputs.grids : raw
  if (!Number.isFinite(value)) return Number.NaN
  let tier = 1
  for (const lowest of cuts) if (value >= lowest) tier++
  return tier
}

/**
 * The tier of a node of that role: the worst of its tables. NaN (unknown) where no table speaks of the
 * role or one of its inputs is missing, so that what is not known never looks calm. AG5
 */
export function tierOf(rules: TierRules, role: Role, inputs: TierInputs): number {
  let worst = 0
  for (const table of rules.tier.tables) {
    const cuts = table.cuts[role]
    if (cuts) worst = Math.max(worst, tierOfTable(table, cuts, inputs))
  }
  return worst === 0 ? Number.NaN : worst
}
