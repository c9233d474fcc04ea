import { lazy, Suspense, useEffect, useMemo, useRef, useState, type RefObject } from 'react'
import { ErrorBoundary } from 'react-error-boundary'
import { useStore } from 'zustand'
import { sayIn } from '../../i18n/words.ts'
import { laterQuarterHours } from '../../charts/later-quarter-hours.ts'
import { laterMapStage } from '../../map/later-map-stage.ts'
import { machineBezels } from '../../map/bezels.ts'
import { onStage } from '../../map/on-stage.ts'
import { DeadManSheet } from '../../observe/dead-man-sheet.tsx'
import { AlarmCountsPanel } from '../../panels/alarm-counts/alarm-counts-panel.tsx'
import { HeaderPanel } from '../../panels/header/header-panel.tsx'
import { HistogramPanel } from '../../panels/histogram/histogram-panel.tsx'
import { LayersPanel } from '../../panels/layers/layers-panel.tsx'
import { NoticePanel } from '../../panels/notice/notice-panel.tsx'
import { StageSwitch } from '../../panels/stage-switch/stage-switch.tsx'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import type { DeskPart } from '../../state/view.ts'
import type { PanelId } from './desk-panels.ts'
import { deskLayout, type DeskLayout, type Rect } from './desk-layout.ts'
import { clearOf, insetsOf, place, sheetRoom, toolRows, UNITS_PER_REM } from './desk-places.ts'
import { DeskSheets } from './desk-sheets.tsx'
import { FrozenSheet } from './frozen-sheet.tsx'
import { frameLife } from './life.ts'
import { LostSheet } from './lost-sheet.tsx'
import { ModeWatermark } from '../watermark.tsx'
import { firstPanels, PLACED } from './placed-panels.tsx'
import { RotatingSlot } from './rotating-slot.tsx'
import { NO_COVER, useMapFeed, type MapFeed } from '../../state/map-feed.ts'
import { useBox } from './use-box.ts'
import { useExplain } from './use-explain.ts'
import { useDeskKeys } from './use-desk-keys.ts'
import { lasting } from '../../observe/lasting-import.ts'
import { after } from '../../observe/timers.ts'

/** Parts of the stage that stand on a desk from the first moment. */
const FIRST = {
  legend: lasting(() => import('../../panels/legend/legend-panel.tsx').then((m) => ({ default: m.LegendPanel }))),
  card: lasting(() => import('../../panels/area-card/area-card.tsx').then((m) => ({ default: m.AreaCard }))),
  situation: lasting(() => import('../../panels/situation/situation-panel.tsx').then((m) => ({ default: m.SituationPanel }))),
  notes: lasting(() => import('../../panels/shift/note-ribbon.tsx').then((m) => ({ default: m.NoteRibbon }))),
  thresholds: lasting(() => import('../../panels/thresholds/threshold-ribbon.tsx').then((m) => ({ default: m.ThresholdRibbon }))),
} as const
const MapStage = lazy(laterMapStage)
const LegendPanel = lazy(FIRST.legend)
const AreaCard = lazy(FIRST.card)
const SituationPanel = lazy(FIRST.situation)
const NoteRibbon = lazy(FIRST.notes)
const ThresholdRibbon = lazy(FIRST.thresholds)
const NetworkStage = lazy(
  lasting(() => import('../../panels/network-stage/network-stage.tsx').then((m) => ({ default: m.NetworkStage }))),
)

/**
 * Loads what a desk shows at first sight. Drawn together it is painted once, and the map's context is made before the
 * GPU has that to do: part after part cost a slow one seconds.
 */
export async function deskFirstSight(part: DeskPart): Promise<void> {
  const stage = part === 'queue' ? [] : [laterMapStage, laterQuarterHours, ...Object.values(FIRST)]
  await Promise.all([...stage.map((load) => load()), ...firstPanels()])
}

/** Unseen panels wait no longer than this for the map. */
const DARK_AT_MOST_MS = 2_500
/** What the pack has not switched on has no place. HZ2 */
const placeless = ({ city }: PanelRead): readonly PanelId[] =>
  city?.hazards?.some(({ standing }) => standing.length > 0) === true ? [] : ['hazard']

/** The operator desk: the map over all, panels at its edges, everything in true pixels. */
export function DeskFace({ insets }: { readonly insets: MapFeed['insets'] }) {
  const desk = useRef<HTMLDivElement>(null)
  const box = useBox(desk)
  const [part, kept] = usePanel((read) => [read.view.part, read.view.own] as const)
  const without = usePanel(placeless)
  const own = useMemo(() => ({ ...kept, hidden: [...kept.hidden, ...without] }), [kept, without])
  const [bezels] = useState(machineBezels)
  const layout = useMemo(
    () => (box === undefined ? undefined : deskLayout(...box, { part, own, bezels })),
    [box, part, own, bezels],
  )
  useDeskKeys()
  const explainClicked = useExplain()
  const stage = usePanel((read) => read.view.stage)
  useEffect(() => {
    if (layout === undefined || box === undefined) return
    document.documentElement.style.fontSize = `${layout.unitPx * UNITS_PER_REM}px`
    insets.setState(insetsOf(layout, ...box), true)
  }, [layout, box, insets])
  return (
    <div
      className="desk"
      ref={desk}
      data-shape={layout?.shape}
      data-columns={layout?.columns}
      data-dense={layout?.dense}
      data-far={layout?.far}
      data-tools={layout && toolRows(layout)}
      data-framed={layout !== undefined && layout.screen > 0}
      style={layout && box && clearOf(layout, ...box)}
      onClick={explainClicked}
      data-stage={stage}
      data-lit={useLit(part !== 'queue' && stage === 'map')}
    >
      {layout !== undefined && part !== 'queue' && stage === 'map' && <Stage />}
      {layout !== undefined && <Furniture layout={layout} network={stage === 'network'} mapless={part === 'queue'} />}
      <div className="sheet-room" style={layout && place(sheetRoom(layout))}>
        <DeskSheets />
      </div>
      <LostSheet />
      <FrozenSheet />
    </div>
  )
}

