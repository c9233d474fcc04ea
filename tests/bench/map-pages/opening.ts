import { CityBundle, openCity } from '../../../client/map/city-bundle.ts'
import { drainedAt } from '../../support/drained.ts'
import type { SyntheticFeed } from '../../support/synthetic-feed.ts'

// The map from its navigation to the first picture of all grids of a city that is served as the product serves it.
const GRIDS = 4
// As on a desk: what draws comes while names and outlines are on their way.
const opening = openCity('../')
const [{ offerPerf }, { WallRenderer }, { syntheticFeed }] = await Promise.all([
  import('../../../client/map/perf-hooks.ts'),
  import('../../../client/map/wall-renderer.ts'),
  import('../../support/synthetic-feed.ts'),
])
document.documentElement.style.fontSize = '4px'
const canvas = document.querySelector<HTMLCanvasElement>('#gl')
const labels = document.querySelector<HTMLCanvasElement>('#labels')
const box = document.querySelector<HTMLElement>('#box')
if (!canvas || !labels || !box) throw new Error('The page lacks its canvases')

const stage = canvas
const insets = { left: 0, right: 0, top: 0, bottom: 0, card: 0 }
let held: SyntheticFeed | undefined
const empty = syntheticFeed([], insets)
const feed = { ...empty, wall: () => held?.wall() }
feed.view.act.show('heat')

async function open() {
  const bundle = await CityBundle.open('../', undefined, opening)
  if (bundle)
    held = syntheticFeed(
      bundle.names.filter(({ level }) => level <= GRIDS),
      insets,
    )
  return bundle
}

const renderer = new WallRenderer({
  box,
  canvas,
  labels,
  feed,
  city: open(),
  failed: (reason) => console.error(reason),
})
offerPerf(renderer, feed, { canvas, passTime: () => undefined })

let firstMs: number | undefined
let [seen, idle] = [0, 0]
/** Looks in each frame after the map has drawn; a picture that came before its names were chosen is drawn once more. */
const look = () => {
  const { redraws } = renderer.counts
  const isWhole = renderer.complete && renderer.city?.scene.plan.fill === GRIDS
  idle = isWhole && redraws === seen ? idle + 1 : 0
  if (idle > 1) renderer.drawNow()
  if (isWhole && renderer.counts.redraws > seen) firstMs = drainedAt(stage)
  else requestAnimationFrame(look)
  seen = redraws
}
requestAnimationFrame(look)
Object.assign(window, { bench: { firstMs: () => firstMs } })
