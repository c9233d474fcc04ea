import { KIOSK_WORDS } from '../../i18n/kiosk-words.ts'
import { cityTime } from '../../i18n/times.ts'
import { fillPlaces, nameIn, placeName, sayIn, type Fill } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import type { WarningFacts } from '../../state/situation.ts'

const ROMAN = ['Ⅰ', 'Ⅱ', 'Ⅲ', 'Ⅳ'] as const

/** Says the words of unattended screens. */
export function useKioskWords() {
  const lang = useLang()
  return (word: keyof typeof KIOSK_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, KIOSK_WORDS[word]), fill)
}

/** A warning Ⅰ or Ⅱ of the screen's own area over the whole screen, until it ends or is lifted. SC-K3 */
export function Interrupt({ of, at, count }: { readonly of: WarningFacts; readonly at: number; readonly count: number }) {
  const lang = useLang()
  const say = sayIn(lang)
  const words = useKioskWords()
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const type = of.type.name === undefined ? of.type.code : nameIn(lang, of.type.name)
  const issuer = of.issuer.name === undefined ? of.issuer.id : nameIn(lang, of.issuer.name)
  return (
    <section className={`interrupt level-${of.level}`} role="alert" data-interrupt={of.id}>
      <i className={`warning-mark level-${of.level}`} aria-hidden="true">
        {ROMAN[of.level - 1]}
      </i>
      <div>
        {of.status === 'exercise' && <b className="interrupt-exercise">{words('exercise')}</b>}
        <h2>{words('warning', { type, colour: say(`warnings.level.${of.level}`) })}</h2>
        <p>{words('issued', { issuer, node: placeName(lang, of.node.name) })}</p>
        <p className="number">
          {words('until', { time: cityTime(lang, timezone).stamp(Date.parse(of.expiresAt)).slice(0, 11) })}
        </p>
        {count > 1 && <p className="note">{words('several', { at: at + 1, of: count })}</p>}
      </div>
    </section>
  )
}
