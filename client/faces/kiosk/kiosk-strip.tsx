import { cityTime } from '../../i18n/times.ts'
import { nameIn, placeName, sayIn } from '../../i18n/words.ts'
import { headerView } from '../../panels/header/header-figures.ts'
import { readFigures } from '../../state/read-figure.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import type { WarningFacts } from '../../state/situation.ts'
import { useKioskWords } from './interrupt.tsx'
import type { Audience } from './kiosk-options.ts'

const GRAVE = { a: 'alarms.1', b: 'alarms.2' }

/** Whose screen it is, whether it is live and since when, and what time it is. SC-K1 */
export function KioskStrip({ audience }: { readonly audience: Audience }) {
  const lang = useLang()
  const say = sayIn(lang)
  const words = useKioskWords()
  const view = usePanel(headerView)
  const time = cityTime(lang, view.timezone)
  const own = usePanel((read) => read.focus?.nodes[0])
  const fresh = view.link === 'live' ? 'live' : view.link === 'lost' ? 'stale' : 'late'
  return (
    <header className="kiosk-strip" data-panel="kiosk-strip">
      <h1>{own === undefined ? '' : placeName(lang, own)}</h1>
      <span className="note">{`${view.city === undefined ? '' : nameIn(lang, view.city)} · ${words(audience)}`}</span>
      {audience === 'staff' && <GraveAlarms />}
      <span className="pill" role="status" data-link={view.link}>
        <i className={`fresh is-${fresh}`} aria-hidden="true" />
        {say(view.mode === 'replay' && view.link === 'live' ? 'link.connected' : `link.${view.link}`)} ·{' '}
        {view.asOf === 0 ? say('link.wait') : say('link.updated', { time: time.clock(view.asOf) })}
        {view.polling && ` · ${say('link.polling')}`}
      </span>
      {view.mode !== 'live' && <b className={`mode is-${view.mode}`}>{say(`mode.${view.mode}`)}</b>}
      <time className="now">
        <span className="date">{view.clock === 0 ? '' : time.day(view.clock)}</span>
        <span className="clock number">{view.clock === 0 ? '--:--:--' : time.clock(view.clock)}</span>
      </time>
    </header>
  )
}

/** Own alarms of the two gravest levels; nothing is said where there is none. */
function GraveAlarms() {
  const words = useKioskWords()
  const { a, b } = usePanel(({ focus }) => readFigures(focus, GRAVE))
  if ((a.v ?? 0) + (b.v ?? 0) === 0) return null
  return <b className="grave">{words('grave', { a: a.v ?? 0, b: b.v ?? 0 })}</b>
}

/** Warnings that do not concern this area: a line, never the screen. SC-K3 */
export function Elsewhere({ warnings }: { readonly warnings: readonly WarningFacts[] }) {
  const lang = useLang()
  const say = sayIn(lang)
  const words = useKioskWords()
  if (warnings.length === 0) return null
  const one = ({ type, level, node }: WarningFacts) => {
    const name = type.name === undefined ? type.code : nameIn(lang, type.name)
    return `${placeName(lang, node.name)} ${words('warning', { type: name, colour: say(`warnings.level.${level}`) })}`
  }
  return <p className="elsewhere">{words('elsewhere', { said: warnings.map(one).join(lang === 'zh' ? '；' : '; ') })}</p>
}
