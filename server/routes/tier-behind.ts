import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import type { TierRule } from '../../shared/domain/tier-rules.ts'
import { ruleInForce } from '../../shared/rules/check-rule-book.ts'
import { explainTier } from '../../shared/rules/explain-tier.ts'
import { tierScheme } from '../../shared/rules/tier-scheme.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Published } from '../publish/published.ts'

export interface TierBehindParts {
  readonly published: Published
  readonly tree: CityTree
  readonly rules: RuleBook
  readonly calendar: CityCalendar
}

function gridsUnder(tree: CityTree, node: number): number {
  if (tree.levels[tree.level(node)]?.role === 'grid') return 1
  let grids = 0
  for (const child of tree.children(node)) grids += gridsUnder(tree, child)
  return grids
}

/** The tier rule that stands on the published day; undefined where none does. */
export function tierRuleNow({ published, rules, calendar }: Omit<TierBehindParts, 'tree'>): TierRule | undefined {
  return rules.tiers[ruleInForce(rules.tiers, calendar.dayName(calendar.dayNumber(published.asOf)))]
}

/** What each input of the standing rule says of an area, from published figures; undefined for a given tier. TR8 */
export function tierBehind(parts: TierBehindParts, node: number, keys: ReadonlyMap<string, number>): object | undefined {
  const { published, tree } = parts
  const rule = tierRuleNow(parts)
  if (rule?.kind !== 'computed') return undefined
  const grids = Math.max(1, gridsUnder(tree, node))
  const read = (input: string) => {
    const { key = '', per100Grids = false } = rule.inputs[input] ?? {}
    const v = published.value(keys.get(key) ?? -1, node)
    return Number.isFinite(v) ? (per100Grids ? (v * 100) / grids : v) : 'missing'
  }
  return explainTier(tierScheme(rule), tree.levels[tree.level(node)]?.role, read)
}

/** How many areas of each level below stand at each tier, as published; index 0 of `tiers` counts those without one; levels no rule judges are left out. AG7 */
export function tiersBelow(
  { published, tree }: Pick<TierBehindParts, 'published' | 'tree'>,
  node: number,
  key: number,
): readonly object[] {
  const levels = tree.levels.map(({ level }, rank) => ({
    level,
    told: rank > tree.level(node) && published.keysAt(rank).includes(key),
    tiers: [0, 0, 0, 0, 0, 0],
  }))
  const count = (at: number): void => {
    for (const child of tree.children(at)) {
      const level = levels[tree.level(child)]
      if (!level?.told) continue
      const tier = published.value(key, child)
      const place = tier >= 1 && tier <= 5 ? tier : 0
      level.tiers[place] = (level.tiers[place] ?? 0) + 1
      count(child)
    }
  }
  count(node)
  return levels
    .filter(({ told, tiers }) => told && tiers.some((areas, tier) => tier > 0 && areas > 0))
    .map(({ level, tiers }) => ({ level, tiers }))
}
