import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { FIVE_COLOURS } from '../../shared/domain/tier-rules.ts'

/** The rules that a city is judged by, whole but for what authorities published; `inForce` on that day (YYYY-MM-DD). TR6 */
export function describeRules({ tiers }: RuleBook, day: string): object {
  return {
    tiers: tiers.map((rule) => {
      const inForce = rule.validFrom <= day && (rule.validTo === undefined || day < rule.validTo)
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
