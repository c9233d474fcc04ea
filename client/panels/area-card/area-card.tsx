import { numberText } from '../../i18n/numbers.ts'
import { cityTime } from '../../i18n/times.ts'
import { sayCardIn } from '../../i18n/card-words.ts'
import { nameIn, shortName } from '../../i18n/words.ts'
import type { Lang } from '../../../shared/protocol/messages.ts'
import { missedSign, signOf } from '../../state/tier-reason.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { TierMark } from '../tier-mark.tsx'
import { cardView, type CardView } from './area-card-figures.ts'

/** The same card for pointer, tap and keys: which area, how it stands, why, how fresh. SC-M3 */
export function AreaCard() {
  const lang = useLang()
  const say = sayCardIn(lang)
  const card = usePanel(cardView)
  if (card === undefined) return null
  const level = card.level === undefined ? '' : shortName(nameIn(lang, card.level))
  const path = card.path.map((each) => nameIn(lang, each)).join(' › ')
  return (
    <section className="area-card" data-panel="area-card" data-code={card.code} aria-label={say('card.title')} aria-live="polite">
      <header>
        <TierMark tier={card.tier.v} />
        <b className="name">{nameIn(lang, card.name)}</b>
        <span className="note path">{[level, path].filter(Boolean).join(' · ')}</span>
        <span className="note number">{say('card.asOf', { time: cityTime(lang, card.timezone).clock(card.asOf) })}</span>
      </header>
      <dl>
        {card.figures.map(({ word, of }) => (
          <div key={of.key}>
            <dt className="note">{say(word)}</dt>
            <dd>
              <Figure of={of} />
            </dd>
          </div>
        ))}
      </dl>
      <p className="why">
        <Why card={card} />
        <span className="note">
          {[
            say('card.rule', { version: card.version }),
            card.sources.length > 0 && say('card.sources', { names: card.sources.map((each) => nameIn(lang, each)).join(', ') }),
          ]
            .filter(Boolean)
            .join(' · ')}
        </span>
      </p>
    </section>
  )
}

/** The rule's own figures and cuts; what decided stands first and bright. AG5 */
function Why({ card }: { readonly card: CardView }) {
  const lang = useLang()
  const say = sayCardIn(lang)
  const { v } = card.tier
  if (card.reasons.length === 0) return <span>{say('card.noRule')}</span>
  const word = v === null ? say('card.unknown') : say('card.why', { tier: say(tierWord(v)) })
  return (
    <>
      <span>{word}</span>
      {card.reasons.map((reason) => (
        <b key={reason.key} data-decides={reason.tier === null || reason.tier === v}>
          {reasonText(reason, lang, say)}
        </b>
      ))}
    </>
  )
}

const tierWord = (tier: number) => `tier.${Math.min(5, Math.max(1, Math.round(tier))) as 1 | 2 | 3 | 4 | 5}` as const

function reasonText(
  { name, value, tier, cut, compare, per100Grids }: CardView['reasons'][number],
  lang: Lang,
  say: ReturnType<typeof sayCardIn>,
): string {
  const named = per100Grids ? say('card.per100', { name: nameIn(lang, name) }) : nameIn(lang, name)
  if (value === null) return say('card.missing', { name: named })
  const v = numberText(value, Number.isInteger(value) ? 'count' : 'real', 1)
  return say('card.compared', { name: named, v, sign: tier === 1 ? missedSign(compare) : signOf(compare), cut })
}
