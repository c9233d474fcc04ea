import { useState } from 'react'
import type { RoomBody } from '../../../shared/domain/briefing-act.ts'
import type { RoomState } from '../../../shared/protocol/briefing-room.ts'
import { postAct } from '../../state/post-act.ts'
import { useTold } from '../../state/use-told.ts'
import { readFigures } from '../../state/read-figure.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { SCENE_NAMES, type SceneName } from '../scenes/scene-table.ts'
import { sceneWordsIn } from '../scenes/scene-words-in.ts'
import { sceneBeside } from './briefing-keys.ts'
import { useBriefingWords } from './sentence-editor.tsx'

const GRAVE = { a: 'alarms.1', b: 'alarms.2' }
type Word = Omit<RoomBody, 'code'>

/** The presenter's tablet: turns all screens of the room by the code that they show. BR2 */
export function RemotePage() {
  const words = useBriefingWords()
  const [code, setCode] = useState('')
  const [fault, setFault] = useState('')
  const [paired, pair] = useState(false)
  const [held] = useTold<RoomState>('api/v1/briefing')
  const room = held.state === 'loading' ? undefined : held.value
  const lost = usePanel((read) => read.link.state === 'lost')
  const send = async (word: Word) => {
    const sent = await postAct('api/v1/briefing', { code, ...word })
    setFault(sent.done ? '' : sent.why)
    if (sent.done) pair(true)
  }
  return (
    <main className="remote" data-paired={paired}>
      <h1>{words('remote')}</h1>
      {lost && <p role="alert">{words('lost')}</p>}
      {!paired && (
        <form onSubmit={(submit) => (submit.preventDefault(), void send({}))}>
          <input
            inputMode="numeric"
            autoComplete="off"
            autoFocus
            maxLength={6}
            value={code}
            placeholder={words('enterCode')}
            aria-label={words('enterCode')}
            onChange={({ target }) => setCode(target.value.replaceAll(/\D/g, ''))}
          />
          <button type="submit" disabled={code.length !== 6}>
            {words('enter')}
          </button>
        </form>
      )}
      {fault !== '' && <p role="alert">{words('notTurned', { why: fault })}</p>}
      {paired && room !== undefined && <Controls room={room} send={(word) => void send(word)} />}
    </main>
  )
}

function Controls({ room, send }: { readonly room: RoomState; readonly send: (word: Word) => void }) {
  const words = useBriefingWords()
  const said = sceneWordsIn(useLang())
  const { a, b } = usePanel(({ focus }) => readFigures(focus, GRAVE))
  const scene: SceneName = SCENE_NAMES.find((name) => name === room.scene) ?? 'situation'
  const { frozen, visitors, naming } = room
  return (
    <>
      {(a.v ?? 0) + (b.v ?? 0) > 0 && <p className="remote-grave">{words('grave', { a: a.v ?? 0, b: b.v ?? 0 })}</p>}
      <div className="remote-turn">
        <button type="button" onClick={() => send({ scene: sceneBeside(scene, -1) })}>
          ‹ {words('previous')}
        </button>
        <button type="button" onClick={() => send({ scene: sceneBeside(scene, 1) })}>
          {words('next')} ›
        </button>
      </div>
      <div className="remote-scenes">
        {SCENE_NAMES.map((name) => (
          <button key={name} type="button" aria-pressed={name === scene} onClick={() => send({ scene: name })}>
            {said(name)}
          </button>
        ))}
      </div>
      <div className="remote-turn">
        <button type="button" aria-pressed={frozen !== undefined} onClick={() => send({ frozen: frozen === undefined })}>
          {words(frozen === undefined ? 'freeze' : 'thaw')}
        </button>
        <button type="button" aria-pressed={visitors} onClick={() => send({ visitors: !visitors })}>
          {words('visitorsIn')}
        </button>
        <button type="button" aria-pressed={naming} onClick={() => send({ naming: !naming })}>
          {words('naming')}
        </button>
      </div>
    </>
  )
}
