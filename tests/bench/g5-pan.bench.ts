import { chromium, type Browser, type Page } from '@playwright/test'
import type { Probe } from '../../client/map/perf-hooks.ts'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { mainThreadOf, type MainThread } from '../support/main-thread.ts'
import { openMapPages, type MapPages } from '../support/map-pages.ts'
import { frameCosts } from '../support/frame-cost.ts'
import { spread, type BenchRow } from './bench-row.ts'

const PAIRS = 5
/** Of sixty a second. */
const PAN_FRAMES = 24

const TIMED_FRAMES = 360
const EVENTS = 50_000
const FRAME_CPU_MS = 12
const CHANGES = 1000
const SMALL = { viewport: { width: 640, height: 360 } }
/** Laid out as on a large screen; few pixels, as the rasteriser is not what is timed. */
const FULL = { viewport: { width: 1920, height: 1080 }, deviceScaleFactor: 0.25 }

interface Panned {
  readonly page: Page
  readonly thread: MainThread
}

async function open(browser: Browser, url: string, screen: typeof SMALL = SMALL): Promise<Panned> {
  const page = await browser.newPage(screen)
  await page.goto(url)
  await page.waitForFunction('window.bench !== undefined && bench.ready()', undefined, { timeout: 60_000 })
  return { page, thread: await mainThreadOf(page) }
}

/** Main-thread CPU a frame, ms, while the hand moves. */
async function panCost({ page, thread }: Panned): Promise<number> {
  const before = await thread.cpuMs()
  const drawn = await page.evaluate<number>(`bench.panFrames(${PAN_FRAMES})`)
  // The hand's first frame may find the camera where it holds it.
  if (drawn < PAN_FRAMES || drawn > PAN_FRAMES + 1) throw new Error(`G5: ${drawn} pictures in ${PAN_FRAMES} frames`)
  return ((await thread.cpuMs()) - before) / PAN_FRAMES
}

/** A picture that is not what it should be makes every figure worthless. */
async function checkPicture({ page }: Panned): Promise<number> {
  await page.evaluate(`bench.show('heat')`)
  await page.evaluate('gridwallMap.pan(0, 0, 2)')
  await page.waitForFunction('gridwallMap.complete()')
  const probes: readonly Probe[] = await page.evaluate('gridwallMap.probe(1)')
  const wrong = probes.filter(({ drawn, expected }) => drawn.some((byte, k) => Math.abs(byte - (expected[k] ?? 0)) > 2))
  if (probes.length < 5 || wrong.length > 0) throw new Error(`G5: ${wrong.length} of ${probes.length} areas have a wrong colour`)
  return probes.length
}

/** The full wall of a large screen under live figures and events: how much main thread its dearest pictures take. */
async function frameRow(browser: Browser, pages: MapPages): Promise<BenchRow> {
  const wall = await open(browser, `${pages.wall}&layer=events&events=${EVENTS}`, FULL)
  await panCost(wall)
  const costs = await frameCosts(browser, () => wall.page.evaluate(`bench.panFrames(${TIMED_FRAMES}, ${CHANGES})`))
  const probed = await checkPicture(wall)
  await wall.page.close()
  if (costs.length < TIMED_FRAMES) throw new Error(`GF: ${costs.length} of ${TIMED_FRAMES} frames were traced`)
  const sorted = costs.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * sorted.length) - 1] ?? Number.NaN
  return {
    id: 'GF',
    what: `main-thread CPU a frame, p95 of ${TIMED_FRAMES} frames of pan and zoom laid out for 1920×1080 over 15,000 grids, 50,000 events and names, figures and events changing with every 15th / ${FRAME_CPU_MS} ms`,
    ...spread([at(0.95) / FRAME_CPU_MS]),
    better: 'lower',
    must: 1,
    goal: 0.5,
    detail: `p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms; ${probed} areas' colours right`,
  }
}

async function panRows(browser: Browser, pages: MapPages): Promise<readonly BenchRow[]> {
  const wall = await open(browser, `${pages.wall}&layer=events&rem=4&events=${EVENTS}`)
  const bare = await open(browser, `${pages.bare}?events=${EVENTS}`)
  for (const side of [wall, bare]) await panCost(side)
  const pairs: { wall: number; bare: number }[] = []
  for (let n = 0; n < PAIRS; n++) pairs.push({ bare: await panCost(bare), wall: await panCost(wall) })
  const probed = await checkPicture(wall)
  await Promise.all([wall.page.close(), bare.page.close()])
  const list = (side: 'wall' | 'bare') => pairs.map((pair) => pair[side].toFixed(2)).join(' ')
  const pan: BenchRow = {
    id: 'G5',
    what: `main-thread CPU a frame of pan and zoom, the same hand, every frame drawn: wall of 15,000 grids, 50,000 events and names / bare deck of the same grids and points`,
    ...spread(pairs.map((pair) => pair.wall / pair.bare)),
    better: 'lower',
    must: 1.5,
    goal: 1.2,
    detail: `wall ${list('wall')} ms, bare ${list('bare')} ms; ${probed} areas' colours right`,
  }
  return [pan, await frameRow(browser, pages)]
}

export async function run(): Promise<readonly BenchRow[]> {
  const pages = await openMapPages()
  const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
  try {
    return await panRows(browser, pages)
  } finally {
    await browser.close()
    pages.close()
  }
}
