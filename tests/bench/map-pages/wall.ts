import { planeAt } from '../../../client/map/camera.ts'
import { offerPerf } from '../../../client/map/perf-hooks.ts'
import { WallRenderer } from '../../../client/map/wall-renderer.ts'
import type { Layer } from '../../../client/state/view.ts'
import { changeOf, firstFigures } from '../../support/synthetic-changes.ts'
import { syntheticCity } from '../../support/synthetic-city.ts'
import { syntheticEvents } from '../../support/synthetic-events.ts'
import { FRAME_S, nextTask, runFrames, type Held } from '../../support/hand.ts'
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
  city: Promise.resolve(city),
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
  columns: 'cases.open',
}
const GRIDS = 4
/** Frames between two publications. */
const STIR_FRAMES = 15
const [stage, names] = [canvas, labels]
const { clientWidth, clientHeight } = box
let live: ReturnType<typeof setInterval> | undefined
const plan = (count: number) => feed.plan(key[feed.view.getState().layer], GRIDS, count)
const stir = (count: number) => feed.apply(plan(count))

/** Holds the camera beside its home as the hand of every compared page does. */
function holder(): (held: Held) => void {
  const home = renderer.motion.current
  return ({ right, up, zoom }) => {
    const { x, y, scale } = renderer.motion.current
    const to = { x: home.x + (right * clientWidth) / home.scale, y: home.y + (up * clientHeight) / home.scale }
    renderer.nudge((to.x - x) * scale, (y - to.y) * scale, Math.log2((home.scale * 2 ** zoom) / scale))
  }
}

let updates = 0
const areas = city.geometries[GRIDS]?.codes.length ?? 0
const heat = (change: Parameters<typeof feed.planOf>[2]) => feed.apply(feed.planOf(key.heat, GRIDS, change))
heat({ cells: Uint32Array.from({ length: areas }, (_, cell) => cell), values: firstFigures(areas) })

/** The changes that every compared page gets, so often; 0 stops. */
function setLive(hz: number, count: number): void {
  clearInterval(live)
  if (hz > 0) live = setInterval(() => heat(changeOf(updates++, areas, count)), 1000 / hz)
}

/** So many frames of sixty a second under the hand, figures changing meanwhile where asked; resolves with the pictures drawn. */
async function panFrames(frames: number, changes = 0): Promise<number> {
  const before = renderer.counts.redraws
  const [began, hold] = [performance.now(), holder()]
  renderer.loop.frozen = true
  await runFrames({
    frames,
    canvas: stage,
    draw: (held, frame) => {
      if (changes > 0 && frame % STIR_FRAMES === 0) stir(changes)
      hold(held)
      renderer.loop.step(began + frame * FRAME_S * 1000)
    },
    free: async () => {
      do await nextTask()
      while (renderer.drawn.busy)
    },
  })
  renderer.loop.frozen = false
  return renderer.counts.redraws - before
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
    panFrames,
    setLive,
    updates: () => updates,
    raise: feed.raise,
    /** Code of the widest area under a pixel of the stage. */
    codeAt: (x: number, y: number) =>
      renderer.city?.codeAt(1, ...planeAt(renderer.motion.current, { width: clientWidth, height: clientHeight }, [x, y])),
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
    /** A number for what stands on the canvas of names. */
    namesDrawn: () =>
      names
        .getContext('2d')
        ?.getImageData(0, 0, names.width, names.height)
        .data.reduce((sum, byte, at) => (sum * 31 + byte * (at % 251)) % 0x7fffffff, 7),
  },
})
