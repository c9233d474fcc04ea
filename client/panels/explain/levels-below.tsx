import { EXPLAIN_WORDS } from '../../i18n/explain-words.ts'
import { countText } from '../../i18n/numbers.ts'
import { fillPlaces, nameIn, shortName } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import type { Explained } from './explained.ts'

/** Behind the counts of units on each level below: how many there are, of how many the figure is known, and where it is above zero. */
export function LevelsBelow({ told }: { readonly told: Explained }) {
  const lang = useLang()
  const levels = usePanel((read) => read.city?.levels)
  const word = told.key === 'checks.coverage' ? 'reached' : 'busy'
  return (
    <dl>
      {told.levelsBelow?.map((of) => {
        const name = levels?.find(({ level }) => level === of.level)?.name
        const n = { units: countText(of.units), told: countText(of.told), some: countText(of.some) }
        return (
          <div className="explain-line" key={of.level} data-level={of.level}>
            <dt>{name === undefined ? of.level : shortName(nameIn(lang, name))}</dt>
            <dd>{fillPlaces(nameIn(lang, EXPLAIN_WORDS[word]), n)}</dd>
          </div>
        )
      })}
    </dl>
  )
}
