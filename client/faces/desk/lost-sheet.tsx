import { ageText } from '../../i18n/numbers.ts'
import { cityTime } from '../../i18n/times.ts'
import { sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'

const lostOf = ({ link, focus, city }: PanelRead) => ({
  lost: link.state === 'lost',
  age: link.state === 'lost' ? Math.floor(link.ageMs / 1000) : 0,
  asOf: (focus?.asOf ?? 0) * 1000,
  timezone: city?.timezone ?? 'UTC',
})

/** Six seconds without a word from the server: said over everything, with when the picture stopped. SC5 */
export function LostSheet() {
  const lang = useLang()
  const say = sayIn(lang)
  const { lost, age, asOf, timezone } = usePanel(lostOf)
  if (!lost) return null
  const time = asOf === 0 ? '–' : cityTime(lang, timezone).clock(asOf)
  return (
    <div className="lost" role="alert">
      <b>{say('link.lost.title')}</b>
      <span>{say('link.lost.body', { time, age: ageText(age, say) })}</span>
    </div>
  )
}
