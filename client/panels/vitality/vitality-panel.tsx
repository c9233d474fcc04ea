import { sayIn, type Word } from '../../i18n/words.ts'
import { readFigures, type FigureView } from '../../state/read-figure.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'

const KEYS = {
  overdue: 'cases.overdue',
  checksOverdue: 'checks.overdue',
  suspended: 'cases.suspended',
  coverage: 'checks.coverage',
  requested: 'service.requested',
  matched: 'service.matched',
  delivered: 'service.delivered',
  rating: 'service.rating',
}

/** Control on one side, service on the other, of the same node and moment. */
export const vitalityFigures = ({ focus }: Pick<PanelRead, 'focus'>) => readFigures(focus, KEYS)

export function VitalityPanel() {
  const say = sayIn(useLang())
  const f = usePanel(vitalityFigures)
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
    <Panel id="vitality" title="vitality.title" note={say('vitality.note')}>
      <div className="vitality">
        <Side title={say('vitality.order')} rows={order} />
        <Side title={say('vitality.life')} rows={life} />
      </div>
    </Panel>
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
