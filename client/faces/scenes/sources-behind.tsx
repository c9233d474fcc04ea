import { ageText } from '../../i18n/numbers.ts'
import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'

const SHOWN = 5

/** Sources that are late or silent, the longest silent first. */
const behindOf = ({ city }: Pick<PanelRead, 'city'>) =>
  (city?.sources ?? [])
    .filter(({ state }) => state === 'late' || state === 'stale')
    .sort((a, b) => (b.ageSeconds ?? Infinity) - (a.ageSeconds ?? Infinity))
    .slice(0, SHOWN)
    .map(({ id, name, ageSeconds, spoils }) => ({ id, name, ageSeconds, spoils }))

/** What cannot be relied on at this moment, and since when. */
export function SourcesBehind() {
  const lang = useLang()
  const say = sayIn(lang)
  const behind = usePanel(behindOf)
  return (
    <ul className="due">
      {behind.map(({ id, name, ageSeconds }) => (
        <li key={id} data-due="past">
          <b>{nameIn(lang, name)}</b>
          <span className="number">{ageSeconds === undefined ? say('state.none') : ageText(ageSeconds, say)}</span>
        </li>
      ))}
    </ul>
  )
}
