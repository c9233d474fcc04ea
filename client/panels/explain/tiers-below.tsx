import { countText } from '../../i18n/numbers.ts'
import { nameIn, sayIn, shortName } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { TierMark } from '../tier-mark.tsx'
import type { Explained } from './explained.ts'

const TIERS = [5, 4, 3, 2, 1] as const

/** Behind a tier and behind every count of areas at one: how many of each level below stand where. */
export function TiersBelow({ of }: { readonly of: NonNullable<Explained['tiersBelow']> }) {
  const lang = useLang()
  const say = sayIn(lang)
  const levels = usePanel((read) => read.city?.levels)
  if (of.length === 0) return null
  const nameOf = (code: string) => levels?.find(({ level }) => level === code)?.name
  return (
    <dl>
      {of.map(({ level, tiers }) => {
        const name = nameOf(level)
        return (
          <div className="explain-line" key={level} data-level={level}>
            <dt>{name === undefined ? level : shortName(nameIn(lang, name))}</dt>
            <dd>
              <ul className="explain-parts">
                {TIERS.map((tier) => (
                  <li key={tier} data-tier={tier}>
                    <TierMark tier={tier} /> {say(`tier.${tier}`)} <b className="number">{countText(tiers[tier] ?? 0)}</b>
                  </li>
                ))}
                {(tiers[0] ?? 0) > 0 && (
                  <li data-tier="0">
                    {say('tier.none')} <b className="number">{countText(tiers[0] ?? 0)}</b>
                  </li>
                )}
              </ul>
            </dd>
          </div>
        )
      })}
    </dl>
  )
}
