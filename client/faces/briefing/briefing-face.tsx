import { useCallback, useEffect, useMemo, useRef, useState, type CSSProperties, type ReactNode } from 'react'
import { cityTime } from '../../i18n/times.ts'
import { machineBezels } from '../../map/bezels.ts'
import { HeaderPanel } from '../../panels/header/header-panel.tsx'
import { NoticePanel } from '../../panels/notice/notice-panel.tsx'
import { useTold } from '../../state/use-told.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import type { ConfirmedList } from '../../../shared/protocol/briefing-room.ts'
import { place } from '../desk/desk-places.ts'
import { DeskSheets } from '../desk/desk-sheets.tsx'
import { FrozenSheet } from '../desk/frozen-sheet.tsx'
import { LostSheet } from '../desk/lost-sheet.tsx'
import { ModeWatermark, Watermark } from '../watermark.tsx'
import { useBox } from '../desk/use-box.ts'
import { useExplain } from '../desk/use-explain.ts'
import { SceneMap } from '../scenes/scene-map.tsx'
import { SCENE_NAMES, type SceneName } from '../scenes/scene-table.ts'
import { sceneFit } from '../scenes/scene-unit.ts'
import { SceneView } from '../scenes/scene-view.tsx'
import { sceneWordsIn } from '../scenes/scene-words-in.ts'
import { useSceneLayer } from '../scenes/use-scene-layer.ts'
import { useReloadBetween } from '../scenes/use-reload-between.ts'
import { useSceneSentence } from '../scenes/use-scene-sentence.ts'
import { briefingAct, sceneBeside } from './briefing-keys.ts'
import './briefing.css'
import { KeepLine } from './keep-line.tsx'
import { KeptPage } from './kept-page.tsx'
import { PrintSheet } from './print-sheet.tsx'
import { RemotePage } from './remote-page.tsx'
import './room.css'
import { sceneOnWall, type SceneOnWall } from './scene-on-wall.ts'
import { SentenceEditor, useBriefingWords } from './sentence-editor.tsx'
import { useClearRows } from './use-clear-rows.ts'
import { useRoom } from './use-room.ts'

const sceneOf = (name: string): SceneName => SCENE_NAMES.find((known) => known === name) ?? 'situation'

/** A briefing that was kept, a presenter's tablet, or the screens of the room. */
export function BriefingFace() {
  const asked = new URLSearchParams(window.location.search)
  const kept = asked.get('kept')
  if (kept !== null) return <KeptPage id={kept} />
  return asked.get('remote') === null ? <Scenes /> : <RemotePage />
}

/** Scenes for a briefing: one thing at a time, five figures at most, one sentence, readable from ten metres. SC-F1 … SC-F4 */
function Scenes() {
  const page = useRef<HTMLDivElement>(null)
  const box = useBox(page)
  const [bezels] = useState(machineBezels)
  const fit = box === undefined ? undefined : sceneFit(...box)
  const onWall = useMemo(() => box && sceneOnWall(box, bezels, sceneFit(...box)), [box, bezels])
  useClearRows(page, onWall?.rows)
  const { view } = useStores()
  const scene = usePanel((read) => sceneOf(read.view.scene))
  const room = useRoom()
  const [ownVisitors, setVisitors] = useState(false)
  const visitors = ownVisitors || room.visitors
  const naming = !visitors && room.naming
  useEffect(() => view.setState({ visitors }), [visitors, view])
  const [printing, setPrinting] = useState(false)
  const [edited, setEdited] = useState<Readonly<Partial<Record<SceneName, string>>>>({})
  const printed = useCallback(() => setPrinting(false), [])
  const explainClicked = useExplain()
  const act = (key: string) => {
    const asked = briefingAct(key, scene)
    if (asked === 'visitor') setVisitors((on) => !on)
    else if (asked === 'print') setPrinting(true)
    else if (asked !== undefined) view.setState({ scene: asked.scene })
    return asked !== undefined
  }
  useKeys(act)
  useReloadBetween(scene, false)
  useEffect(() => {
    const remPx = onWall?.remPx ?? fit?.remPx
    if (remPx !== undefined) document.documentElement.style.fontSize = `${remPx}px`
  }, [fit?.remPx, onWall?.remPx])
  return (
    <div
      className="briefing"
      ref={page}
      data-shape={fit?.shape}
      data-visitors={visitors}
      data-framed={onWall !== undefined}
      style={onWall && framesOf(onWall, box)}
      onClick={explainClicked}
    >
      <header className="briefing-header">
        <HeaderPanel />
      </header>
      <Scene
        scene={scene}
        naming={naming}
        edited={edited[scene]}
        edit={(text) => setEdited(({ [scene]: _old, ...rest }) => (text === undefined ? rest : { ...rest, [scene]: text }))}
      />
      <SceneMap />
      <Foot scene={scene} visitors={visitors} act={act} code={room.code}>
        <KeepLine edited={edited} naming={naming} />
      </Foot>
      <ModeWatermark />
      {visitors && <VisitorMark />}
      {room.frozen !== undefined && <FrozenMark />}
      {printing && <PrintSheet edited={edited} naming={naming} done={printed} />}
      <div className="sheet-room" style={onWall ? place(onWall.sheets) : { inset: 0 }}>
        <DeskSheets />
      </div>
      <LostSheet />
      <FrozenSheet />
    </div>
  )
}

