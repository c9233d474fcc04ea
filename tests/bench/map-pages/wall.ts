import { offerPerf } from '../../../client/map/perf-hooks.ts'
import { WallRenderer } from '../../../client/map/wall-renderer.ts'
import type { Layer } from '../../../client/state/view.ts'
import { syntheticCity } from '../../support/synthetic-city.ts'
import { syntheticFeed } from '../../support/synthetic-feed.ts'

const asked = new URLSearchParams(location.search)
const inset = Number(asked.get('inset') ?? 0)
const canvas = document.querySelector<HTMLCanvasElement>('#gl')
const labels = document.querySelector<HTMLCanvasElement>('#labels')
const box = document.querySelector<HTMLElement>('#box')
if (!canvas || !labels || !box) throw new Error('The page lacks its canvases')

const city = syntheticCity()
const feed = syntheticFeed(city.names, { left: inset, right: inset, top: 0, bottom: 0 })
feed.view.act.show((asked.get('layer') ?? 'tier') as Layer)
const renderer = new WallRenderer({
  box,
  canvas,
  labels,
  feed,
  openCity: () => Promise.resolve(city),
  failed: (reason) => console.error(reason),
})
offerPerf(renderer, feed, canvas)
const key = { tier: 'tier', heat: 'events.h1', checks: 'checks.coverage', service: 'service.requested', events: 'events.h1' }
const GRIDS = 4
let live: ReturnType<typeof setInterval> | undefined
Object.assign(window, {
  bench: {
    ready: () => renderer.complete,
    select: (code: string) => feed.view.act.select(code),
    show: (layer: Layer) => feed.view.act.show(layer),
    stir: (count: number) => feed.stir(key[feed.view.getState().layer], GRIDS, count),
    /** One update from the decoded change to the issued draw calls. */
    update: (count: number) => {
      feed.stir(key[feed.view.getState().layer], GRIDS, count)
      renderer.drawNow()
    },
    live: (hz: number, count: number) => {
      clearInterval(live)
      if (hz > 0) live = setInterval(() => feed.stir(key[feed.view.getState().layer], GRIDS, count), 1000 / hz)
    },
    pan: (frame: number) => renderer.nudge(3 * Math.sin(frame / 20), 2 * Math.cos(frame / 15), 0.01 * Math.sin(frame / 30)),
    canvas,
  },
})
