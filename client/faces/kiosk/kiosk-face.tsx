import { useEffect, useMemo, useRef } from 'react'
import { cityTime } from '../../i18n/times.ts'
import { placeName } from '../../i18n/words.ts'
import { NoticePanel } from '../../panels/notice/notice-panel.tsx'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { FrozenSheet } from '../desk/frozen-sheet.tsx'
import { LostSheet } from '../desk/lost-sheet.tsx'
import { ModeWatermark } from '../watermark.tsx'
import { useBox } from '../desk/use-box.ts'
import { SceneMap } from '../scenes/scene-map.tsx'
import type { SceneName } from '../scenes/scene-table.ts'
import { sceneFit } from '../scenes/scene-unit.ts'
import { SceneView } from '../scenes/scene-view.tsx'
import { useSceneLayer } from '../scenes/use-scene-layer.ts'
import { useReloadBetween } from '../scenes/use-reload-between.ts'
import { useSceneSentence } from '../scenes/use-scene-sentence.ts'
import { driftAt } from './burn-in-drift.ts'
import { cityMinutes } from './city-minutes.ts'
import { Interrupt, useKioskWords } from './interrupt.tsx'
import { isOn, kioskOptions, scenesOf, type KioskOptions } from './kiosk-options.ts'
import { Elsewhere, KioskStrip } from './kiosk-strip.tsx'
import './kiosk.css'
import { useRotation } from './use-rotation.ts'
import { useWarnings } from './use-warnings.ts'

/** Several grave warnings take turns on the screen. */
const INTERRUPT_SECONDS = 10

/** An unattended screen of one area: scenes take turns, grave warnings take the screen, nobody touches it. SC-K1 … SC-K6 */
export function KioskFace() {
  const page = useRef<HTMLDivElement>(null)
  const box = useBox(page)
  const unknown = usePanel((read) => read.view.unknown)
  const options = useMemo(() => kioskOptions(window.location.search), [])
  const { steady, ofDay } = usePanel(({ link, city }) => cityMinutes(link.clock, city?.timezone ?? 'UTC'))
  const fit = box === undefined ? undefined : sceneFit(...box)
  useEffect(() => {
    if (fit !== undefined) document.documentElement.style.fontSize = `${fit.remPx}px`
  }, [fit])
  const [x, y] = driftAt(steady)
  const on = isOn(options.hours, ofDay)
  return (
    <div className="kiosk" ref={page} data-shape={fit?.shape} data-on={on}>
      <div className="kiosk-body" style={{ left: x, top: y }}>
        {options.node === '' || unknown !== '' ? <NoArea /> : on ? <Scenes options={options} /> : <Dark options={options} />}
      </div>
      <ModeWatermark />
      <LostSheet />
      <FrozenSheet />
    </div>
  )
}

function Scenes({ options }: { readonly options: KioskOptions }) {
  const scenes = scenesOf(options.audience)
  const at = useRotation(scenes.length, options.dwellSeconds)
  const scene = scenes[at] ?? 'situation'
  const { taking, elsewhere } = useWarnings()
  const turn = useRotation(Math.max(1, taking.length), INTERRUPT_SECONDS)
  const part = useMemo(() => ({ node: options.node, homes: options.audience === 'staff' }), [options])
  const warning = taking[turn] ?? taking[0]
  useReloadBetween(scene, warning !== undefined)
  return (
    <>
      <KioskStrip audience={options.audience} />
      <SceneOf scene={scene} naming={options.audience === 'staff'} />
      <SceneMap part={part} />
      <footer className="kiosk-foot">
        <Elsewhere warnings={elsewhere} />
        <Turns at={at} count={scenes.length} dwell={options.dwellSeconds} />
        <NoticePanel />
      </footer>
      {warning !== undefined && <Interrupt of={warning} at={taking.indexOf(warning)} count={taking.length} />}
    </>
  )
}

function SceneOf({ scene, naming }: { readonly scene: SceneName; readonly naming: boolean }) {
  useSceneLayer(scene)
  return <SceneView scene={scene} sentence={<p>{useSceneSentence(scene, naming)}</p>} />
}

function Turns({ at, count, dwell }: { readonly at: number; readonly count: number; readonly dwell: number }) {
  return <span className="note number">{useKioskWords()('rotates', { n: dwell, at: at + 1, of: count })}</span>
}

const areasOf = ({ focus, view }: PanelRead) => (view.unknown === '' ? (focus?.nodes.slice(1) ?? []) : [])

/** The address of this screen with its area said. */
function addressOfArea(code: string): string {
  const said = new URLSearchParams(window.location.search)
  said.set('node', code)
  return `?${said}`
}

/** The address names no area: whoever sets the screen up chooses one; or one that the city does not have. SC-K1 */
function NoArea() {
  const lang = useLang()
  const words = useKioskWords()
  const code = usePanel((read) => read.view.unknown)
  const areas = usePanel(areasOf)
  return (
    <div className="kiosk-words">
      <p>{code === '' ? words('noNode') : words('unknownNode', { code })}</p>
      <ul className="kiosk-areas">
        {areas.map((area) => (
          <li key={area.code}>
            <a href={addressOfArea(area.code)}>{placeName(lang, area)}</a>
          </li>
        ))}
      </ul>
    </div>
  )
}

/** Dark by plan: a dim clock says that the screen lives. SC-K5 */
function Dark({ options }: { readonly options: KioskOptions }) {
  const lang = useLang()
  const words = useKioskWords()
  const [clock, timezone] = usePanel(({ link, city }) => [link.clock * 1000, city?.timezone ?? 'UTC'] as const)
  const from = options.hours?.from ?? 0
  const time = `${String(Math.floor(from / 60)).padStart(2, '0')}:${String(from % 60).padStart(2, '0')}`
  return (
    <div className="kiosk-dark">
      <time className="number">{clock === 0 ? '' : cityTime(lang, timezone).minute(clock)}</time>
      <p>{words('off', { time })}</p>
    </div>
  )
}
