import { sayIn } from '../i18n/words.ts'
import { useLang } from '../state/wall-store.ts'

/** The tier as colour and numeral; without a tier an empty hatched mark. */
export function TierMark({ tier }: { readonly tier: number | null }) {
  const say = sayIn(useLang())
  const n = tier === null ? 0 : Math.min(5, Math.max(1, Math.round(tier)))
  const words = n === 0 ? say('tier.none') : say(`tier.${n as 1 | 2 | 3 | 4 | 5}`)
  return (
    <i className={`tier-mark tier-${n}`} title={words}>
      {n === 0 ? '' : n}
      <span className="unseen">{words}</span>
    </i>
  )
}
