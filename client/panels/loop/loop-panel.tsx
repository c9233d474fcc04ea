import { fillParts } from '../fill-parts.tsx'
import { sayIn } from '../../i18n/words.ts'
import { readFigure } from '../../state/read-figure.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'

const STEPS = [1, 2, 3, 4, 5, 6, 7] as const

/** How many cases stand at each of the seven steps. */
export function loopFigures({ focus }: Pick<PanelRead, 'focus'>) {
  return { open: readFigure(focus, 'cases.open'), steps: STEPS.map((n) => readFigure(focus, `cases.step.${n}`)) }
}

export function LoopPanel() {
  const say = sayIn(useLang())
  const { open, steps } = usePanel(loopFigures)
  return (
    <Panel id="loop" title="loop.title" note={fillParts(say('loop.note'), { open: <Figure of={open} /> })}>
      <ol className="loop">
        {steps.map((figure, at) => {
          const n = STEPS[at] ?? 1
          return (
            <li key={n} title={say(`step.${n}`)}>
              <Figure of={figure} />
              <span className="label">{say(`stepShort.${n}`)}</span>
            </li>
          )
        })}
      </ol>
    </Panel>
  )
}
