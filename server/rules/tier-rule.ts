import type { Role } from '../../shared/domain/role.ts'
import type { CityRules, TierCut } from '../../shared/domain/rules.ts'

/** What a rule sees of a node: its published T figures, NaN where there is none, and how many grids it holds. */
export interface TierInputs {
  value(key: string): number
  readonly grids: number
}

function tierOfCut(cut: TierCut, inputs: TierInputs): number {
  const raw = inputs.value(cut.key)
  const value = cut.per100Grids ? (raw * 100) / inputs.grids : raw
  if (!Number.isFinite(value)) return Number.NaN
  return 1 + cut.cuts.filter((lowest) => value >= lowest).length
}

/**
 * The tier of a node of that role: the worst of its cuts. NaN (unknown) where no cut is meant for the
 * role or one of its inputs is missing, so that what is not known never looks calm. AG5
 */
export function tierOf(rules: CityRules, role: Role, inputs: TierInputs): number {
  const tiers = rules.tier.filter((cut) => cut.roles.includes(role)).map((cut) => tierOfCut(cut, inputs))
  return tiers.length === 0 ? Number.NaN : Math.max(...tiers)
}