/** What the frames of a wall leave to words, for the page's style; words for everybody stand on the first screen. */
function framesOf(
  { words, apart, legend, rows }: SceneOnWall,
  [width, height]: readonly [number, number] = [0, 0],
): CSSProperties {
  const below = height - (rows[0]?.to ?? height)
  const all = `0 ${width - words}px ${below}px 0`
  const style = { '--screen': words, '--words': words, '--apart': apart, '--legend': legend, '--below': below }
  const lengths = Object.entries(style).map(([name, px]) => [name, `${px}px`] as const)
  return { ...Object.fromEntries(lengths), '--clear-all': all } as CSSProperties
}

/** Keys of the page, unless someone writes or a sheet lies open. */
function useKeys(act: (key: string) => boolean): void {
  const { view } = useStores()
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    const heard = (event: KeyboardEvent) => {
      if (event.ctrlKey || event.metaKey || event.altKey || view.getState().sheet !== 'none') return
      if (event.target instanceof HTMLButtonElement && (event.key === 'Enter' || event.key === ' ')) return
      if (latest.current(event.key)) event.preventDefault()
    }
    window.addEventListener('keydown', heard)
    return () => window.removeEventListener('keydown', heard)
  }, [view])
}

interface SceneProps {
  readonly scene: SceneName
  readonly naming: boolean
  readonly edited: string | undefined
  readonly edit: (text: string | undefined) => void
}

function Scene({ scene, naming, edited, edit }: SceneProps) {
  useSceneLayer(scene)
  const made = useSceneSentence(scene, naming)
  const node = usePanel((read) => read.focus?.scope.node ?? '')
  const [held] = useTold<ConfirmedList>(`api/v1/confirmed${node === '' ? '' : `?node=${encodeURIComponent(node)}`}`)
  return (
    <SceneView
      scene={scene}
      sentence={<SentenceEditor key={scene} made={made} edited={edited} edit={edit} />}
      confirmed={(held.state === 'loading' ? undefined : held.value)?.figures}
    />
  )
}

interface FootProps {
  readonly scene: SceneName
  readonly visitors: boolean
  readonly act: (key: string) => void
  /** What pairs a tablet with the room, '' before it is known. */
  readonly code: string
  readonly children: ReactNode
}

function Foot({ scene, visitors, act, code, children }: FootProps) {
  const lang = useLang()
  const words = useBriefingWords()
  const said = sceneWordsIn(lang)
  return (
    <footer className="briefing-foot">
      <nav className="scene-names" aria-label={words('scenes')}>
        <button
          type="button"
          disabled={sceneBeside(scene, -1) === scene}
          aria-label={words('previous')}
          onClick={() => act('ArrowLeft')}
        >
          ‹
        </button>
        {SCENE_NAMES.map((name, at) => (
          <button key={name} type="button" aria-current={name === scene ? 'step' : undefined} onClick={() => act(String(at + 1))}>
            {said(name)}
          </button>
        ))}
        <button
          type="button"
          disabled={sceneBeside(scene, 1) === scene}
          aria-label={words('next')}
          onClick={() => act('ArrowRight')}
        >
          ›
        </button>
      </nav>
      <button type="button" aria-pressed={visitors} aria-keyshortcuts="v" onClick={() => act('v')}>
        {words('visitor')} <kbd>V</kbd>
      </button>
      <button type="button" aria-keyshortcuts="p" onClick={() => act('p')}>
        {words('print')} <kbd>P</kbd>
      </button>
      {children}
      <a href={`./${lang === 'en' ? '?lang=en' : ''}`}>{words('desk')}</a>
      {code !== '' && <span className="briefing-code number">{words('pair', { code })}</span>}
      <NoticePanel />
    </footer>
  )
}

/** All screens of the room stand at one moment, and say which. BR2 */
function FrozenMark() {
  const lang = useLang()
  const words = useBriefingWords()
  const [asOf, timezone] = usePanel(({ focus, city }) => [focus?.asOf ?? 0, city?.timezone ?? 'UTC'] as const)
  return (
    <p className="frozen-mark" role="status">
      {words('frozen', { time: cityTime(lang, timezone).clock(asOf * 1000) })}
    </p>
  )
}

function VisitorMark() {
  const words = useBriefingWords()
  return (
    <>
      <p className="visitor-note" role="status">
        {words('visitorOn')}
      </p>
      <Watermark kind="visitors" word={words('visitorMark')} />
    </>
  )
}
