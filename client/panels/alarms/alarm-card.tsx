import { nameIn } from '../../i18n/words.ts'
import type { AlarmCardFacts } from '../../state/alarm-queue.ts'
import { freshUntil } from '../../state/fresh-alarm.ts'
import { useLang, usePanel, useStores, type PanelRead } from '../../state/wall-store.ts'
import { AlarmMark } from '../alarm-mark.tsx'
import { causeOf, placeNames, spanText } from './alarm-words.ts'
import { sayAlarm } from './say-alarm.ts'

const clockOf = (read: PanelRead) => read.link.clock
const secondOf = (iso: string) => Date.parse(iso) / 1000

/** How long it has gone on, or what is left of an acknowledgement: the only part that moves each second. */
function AlarmTime({ card }: { readonly card: AlarmCardFacts }) {
  const lang = useLang()
  const clock = usePanel(clockOf)
  const say = sayAlarm(lang)
  const { state, acknowledged, since, late } = card.first
  if (state === 'cleared') return <>{say('cleared')}</>
  if (acknowledged) return <>{say('left', { t: spanText(secondOf(acknowledged.until) - clock, lang) })}</>
  const text = say('running', { t: spanText(clock - secondOf(since), lang) })
  return <>{late ? `${say('late')} · ${text}` : text}</>
}

function useFresh(card: AlarmCardFacts): boolean {
  return usePanel(({ link }) => link.clock < freshUntil(card))
}

interface AlarmCardProps {
  readonly card: AlarmCardFacts
  readonly marked: boolean
  readonly act: (action: 'ack') => void
  readonly mark: () => void
}

/** One line of the queue: level, cause and place, path, time, and the one thing to do. */
export function AlarmCard({ card, marked, act, mark }: AlarmCardProps) {
  const lang = useLang()
  const say = sayAlarm(lang)
  const { view } = useStores()
  const isFresh = useFresh(card)
  const { short, path } = placeNames(card)
  const { first, count, waiting } = card
  const { escalation, acknowledged } = first
  const go = () => {
    mark()
    view.act.select(card.node)
  }
  const cause = `${nameIn(lang, causeOf(card))} · ${nameIn(lang, short)}`
  const stands = acknowledged?.postName ? `${say('acked')} · ${nameIn(lang, acknowledged.postName)}` : say('acked')
  const up = escalation.step > 0 && escalation.postName ? say('escalated', { post: nameIn(lang, escalation.postName) }) : ''
  const told = (escalation.told ?? []).map(({ name, status }) =>
    say(status === 'taken' ? 'told' : 'toldNot', { name: name === undefined ? '' : nameIn(lang, name) }),
  )
  return (
    <li
      className="alarm-card"
      data-alarm={card.id}
      data-level={card.level}
      data-waiting={waiting > 0}
      data-fresh={isFresh}
      data-marked={marked}
    >
      <AlarmMark level={card.level} />
      <button type="button" className="alarm-what" title={`${cause} · ${nameIn(lang, path)}`} onClick={go}>
        <b>{cause}</b>
        <span className="note">
          {[count > 1 ? say('many', { n: count }) : '', nameIn(lang, path), up, ...new Set(told)].filter(Boolean).join(' · ')}
        </span>
      </button>
      <span className="alarm-when">
        <span className="number">
          <AlarmTime card={card} />
        </span>
        {waiting > 0 && (
          <button type="button" className="alarm-do" onClick={() => act('ack')}>
            {say('ack')}
          </button>
        )}
        {waiting === 0 && <span className="note">{stands}</span>}
      </span>
    </li>
  )
}
