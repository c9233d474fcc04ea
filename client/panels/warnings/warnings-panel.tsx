import { sayIn } from '../../i18n/words.ts'
import { readFigure, readFigures } from '../../state/read-figure.ts'
import { useLang, usePanel, useStores, type PanelRead } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'

const LEVELS = [1, 2, 3, 4] as const
const ROMAN = { 1: 'Ⅰ', 2: 'Ⅱ', 3: 'Ⅲ', 4: 'Ⅳ' } as const
const WORK = {
  supervised: 'cases.supervised',
  measures: 'measures.active',
  review: 'measures.overdueReview',
  duty: 'duty.filledRate',
}
const WORK_NAMES = Object.keys(WORK) as readonly (keyof typeof WORK)[]

/** Official warnings in force by level, and what is under supervision. */
export function warningFigures({ focus }: Pick<PanelRead, 'focus'>) {
  return { levels: LEVELS.map((n) => readFigure(focus, `warnings.${n}`)), work: readFigures(focus, WORK) }
}

export function WarningsPanel() {
  const say = sayIn(useLang())
  const { view } = useStores()
  const { levels, work } = usePanel(warningFigures)
  return (
    <Panel id="warnings" title="warnings.title" note={say('warnings.note')}>
      <ul className="warnings">
        {levels.map((figure, at) => {
          const level = LEVELS[at] ?? 4
          return (
            <li key={level} data-quiet={(figure.v ?? 0) === 0}>
              <i className={`warning-mark level-${level}`} aria-hidden="true">
                {ROMAN[level]}
              </i>
              <Figure of={figure} />
              <span className="label">{say(`warnings.level.${level}`)}</span>
            </li>
          )
        })}
      </ul>
      <ul className="pairs">
        {WORK_NAMES.map((name) => (
          <li key={name}>
            <Figure of={work[name]} />
            {name === 'measures' || name === 'review' ? (
              <button type="button" className="label" aria-keyshortcuts="m" onClick={() => view.act.open('measures')}>
                {say(`warnings.${name}`)}
              </button>
            ) : (
              <span className="label">{say(`warnings.${name}`)}</span>
            )}
          </li>
        ))}
      </ul>
    </Panel>
  )
}
