import { useEffect } from 'react'
import { cityTime } from '../../i18n/times.ts'
import { nameIn, placeName, sayIn } from '../../i18n/words.ts'
import { after } from '../../observe/timers.ts'
import { Figure } from '../../panels/figure.tsx'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { useSceneFigures } from '../scenes/use-scene-figures.ts'
import { SCENE_NAMES, type SceneName } from '../scenes/scene-table.ts'
import { sceneWordsIn } from '../scenes/scene-words-in.ts'
import { FigureLabel } from '../scenes/scene-view.tsx'
import { useSceneSentence } from '../scenes/use-scene-sentence.ts'
import { useBriefingWords } from './sentence-editor.tsx'

/** Time for the sentences to be read. */
const SENTENCES_MS = 1_500

/** What names the moment and the rules of the figures on paper. */
const origin = ({ focus, city }: PanelRead) => ({
  asOf: (focus?.asOf ?? 0) * 1000,
  epoch: focus?.epoch ?? '',
  seq: focus?.seq ?? 0,
  hash: focus?.hash() ?? '',
  rules: (city?.rules.tiers ?? []).filter(({ inForce }) => inForce).map(({ id, version }) => `${id} ${version}`),
  notice: city?.notice,
  timezone: city?.timezone ?? 'UTC',
})

interface PrintSheetProps {
  readonly edited: Readonly<Partial<Record<SceneName, string>>>
  readonly naming: boolean
  readonly done: () => void
}

/** All scenes, a page each, with the moment, the publication, its hash, the rules and the boundaries they rest on. SC-F4 */
export function PrintSheet({ edited, naming, done }: PrintSheetProps) {
  useEffect(() => after(SENTENCES_MS, () => (window.print(), done())), [done])
  return (
    <div className="print-sheet" aria-hidden="true">
      {SCENE_NAMES.map((scene) => (
        <Page key={scene} scene={scene} edited={edited[scene]} naming={naming} />
      ))}
    </div>
  )
}

interface PageProps {
  readonly scene: SceneName
  readonly edited: string | undefined
  readonly naming: boolean
}

function Page({ scene, edited, naming }: PageProps) {
  const lang = useLang()
  const said = sceneWordsIn(lang)
  const words = useBriefingWords()
  const made = useSceneSentence(scene, naming)
  const figures = useSceneFigures(scene)
  const [city, node] = usePanel((read) => [read.city?.name, read.focus?.nodes[0]] as const)
  const title = {
    city: city === undefined ? '' : nameIn(lang, city),
    product: sayIn(lang)('product'),
    node: node === undefined ? '' : placeName(lang, node),
    scene: said(scene),
  }
  return (
    <section className="print-page">
      <h1>{words('printed', title)}</h1>
      <p>
        {edited ?? made} {edited !== undefined && <b>{words('edited')}</b>}
      </p>
      <ul>
        {figures.map(({ label, of, whole }) => (
          <li key={of.key}>
            <FigureLabel of={label} whole={whole} />
            <Figure of={of} />
          </li>
        ))}
      </ul>
      <Origin />
    </section>
  )
}

function Origin() {
  const lang = useLang()
  const words = useBriefingWords()
  const { asOf, epoch, seq, hash, rules, notice, timezone } = usePanel(origin)
  const time = cityTime(lang, timezone)
  return (
    <footer>
      <p>{words('dataTime', { time: `${time.day(asOf)} ${time.clock(asOf)}`, epoch, seq, hash })}</p>
      <p>{words('rules', { rules: rules.join(lang === 'zh' ? '、' : ', ') })}</p>
      {notice !== undefined && <p>{`${nameIn(lang, notice.boundaries)} · ${nameIn(lang, notice.approval)}`}</p>}
    </footer>
  )
}
