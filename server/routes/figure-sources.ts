import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { CatalogueSource } from '../../shared/domain/catalogue.ts'
import type { IndexRule } from '../../shared/domain/index-rules.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { requiresSource } from '../../shared/figures/required-sources.ts'
import { ruleInForce } from '../../shared/rules/check-rule-book.ts'
import type { Published } from '../publish/published.ts'
import { tierRuleNow } from './tier-behind.ts'

export interface FigureSourcesParts {
  readonly published: Published
  readonly rules: RuleBook
  readonly calendar: CityCalendar
}

/** The rule of the pair that stands and is adopted on the published day; undefined where none does. IX4 */
export function indexRuleNow({ published, rules: { indices = [] }, calendar }: FigureSourcesParts): IndexRule | undefined {
  const rule = indices[ruleInForce(indices, calendar.dayName(calendar.dayNumber(published.asOf)))]
  return rule?.adoptedBy ? rule : undefined
}

function inputsNow({ key, base }: KeyDef, parts: FigureSourcesParts): ReadonlySet<string> | undefined {
  if (key === 'tier') {
    const rule = tierRuleNow(parts)
    return rule?.kind === 'computed' ? new Set(Object.values(rule.inputs).flatMap((input) => input.key ?? [])) : undefined
  }
  if (!base.startsWith('index.')) return undefined
  const rule = indexRuleNow(parts)
  return new Set(rule ? [...rule.order.indicators, ...rule.vitality.indicators].map((indicator) => indicator.key) : [])
}

/** True where a figure hangs on a source; what a rule judges hangs on the sources of the figures the rule looks at. AG4 AG5 */
export type NeedsSource = (def: KeyDef, source: CatalogueSource) => boolean

/** Looks up what figures hang on, by the rules of the published day. */
export function needsSource(parts: FigureSourcesParts): NeedsSource {
  return (def, source) => {
    const inputs = inputsNow(def, parts)
    if (!inputs) return requiresSource(def, source)
    return parts.published.keys.some((input) => inputs.has(input.key) && requiresSource(input, source))
  }
}
