import { EXPLAIN_WORDS } from '../../i18n/explain-words.ts'
import { numberText } from '../../i18n/numbers.ts'
import { nameIn } from '../../i18n/words.ts'
import { missedSign, signOf } from '../../state/tier-reason.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import type { Explained } from './explained.ts'

type Inputs = NonNullable<Explained['tier']>['inputs']

/** What each input of the rule reads against its cut: the one it reached, or the nearest it did not. TR8 */
export function TierInputs({ of }: { readonly of: Inputs }) {
  const lang = useLang()
  const rule = usePanel(({ city }) => city?.rules.tiers.find(({ inForce }) => inForce))
  const nameOf = (input: string) => {
    const name = rule?.kind === 'computed' ? rule.inputs[input]?.name : undefined
    return name === undefined ? input : nameIn(lang, name)
  }
  return of.map(({ input, reading, part, rank, cut }) => {
    const number = typeof reading === 'number'
    const sign = cut && (number && rank <= 1 ? missedSign(cut.compare) : signOf(cut.compare))
    return (
      <p key={input} className="note" data-input={input}>
        {nameOf(input)}{' '}
        <b className="number">{number ? numberText(reading, Number.isInteger(reading) ? 'count' : 'real', 1) : '–'}</b>
        {number && cut && ` ${sign} ${numberText(cut.value, 'count', 0)}`}
        {part === 'decides' && ` · ${nameIn(lang, EXPLAIN_WORDS.decides)}`}
      </p>
    )
  })
}
