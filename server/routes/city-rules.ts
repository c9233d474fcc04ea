import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { FIVE_COLOURS } from '../../shared/domain/five-colours.ts'
import type { TierRule } from '../../shared/domain/tier-rules.ts'

type RuleDays = Pick<TierRule, 'validFrom' | 'validTo'>

/** The rules that a city is judged by, whole but for what authorities published; `inForce` on that day (YYYY-MM-DD). TR6 */
export function describeRules({ tiers, indices = [] }: RuleBook, day: string): object {
  const stands = ({ validFrom, validTo }: RuleDays) => validFrom <= day && (validTo === undefined || day < validTo)
  return {
    indices: indices.map((rule) => ({ ...rule, inForce: stands(rule) })),
    tiers: tiers.map((rule) => {
      const inForce = stands(rule)
      const named = (rule.tiers ?? FIVE_COLOURS).map((tier) => ({
        ...tier,
        words: tier.words ?? { zh: tier.name, en: tier.name },
      }))
      if (rule.kind === 'computed') return { ...rule, inForce, tiers: named }
      const { publications, ...facts } = rule
      const newest = publications.findLast(({ asOf }) => asOf <= day)
      return { ...facts, ...(newest ? { asOf: newest.asOf } : {}), inForce, tiers: named }
    }),
  }
}
