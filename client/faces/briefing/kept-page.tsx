import { useEffect, useState } from 'react'
import type { KeptFigure } from '../../../shared/domain/briefing-act.ts'
import type { KeptAnswer } from '../../../shared/protocol/briefing-room.ts'
import { cityTime } from '../../i18n/times.ts'
import { Figure } from '../../panels/figure.tsx'
import { readAgain, type Polled } from '../../state/polled.ts'
import type { FigureView } from '../../state/read-figure.ts'
import { useStores, usePanel } from '../../state/wall-store.ts'
import { useBriefingWords } from './sentence-editor.tsx'

const SHAPES: ReadonlySet<string> = new Set(['count', 'rate', 'real', 'tier'])

function viewOf({ key, v, state, asOf, shape, decimals, cls }: KeptFigure): FigureView {
  const known = SHAPES.has(shape) ? (shape as FigureView['shape']) : 'count'
  return {
    key,
    v,
    state,
    heldAt: state === 'late' || state === 'stale' ? Date.parse(asOf) : 0,
    shape: known,
    decimals,
    cls: cls === 'P' || cls === 'X' ? cls : 'T',
  }
}

/** A kept briefing at its own address: the words and figures of that moment, whoever looks and whenever. BR1 */
export function KeptPage({ id }: { readonly id: string }) {
  const words = useBriefingWords()
  const { view } = useStores()
  const [held, setHeld] = useState<Polled<KeptAnswer>>({ state: 'loading' })
  useEffect(() => {
    void readAgain<KeptAnswer>(`api/v1/briefings/${encodeURIComponent(id)}`, { state: 'loading' }).then((answer) => {
      setHeld(answer)
      if (answer.state === 'held') view.act.speak(answer.value.kept.lang)
    })
  }, [id, view])
  const found = held.state === 'loading' ? undefined : held.value
  if (found === undefined) return <p className="kept-words">{words(held.state === 'loading' ? 'loading' : 'keptUnknown')}</p>
  return <Kept of={found} />
}

function Kept({ of: { id, digest, at, kept } }: { readonly of: KeptAnswer }) {
  const words = useBriefingWords()
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const time = cityTime(kept.lang, timezone)
  const { city, place, scenes, asOf, epoch, seq, rules, notice } = kept
  return (
    <main className="kept" data-kept={id}>
      <header>
        <h1>{[city, place].filter((name, n, all) => all.indexOf(name) === n).join(' · ')}</h1>
        <b className="edited">{words('keptAt', { time: time.stamp(Date.parse(at)) })}</b>
        <a href={`api/v1/briefings/${id}/docx`} download>
          {words('word')}
        </a>
      </header>
      <div className="kept-scenes">
        {scenes.map(({ scene, title, text, edited, figures }) => (
          <section key={scene} data-scene={scene}>
            <h2>{title}</h2>
            <p>
              {text} {edited && <b className="edited">{words('edited')}</b>}
            </p>
            <dl>
              {figures.map((figure) => (
                <div key={figure.key}>
                  <dd>
                    <Figure of={viewOf(figure)} />
                  </dd>
                  <dt>{figure.label}</dt>
                </div>
              ))}
            </dl>
          </section>
        ))}
      </div>
      <footer className="note">
        <p>{words('keptDigest', { time: time.stamp(Date.parse(asOf)), epoch, seq, digest })}</p>
        <p>{words('rules', { rules: rules.join(kept.lang === 'zh' ? '、' : ', ') })}</p>
        <p>{notice}</p>
      </footer>
    </main>
  )
}
