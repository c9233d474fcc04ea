import type { AlarmRule, AlarmRuleOf, AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'

export function rulesOf<K extends AlarmRule['kind']>({ rules }: AlarmRules, kind: K): AlarmRuleOf<K>[] {
  return rules.filter((rule): rule is AlarmRuleOf<K> => rule.kind === kind)
}

/** Rules by the number of the type they speak of; a rule may name types or whole families. */
export function rulesByType<R extends { readonly types: readonly string[] }>(
  rules: readonly R[],
  { types }: Catalogue,
): readonly (readonly R[])[] {
  return types.map(({ code, family }) => rules.filter((rule) => rule.types.includes(code) || rule.types.includes(family)))
}

const DAY_MS = 86_400_000
const dayOf = (date: string) => Date.parse(date) / DAY_MS

/** True on the days (numbers of local dates) on which the rule is in force. */
export function ruleIsValid({ validFrom, validTo }: AlarmRule, dayNumber: number): boolean {
  return (validFrom === undefined || dayNumber >= dayOf(validFrom)) && (validTo === undefined || dayNumber <= dayOf(validTo))
}
