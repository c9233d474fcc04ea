import { chromium, type Browser, type Page } from '@playwright/test'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { planeX, planeY } from '../../client/map/plane.ts'
import type { Diagnostics } from '../../client/observe/diagnostics.ts'
import { loadCity } from '../../server/city/load-city.ts'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { cityFacts } from '../support/city-facts.ts'
import { pixelsSeen, watchPixels, type Spot } from '../support/pixel-watch.ts'
import { seededRandom } from '../support/random.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'
import { spread, type BenchRow } from './bench-row.ts'

type Point = readonly [lng: number, lat: number]

const EVERY_MS = 100
const LIVE_EVENTS = 300
const WATCHED_EVENTS = 120
const LEAST_SEEN = 60
const PIXEL_MS = 500
const BEFORE_DRAW_MS = 300
const FLATTERY_MS = 100
const APART_PX = 5

const share = (values: readonly number[], part: number) =>
  [...values].sort((a, b) => a - b)[Math.max(0, Math.ceil(part * values.length) - 1)] ?? Number.NaN
const inMs = (values: readonly number[]) => `p50 ${share(values, 0.5).toFixed(0)} p95 ${share(values, 0.95).toFixed(0)} ms`
const facts = cityFacts('hangzhou')
let serial = 0

/** Files one case; when it was sent and when the door had answered, epoch ms. */
async function file(url: string, point: Point): Promise<{ readonly sent: number; readonly answered: number }> {
  serial += 1
  const id = `c2p-${serial}`
  const own = { id, caseId: id, kind: 'case', step: 'reported', source: facts.source, type: facts.type, point }
  const sent = Date.now()
  const answer = await fetch(`${url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/x-ndjson' },
    body: JSON.stringify({ ...own, occurredAt: new Date(sent).toISOString() }),
  })
  const { accepted } = (await answer.json()) as { accepted: number }
  if (accepted !== 1) throw new Error(`The door did not take ${id}`)
  return { sent, answered: Date.now() }
}

/** Ten events a second, whatever the door takes for each. */
async function fileAll<T>(points: readonly Point[], send: (point: Point, n: number) => Promise<T>): Promise<readonly T[]> {
  const began = performance.now()
  const sent: Promise<T>[] = []
  for (const [n, point] of points.entries()) {
    await wait(Math.max(0, began + n * EVERY_MS - performance.now()))
    sent.push(send(point, n))
  }
  return Promise.all(sent)
}

async function openDesk(browser: Browser, url: string, size: { width: number; height: number }): Promise<Page> {
  const page = await browser.newPage({ viewport: size })
  await page.goto(`${url}/?perf=1`)
  await until(() => page.evaluate(() => window.gridwallMap?.complete() === true), 60_000, 'the first picture')
  await wait(3_000)
  return page
}

/** Middles of grids in seeded order. */
function gridPoints(dataDir: string): readonly Point[] {
  const { tree } = loadCity({ city: 'hangzhou', cacheDir: join(dataDir, 'cities') })
  const [first, end] = tree.range(4)
  const random = seededRandom(7)
  return Array.from({ length: end - first }, (_, n) => ({ point: tree.point(first + n), order: random() }))
    .sort((a, b) => a.order - b.order)
    .flatMap(({ point }) => (point ? [[point[0], point[1]] as const] : []))
}

/** Places on the screen, none close to another, so that each point is seen alone. */
async function spotsOf(page: Page, url: string, points: readonly Point[], size: { width: number; height: number }) {
  const index = (await (await fetch(`${url}/city/index.json`)).json()) as { bounds: [number, number, number, number] }
  const [west, south, east, north] = index.bounds
  const plane = { lng: (west + east) / 2, lat: (south + north) / 2 }
  const view = await page.evaluate(() => window.gridwallMap?.view() ?? { x: 0, y: 0, scale: 1 })
  const taken: { spot: Spot; point: Point }[] = []
  for (const point of points) {
    const x = size.width / 2 + (planeX(plane, point[0]) - view.x) * view.scale
    const y = size.height / 2 - (planeY(plane, point[1]) - view.y) * view.scale
    const inside = x > 8 && y > 8 && x < size.width - 8 && y < size.height - 8
    if (inside && taken.every(({ spot }) => Math.hypot(spot.x - x, spot.y - y) >= APART_PX)) taken.push({ spot: { x, y }, point })
    if (taken.length >= 3 * WATCHED_EVENTS) break
  }
  return taken
}

/** The page's own figure, and the same by reading pixels: from sending, which is before the commit, to the point seen. */
async function pixelRow(browser: Browser, wall: WallServer, points: readonly Point[]): Promise<BenchRow> {
  const size = { width: 1280, height: 720 }
  const page = await openDesk(browser, wall.url, size)
  await fileAll(points.slice(0, LIVE_EVENTS), (point) => file(wall.url, point))
  await wait(1_500)
  const own = await page.evaluate(() => window.gridwall?.diagnostics() as Diagnostics)
  const places = await spotsOf(page, wall.url, points.slice(LIVE_EVENTS), size)
  const spots = places.map(({ spot }) => spot)
  await watchPixels(page, spots)
  for (let n = 0; n < 5; n++) await file(wall.url, points[n] as Point).then(() => wait(400))
  const watched = ((await pixelsSeen(page))?.dark ?? []).slice(0, WATCHED_EVENTS)
  const sent = await fileAll(
    watched.map((n) => places[n]?.point as Point),
    (point) => file(wall.url, point),
  )
  await wait(2_500)
  const seen = (await pixelsSeen(page))?.seen ?? {}
  await page.close()
  const fromSending = watched.flatMap((n, at) => (seen[n] ? [seen[n] - (sent[at]?.sent ?? Number.NaN)] : []))
  const fromAnswer = watched.flatMap((n, at) => (seen[n] ? [seen[n] - (sent[at]?.answered ?? Number.NaN)] : []))
  if (fromSending.length < LEAST_SEEN) throw new Error(`C2P: ${fromSending.length} of ${watched.length} points were ever seen`)
  const { p50, p95, n } = own.eventToPixelMs
  if (p50 < share(fromAnswer, 0.5) - FLATTERY_MS)
    throw new Error(`C2P: the page says ${p50} ms, its pixels say ${inMs(fromAnswer)} after the receipt`)
  const worse = Math.max(p95, share(fromSending, 0.95))
  return {
    id: 'C2P',
    what: 'commit to pixel, 1280×720, city desk, 10 events/s: worse of the page’s p95 and the p95 of pixels read / 500 ms',
    ...spread([worse / PIXEL_MS]),
    better: 'lower',
    must: 1,
    goal: 0.5,
    detail: `page p50 ${p50} p95 ${p95} ms of ${n}; pixels read, from sending: ${inMs(fromSending)} of ${fromSending.length} points`,
  }
}

/** Larger pictures are the rasteriser's own cost in software: printed, and only the way to the draw is held. */
async function beforeDrawRow(browser: Browser, wall: WallServer, points: readonly Point[]): Promise<BenchRow> {
  const page = await openDesk(browser, wall.url, { width: 1920, height: 1080 })
  await page.evaluate(() => window.gridwallMap?.latencies())
  await fileAll(points.slice(0, LIVE_EVENTS), (point) => file(wall.url, point))
  await wait(1_500)
  const { beforeDrawMs, pixelMs } = await page.evaluate(
    () => window.gridwallMap?.latencies() ?? { beforeDrawMs: [], pixelMs: [] },
  )
  await page.close()
  if (beforeDrawMs.length < LEAST_SEEN) throw new Error(`C2P: only ${beforeDrawMs.length} publications reached the desk`)
  return {
    id: 'C2D',
    what: 'commit to the start of the draw, 1920×1080, p95 / 300 ms',
    ...spread([share(beforeDrawMs, 0.95) / BEFORE_DRAW_MS]),
    better: 'lower',
    must: 1,
    goal: 0.9,
    detail: `before the draw ${inMs(beforeDrawMs)}, to the pixel ${inMs(pixelMs)} of ${beforeDrawMs.length} publications`,
  }
}

export async function run(): Promise<readonly BenchRow[]> {
  const wall = await startWall({ args: ['--feed', 'none', '--city', 'hangzhou'], readyWithinMs: 150_000 })
  const points = gridPoints(wall.dataDir)
  const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
  try {
    return [await pixelRow(browser, wall, points), await beforeDrawRow(browser, wall, points)]
  } finally {
    await browser.close()
    await wall.stop()
    wall.forget()
  }
}
