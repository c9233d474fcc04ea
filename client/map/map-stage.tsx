import { useCallback, useEffect, useLayoutEffect, useRef, useState } from 'react'
import { useStore } from 'zustand'
import { glContextLost } from '../observe/frame-clock.ts'
import { after, every, steady } from '../observe/timers.ts'
import { useMapFeed } from '../state/map-feed.ts'
import { usePanel } from '../state/wall-store.ts'
import { UnderMap } from './base-map/under-map.ts'
import { useBaseMap } from './base-map/use-base-map.ts'
import { machineBezels } from './bezels.ts'
import type { CityPart } from './city-part.ts'
import { CityBundle } from './city-bundle.ts'
import { cityBase, takeExpected } from './expected-city.ts'
import { openContext } from './deck-stage.ts'
import { hasWebgl2, REBUILD_MS, releaseContext, RETRY_MS, stageAfter, type StageKind } from './gl-watch.ts'
import { KeptCity } from './kept-city.ts'
import { useCityFont } from '../theme/city-font.ts'
import './map-stage.css'
import { offerPerf } from './perf-hooks.ts'
import { PlainStage } from './plain-stage.tsx'
import { WallRenderer } from './wall-renderer.ts'

const NAME = { zh: '城市地图', en: 'City map' } as const

export interface MapStageProps {
  /** Told once a reason when something does not load; the map goes on without it. */
  readonly failed?: ((reason: string) => void) | undefined
  /** The part of the city this screen shows for good; the whole without it. */
  readonly part?: CityPart | undefined
}

const drop = () => undefined
const canDraw = () => hasWebgl2(() => document.createElement('canvas'))

/** The city's map: a GL canvas by generation, rebuilt when the browser takes it away; a plain picture where there is none. SC-M9 */
export function MapStage({ failed = drop, part }: MapStageProps) {
  const [generation, setGeneration] = useState(0)
  const losses = useRef<number[]>([])
  useCityFont(usePanel((read) => read.city?.font === true))
  const [kind, setKind] = useState<StageKind>('gl')

  const kept = useRef<KeptCity>(undefined)
  kept.current ??= new KeptCity(() => CityBundle.open(cityBase(), part, takeExpected()))
  const city = kept.current

  const retry = useCallback(() => {
    if (!canDraw()) return
    losses.current = []
    setKind('gl')
  }, [])
  const passTime = (ms: number) => (losses.current = losses.current.map((at) => at - ms))
  useEffect(() => () => city.release(), [city])
  useEffect(() => {
    if (kind !== 'plain') return
    return every(RETRY_MS, retry)
  }, [kind, retry])

  const rebuild = (tries: readonly number[]): void => {
    const [wait, ...later] = tries
    if (wait === undefined) setKind('plain')
    else after(wait, () => (canDraw() ? setGeneration((n) => n + 1) : rebuild(later)))
  }
  const lost = () => {
    glContextLost()
    losses.current.push(steady())
    const next = stageAfter(losses.current, steady())
    setKind(next)
    if (next === 'gl') rebuild(REBUILD_MS)
  }
  if (kind === 'plain') return <PlainStage retry={retry} />
  return <GlStage key={generation} city={city} none={() => setKind('plain')} lost={lost} passTime={passTime} failed={failed} />
}

interface GlStageProps {
  readonly city: KeptCity
  /** The browser gives no context at all. */
  readonly none: () => void
  readonly lost: () => void
  /** Lets past losses grow older, ms; for tests of what many of them lead to. */
  readonly passTime: (ms: number) => void
  readonly failed: (reason: string) => void
}

function GlStage({ city, none, lost, passTime, failed }: GlStageProps) {
  const feed = useMapFeed()
  const lang = useStore(feed.view, (view) => view.lang)
  const box = useRef<HTMLDivElement>(null)
  const names = useRef<HTMLCanvasElement>(null)
  const told = useRef({ none, lost, failed, passTime })
  told.current = { none, lost, failed, passTime }
  const under = useRef(new UnderMap())

  // Before the first paint: a context that is made behind it waits until all of it is drawn.
  useLayoutEffect(() => {
    if (!box.current || !names.current) return
    // Made here, not by React: a lost context belongs to its canvas for ever, so every start takes a new one.
    const canvas = document.createElement('canvas')
    if (!openContext(canvas, box.current)) return told.current.none()
    box.current.prepend(canvas)
    const gone = new AbortController()
    canvas.addEventListener('webglcontextlost', () => told.current.lost(), { signal: gone.signal })
    // The outlines come while the GL context is made; the renderer says what became of them.
    const outlines = city.lend()
    outlines.catch(() => undefined)
    const renderer = new WallRenderer({
      box: box.current,
      canvas,
      labels: names.current,
      bezels: machineBezels(),
      feed,
      city: outlines,
      under: under.current,
      failed: (reason) => told.current.failed(reason),
    })
    under.current.changed = () => renderer.touch('base map')
    const withdraw = offerPerf(renderer, feed, { canvas, passTime: (ms) => told.current.passTime(ms) })
    return () => {
      gone.abort()
      withdraw()
      renderer.destroy()
      releaseContext(canvas.getContext('webgl2'))
      canvas.remove()
    }
  }, [feed, city])

  useBaseMap(box, under, told)
  return (
    <div ref={box} className="map-stage" role="group" tabIndex={0} aria-label={NAME[lang]}>
      <canvas ref={names} className="map-labels" aria-hidden="true" />
    </div>
  )
}
