import { lazy, Suspense } from 'react'
import { nameIn, sayIn, type Word } from '../../i18n/words.ts'
import type { FigureView } from '../../state/read-figure.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'
import { vitalityFigures, type ListedView } from './vitality-figures.ts'
import { lasting } from '../../observe/lasting-import.ts'

const PairBody = lazy(lasting(() => import('./pair-body.tsx').then((m) => ({ default: m.PairBody }))))

/** Order beside vitality: the pair of indices where a document adopts them, else control beside service. */
export function VitalityPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const { listed, pair } = usePanel(vitalityFigures)
  const note = pair === undefined ? say('vitality.note') : say('vitality.adopted', { name: nameIn(lang, pair.adoptedBy) })
  return (
    <Panel id="vitality" title="vitality.title" note={note}>
      {pair === undefined ? (
        <Sides listed={listed} />
      ) : (
        <Suspense fallback={null}>
          <PairBody pair={pair} listed={listed} />
        </Suspense>
      )}
    </Panel>
  )
}

function Sides({ listed: f }: { readonly listed: ListedView }) {
  const say = sayIn(useLang())
  const order: readonly (readonly [Word, FigureView])[] = [
    ['children.overdue', f.overdue],
    ['vitality.checksOverdue', f.checksOverdue],
    ['vitality.suspended', f.suspended],
    ['vitality.coverage', f.coverage],
  ]
  const life: readonly (readonly [Word, FigureView])[] = [
    ['vitality.requested', f.requested],
    ['vitality.matched', f.matched],
    ['vitality.delivered', f.delivered],
    ['vitality.rating', f.rating],
  ]
  return (
    <div className="vitality">
      <Side title={say('vitality.order')} rows={order} />
      <Side title={say('vitality.life')} rows={life} />
    </div>
  )
}

function Side({ title, rows }: { readonly title: string; readonly rows: readonly (readonly [Word, FigureView])[] }) {
  const say = sayIn(useLang())
  return (
    <div>
      <h3>{title}</h3>
      <dl>
        {rows.map(([word, figure]) => (
          <div key={word}>
            <dt className="label">{say(word)}</dt>
            <dd>
              <Figure of={figure} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
