import { offerPerf } from '../../../client/map/perf-hooks.ts'
import { WallRenderer } from '../../../client/map/wall-renderer.ts'
import type { Layer } from '../../../client/state/view.ts'
import { syntheticCity } from '../../support/synthetic-city.ts'
import { syntheticEvents } from '../../support/synthetic-events.ts'
import { syntheticFeed } from '../../support/synthetic-feed.ts'

const asked = new URLSearchParams(location.search)
const inset = Number(asked.get('inset') ?? 0)
// A smaller unit of layout lets finer areas count as seen.
document.documentElement.style.fontSize = `${asked.get('rem') ?? 16}px`
const canvas = document.querySelector<HTMLCanvasElement>('#gl')
const labels = document.querySelector<HTMLCanvasElement>('#labels')
const box = document.querySelector<HTMLElement>('#box')
if (!canvas || !labels || !box) throw new Error('The page lacks its canvases')

const city = syntheticCity()
const events = syntheticEvents(Number(asked.get('events') ?? 0), city.plane)
const feed = syntheticFeed(city.names, { left: inset, right: inset, top: 0, bottom: 0, card: 0 }, events)
feed.view.act.show((asked.get('layer') ?? 'tier') as Layer)
const renderer = new WallRenderer({
  box,
  canvas,
  labels,
  feed,
  openCity: () => Promise.resolve(city),
  failed: (reason) => console.error(reason),
})
offerPerf(renderer, feed, { canvas, passTime: () => undefined })
const key = {
  tier: 'tier',
  heat: 'events.h1',
  checks: 'checks.coverage',
  service: 'service.requested',
  events: 'events.h1',
  measures: 'measures.active',
  'heat-smooth': 'events.h1',
}
const GRIDS = 4
let live: ReturnType<typeof setInterval> | undefined
const plan = (count: number) => feed.plan(key[feed.view.getState().layer], GRIDS, count)
const stir = (count: number) => feed.apply(plan(count))
const pan = (frame: number) => renderer.nudge(3 * Math.sin(frame / 20), 2 * Math.cos(frame / 15), 0.01 * Math.sin(frame / 30))

function setLive(hz: number, count: number): void {
  clearInterval(live)
  if (hz > 0) live = setInterval(() => stir(count), 1000 / hz)
}

/** Moves the hand in every frame of the browser; resolves with the pictures drawn. */
function panFor(seconds: number): Promise<number> {
  return new Promise((resolve) => {
    const before = renderer.counts.redraws
    const end = performance.now() + seconds * 1000
    let frame = 0
    const turn = (now: number) => {
      pan(frame++)
      if (now < end) requestAnimationFrame(turn)
      else resolve(renderer.counts.redraws - before)
    }
    requestAnimationFrame(turn)
  })
}

/** Durations of tasks over 50 ms while figures change four times a second and the hand never rests. */
function livePan(seconds: number, count: number): Promise<number[]> {
  return new Promise((resolve) => {
    const tasks: number[] = []
    new PerformanceObserver((list) => list.getEntries().forEach(({ duration }) => tasks.push(duration))).observe({
      type: 'longtask',
    })
    setLive(4, count)
    const end = performance.now() + seconds * 1000
    let frame = 0
    const turn = (now: number) => {
      pan(frame++)
      if (now < end) requestAnimationFrame(turn)
      else {
        setLive(0, 0)
        resolve(tasks)
      }
    }
    requestAnimationFrame(turn)
  })
}

Object.assign(window, {
  bench: {
    ready: () => renderer.complete,
    select: (code: string) => feed.view.act.select(code),
    show: (layer: Layer) => feed.view.act.show(layer),
    stir,
    /** One update from the decoded change to the issued draw calls. */
    timedUpdate: (count: number) => {
      const change = plan(count)
      const began = performance.now()
      feed.apply(change)
      renderer.drawNow()
      return performance.now() - began
    },
    livePan,
    panFor,
    setLive,
    selected: () => feed.view.getState().node,
    /** Pixels of the whole canvas through which the page shows. */
    countTransparent: () => {
      renderer.touch('picture')
      renderer.drawNow()
      const gl = canvas.getContext('webgl2')
      const pixels = new Uint8Array(canvas.width * canvas.height * 4)
      gl?.readPixels(0, 0, canvas.width, canvas.height, gl.RGBA, gl.UNSIGNED_BYTE, pixels)
      return pixels.filter((byte, at) => at % 4 === 3 && byte < 250).length
    },
    canvas,
  },
})
