import { fillParts } from '../fill-parts.tsx'
import { sayIn } from '../../i18n/words.ts'
import { readFigure } from '../../state/read-figure.ts'
import type { LoopAnswer } from '../../../shared/protocol/case-list.ts'
import { ageText } from '../../i18n/numbers.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel, useStores, type PanelRead } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'

const STEPS = [1, 2, 3, 4, 5, 6, 7] as const

/** How many cases stand at each of the seven steps. */
export function loopFigures({ focus }: Pick<PanelRead, 'focus'>) {
  return { open: readFigure(focus, 'cases.open'), steps: STEPS.map((n) => readFigure(focus, `cases.step.${n}`)) }
}

const READ_EVERY_MS = 10_000
const SECONDS_OF_NOTE = 3_600

/** The step at which one case has waited longest, if that is an hour or more. */
function longestOf(answer: LoopAnswer | undefined) {
  const waits = (answer?.steps ?? []).flatMap(({ step, longest }) => (longest ? [{ step, seconds: longest.seconds }] : []))
  const worst = waits.sort((a, b) => b.seconds - a.seconds)[0]
  return worst !== undefined && worst.seconds >= SECONDS_OF_NOTE ? worst : undefined
}

function LongestWait({ node }: { readonly node: string }) {
  const say = sayIn(useLang())
  const held = usePolled<LoopAnswer>(`api/v1/loop?node=${encodeURIComponent(node)}`, READ_EVERY_MS)
  const longest = longestOf(held.state === 'loading' ? undefined : held.value)
  if (longest === undefined) return null
  return ` · ${say('loop.longest', { step: say(`stepShort.${longest.step as 1}`), age: ageText(longest.seconds, say) })}`
}

/** The seven steps with what stands at each, and where one has waited longest; leads to the cases themselves. */
export function LoopPanel() {
  const say = sayIn(useLang())
  const { view } = useStores()
  const { open, steps } = usePanel(loopFigures)
  // Single cases are for staff: a screen in public asks for none.
  const node = usePanel(({ focus }) => (focus?.scope.audience === 'public' ? '' : (focus?.scope.node ?? '')))
  const note = (
    <button type="button" className="loop-open" title={`${say('loop.open')} (C)`} onClick={() => view.act.open('cases')}>
      {fillParts(say('loop.note'), { open: <Figure of={open} /> })}
      {node !== '' && <LongestWait node={node} />} ›
    </button>
  )
  return (
    <Panel id="loop" title="loop.title" note={note}>
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