/**
 * Whether the desk may be seen: from the map's first picture on, or soon without. A slow GPU that paints panels meanwhile
 * brings that picture seconds later. Once seen it stays: a map that is built anew takes no panel away. SC17
 */
function useLit(hasMap: boolean): boolean {
  const drawn = useStore(onStage, ({ level }) => level > 0)
  const [seen, setSeen] = useState(false)
  const lit = seen || drawn || !hasMap
  if (lit && !seen) setSeen(true)
  useEffect(() => (lit ? undefined : after(DARK_AT_MOST_MS, () => setSeen(true))), [lit])
  return lit
}

function Stage() {
  const say = sayIn(useLang())
  const [fault, setFault] = useState<string>()
  return (
    <div className="stage">
      <ErrorBoundary fallback={<p className="stage-words">{say('map.error')}</p>}>
        <Suspense fallback={<p className="stage-words">{say('map.loading')}</p>}>
          <MapStage failed={setFault} />
          <DeadManSheet life={frameLife} overMap title={say('gl.frozen')} />
        </Suspense>
      </ErrorBoundary>
      {fault !== undefined && <p className="stage-fault">{`${say('map.error')} · ${fault}`}</p>}
    </div>
  )
}

interface FurnitureProps {
  readonly layout: DeskLayout
  readonly network: boolean
  /** A window that shows the queue alone. */
  readonly mapless: boolean
}

function Furniture({ layout, network, mapless }: FurnitureProps) {
  const { header, stage, tools, strip, slots } = layout
  return (
    <>
      <div className="shade" ref={(shade) => shade?.style.setProperty('--side', `${stage.x}px`)} />
      <header className="desk-header" style={place(header)}>
        <HeaderPanel />
      </header>
      {!mapless && <StageTools stage={tools} network={network} />}
      {slots.map((slot) => (
        <RotatingSlot
          key={slot.turns
            .flat()
            .map(({ id }) => id)
            .join(' ')}
          slot={slot}
          panels={PLACED}
        />
      ))}
      {!mapless && (
        <div className="strip" style={place(strip)}>
          <HistogramPanel />
          <NoticePanel />
        </div>
      )}
      <ClockSuspect />
      <ModeMark />
    </>
  )
}

/** What stands over the map: switches, counts, news, the card of an area, the legend. */
function StageTools({ stage, network }: { readonly stage: Rect; readonly network: boolean }) {
  const news = useRef<HTMLDivElement>(null)
  useNewsCover(news, stage)
  return (
    <div className="stage-tools" style={place(stage)}>
      <div className="stage-bar">
        <LayersPanel />
        <StageSwitch />
      </div>
      <AlarmCountsPanel />
      <div className="stage-news" ref={news}>
        <Suspense fallback={null}>
          <SituationPanel />
          <ThresholdRibbon />
          <NoteRibbon />
        </Suspense>
      </div>
      <UnknownNode />
      {network ? (
        <Network />
      ) : (
        <Suspense fallback={null}>
          <AreaCard />
        </Suspense>
      )}
      <Suspense fallback={null}>
        <LegendPanel />
      </Suspense>
    </div>
  )
}

/** Tells the map where the news stands over it. SC-M15 */
function useNewsCover(news: RefObject<HTMLDivElement | null>, { x, y }: Rect): void {
  const feed = useMapFeed()
  const [width, height] = useBox(news) ?? [0, 0]
  useEffect(() => {
    const { offsetLeft = 0, offsetTop = 0 } = news.current ?? {}
    feed.news.setState({ left: x + offsetLeft, top: y + offsetTop, width, height })
    return () => feed.news.setState(NO_COVER)
  }, [feed, news, x, y, width, height])
}

/** The network in the map's place; a fault inside stays inside. */
function Network() {
  const say = sayIn(useLang())
  return (
    <ErrorBoundary fallback={<p className="quiet">{say('net.error')}</p>}>
      <Suspense fallback={<p className="quiet">{say('net.loading')}</p>}>
        <NetworkStage />
      </Suspense>
    </ErrorBoundary>
  )
}

/** Says that an address named a unit the city does not have, until something else is chosen. SC1 */
function UnknownNode() {
  const say = sayIn(useLang())
  const code = usePanel((read) => read.view.unknown)
  return code === '' ? null : (
    <p className="stage-note" role="status">
      {say('node.unknown', { code })}
    </p>
  )
}

/** Demo, replay and exercise are said over the whole screen, not only in the header. */
function ModeMark() {
  const say = sayIn(useLang())
  const mode = usePanel((read) => read.link.mode)
  if (mode === 'live') return null
  return (
    <>
      <div className={`mode-mark is-${mode}`}>{say(`mode.${mode}.note`)}</div>
      <ModeWatermark />
    </>
  )
}

/** The server's own clock is in doubt: said over everything until it is not. */
function ClockSuspect() {
  const say = sayIn(useLang())
  const suspect = usePanel((read) => read.link.clockSuspect)
  return suspect ? (
    <p className="clock-suspect" role="alert">
      {say('link.clockSuspect')}
    </p>
  ) : null
}
