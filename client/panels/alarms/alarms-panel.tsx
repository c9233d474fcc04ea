import { useRef, useState } from 'react'
import { nameIn } from '../../i18n/words.ts'
import { useLang, usePanel, useStores, type PanelRead } from '../../state/wall-store.ts'
import type { AlarmAct, AlarmCardFacts, AlarmQueue } from '../../state/alarm-queue.ts'
import { Panel } from '../panel.tsx'
import { useHeightRem } from '../use-height-rem.ts'
import { AlarmCard } from './alarm-card.tsx'
import { AlarmForm } from './alarm-form.tsx'
import './alarms.css'
import { sayAlarm } from './say-alarm.ts'
import { SoundLine } from './sound-line.tsx'
import { useAlarmActs, type LastAct } from './use-alarm-acts.ts'
import { useDispatch } from './use-dispatch.ts'
import { useAlarmKeys } from './use-alarm-keys.ts'

const CARD_REM = 3.0625
const queueOf = (read: PanelRead) => read.alarms

/** The queue of alarms: what waits for a person first, whole cards only, the rest on further pages. AL7 */
export function AlarmsPanel() {
  const say = sayAlarm(useLang())
  const queue = usePanel(queueOf)
  const first = queue?.rules.acknowledgeMinutes[0]
  return (
    <Panel id="alarms" title="alarms.title" note={first === undefined ? undefined : say('note', { n: first })}>
      {queue === undefined ? null : queue.cards.length === 0 ? <p className="quiet">{say('none')}</p> : <Queue queue={queue} />}
      {queue !== undefined && <QueueFoot queue={queue} />}
    </Panel>
  )
}

function Queue({ queue }: { readonly queue: AlarmQueue }) {
  const say = sayAlarm(useLang())
  const { view } = useStores()
  const box = useRef<HTMLOListElement>(null)
  const heightRem = useHeightRem(box)
  const [marked, setMarked] = useState('')
  const [page, setPage] = useState(0)
  const { act, fault, last, undo } = useAlarmActs()
  const dispatch = useDispatch()
  const { cards } = queue
  const markedCard = cards.find(({ id }) => id === marked)
  const fit = Math.max(1, Math.floor((heightRem + 0.07) / CARD_REM))
  const pages = Math.ceil(cards.length / fit)
  const at = Math.min(page, pages - 1) * fit
  const shown = cards.slice(at, at + fit)
  const mark = (card: AlarmCardFacts) => {
    setMarked(card.id)
    setPage(Math.floor(cards.indexOf(card) / fit))
    view.act.hover(card.node)
  }
  const done = (card: AlarmCardFacts, action: AlarmAct) => void act(card, action, action === 'shelve' ? { minutes: 30 } : {})
  useAlarmKeys({ cards, marked, mark, act: done, dispatch, undo: () => void undo() })
  return (
    <div className="alarm-queue">
      <ol className="alarm-cards" ref={box}>
        {shown.map((card) => (
          <AlarmCard
            key={card.id}
            card={card}
            marked={card.id === marked}
            act={(action) => done(card, action)}
            mark={() => setMarked(card.id)}
          />
        ))}
      </ol>
      {markedCard && (
        <AlarmForm
          key={marked}
          card={markedCard}
          posts={queue.rules.posts}
          act={act}
          dispatch={dispatch}
          close={() => setMarked('')}
        />
      )}
      {last !== undefined && <UndoLine last={last} undo={() => void undo()} />}
      {fault !== '' && (
        <p className="note" role="alert">
          {say('failed', { reason: fault })}
        </p>
      )}
      {pages > 1 && (
        <button type="button" className="more note" onClick={() => setPage((page + 1) % pages)}>
          {say('page', { from: at + 1, to: at + shown.length, n: cards.length })} ›
        </button>
      )}
    </div>
  )
}

/** For ten seconds what was done last can be taken back, also where its card has left the queue. AL4 */
function UndoLine({ last, undo }: { readonly last: LastAct; readonly undo: () => void }) {
  const lang = useLang()
  const say = sayAlarm(lang)
  const what = say(last.did === 'ack' ? 'didAck' : 'didShelve')
  return (
    <p className="alarm-undo" role="status">
      <span>{say('undoable', { what, cause: nameIn(lang, last.cause) })}</span>
      <button type="button" className="alarm-do" onClick={undo}>
        {say('undo')} <kbd>Z</kbd>
      </button>
    </p>
  )
}

/** What is not in the queue is counted, never dropped; and how much one desk is asked for. */
function QueueFoot({ queue }: { readonly queue: AlarmQueue }) {
  const say = sayAlarm(useLang())
  const { shelved, suppressed, late } = queue.counts
  const { perDeskPer10Minutes, target } = queue.load
  const stuck = !queue.leavesTheRoom && queue.cards.some(({ first }) => first.escalation.step > 0)
  const counts = [
    shelved > 0 ? say('shelved', { n: shelved }) : '',
    suppressed > 0 ? say('suppressed', { n: suppressed }) : '',
    late > 0 ? say('lateCount', { n: late }) : '',
    say('load', { v: perDeskPer10Minutes, t: target }),
  ]
  return (
    <footer className="alarm-foot note" title={stuck ? say('stuck') : undefined}>
      {stuck && <span className="alarm-stuck">{say('stuck')}</span>}
      <div>
        <span data-load={perDeskPer10Minutes > target ? 'over' : 'within'}>{counts.filter(Boolean).join(' · ')}</span>
        <SoundLine queue={queue} />
      </div>
    </footer>
  )
}
