import { lazy, Suspense, type ReactNode } from 'react'
import { sayIn } from '../../i18n/words.ts'
import type { ConfirmedList } from '../../../shared/protocol/briefing-room.ts'
import { Confirmed } from '../../panels/confirmed.tsx'
import { fillParts } from '../../panels/fill-parts.tsx'
import { Figure } from '../../panels/figure.tsx'
import { HistogramPanel } from '../../panels/histogram/histogram-panel.tsx'
import { LoopPanel } from '../../panels/loop/loop-panel.tsx'
import { TierMark } from '../../panels/tier-mark.tsx'
import { VitalityPanel } from '../../panels/vitality/vitality-panel.tsx'
import { useLang } from '../../state/wall-store.ts'
import { ComparedDays } from './compared-days.tsx'
import { DueMeasures } from './due-measures.tsx'
import type { SceneFigure, SceneName } from './scene-table.ts'
import { useSceneFigures } from './use-scene-figures.ts'
import './scenes.css'
import { sceneWordsIn } from './scene-words-in.ts'
import { SourcesBehind } from './sources-behind.tsx'
import { TierCriteria } from './tier-criteria.tsx'
import { lasting } from '../../observe/lasting-import.ts'

const RatesPanel = lazy(lasting(() => import('../../panels/rates/rates-panel.tsx').then((m) => ({ default: m.RatesPanel }))))

/** What stands under the figures of a scene. */
const BELOW: Readonly<Record<SceneName, ReactNode>> = {
  situation: <HistogramPanel />,
  tiers: <TierCriteria />,
  loop: (
    <div className="scene-stack">
      <LoopPanel />
      <Suspense fallback={null}>
        <RatesPanel />
      </Suspense>
    </div>
  ),
  pair: <VitalityPanel />,
  service: null,
  checks: null,
  measures: <DueMeasures />,
  questions: <SourcesBehind />,
}

/** Scenes about a count of the day, which stands beside other days. PB12 */
const COMPARED: Readonly<Partial<Record<SceneName, string>>> = { situation: 'events.day', loop: 'cases.closed.day' }

interface SceneViewProps {
  readonly scene: SceneName
  /** The sentence, or what a person made of it. */
  readonly sentence: ReactNode
  /** What posts stood by, where the face shows it. */
  readonly confirmed?: ConfirmedList['figures'] | undefined
}

const NONE_CONFIRMED: ConfirmedList['figures'] = []

/** One scene: its title, one sentence, at most five figures, and what they are made of. SC-S1 */
export function SceneView({ scene, sentence, confirmed = NONE_CONFIRMED }: SceneViewProps) {
  const words = sceneWordsIn(useLang())
  const figures = useSceneFigures(scene)
  return (
    <article className="scene" data-scene={scene} data-alone={BELOW[scene] === null} data-panel={`scene-${scene}`}>
      <h2>{words(scene)}</h2>
      <div className="scene-sentence">{sentence}</div>
      <ul className="scene-figures" data-count={figures.length}>
        {figures.map((figure) => (
          <li key={figure.of.key}>
            <div className="scene-figure">
              <Figure of={figure.of} />
            </div>
            <FigureLabel of={figure.label} whole={figure.whole} />
            <Confirmed of={figure.of} by={confirmed.find(({ key }) => key === figure.of.key)} />
          </li>
        ))}
      </ul>
      {COMPARED[scene] !== undefined && <ComparedDays of={COMPARED[scene]} />}
      <div className="scene-below">{BELOW[scene]}</div>
    </article>
  )
}

/** The word under a figure; a tier with its mark. */
export function FigureLabel({ of, whole }: { readonly of: SceneFigure['label']; readonly whole?: SceneFigure['whole'] }) {
  const lang = useLang()
  const words = sceneWordsIn(lang)
  if (typeof of === 'string')
    return (
      <div className="scene-label">
        {words(of)}
        {whole !== undefined && <span className="note">{fillParts(words('whole'), { n: <Figure of={whole} /> })}</span>}
      </div>
    )
  return (
    <div className="scene-label">
      <TierMark tier={of.tier} /> {sayIn(lang)(`tier.${of.tier}`)}
    </div>
  )
}
