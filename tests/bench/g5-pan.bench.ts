import { chromium, type Browser, type Page } from '@playwright/test'
import type { Probe } from '../../client/map/perf-hooks.ts'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { mainThreadOf, type MainThread } from '../support/main-thread.ts'
import { openMapPages, type MapPages } from '../support/map-pages.ts'
import { spread, type BenchRow } from './bench-row.ts'

const PAIRS = 5
const PAN_SECONDS = 2
const WINDOWS = 40
const WINDOW_SECONDS = 0.5
const EVENTS = 50_000
const FRAME_CPU_MS = 12

interface Panned {
  readonly page: Page
  readonly thread: MainThread
}

async function open(browser: Browser, url: string): Promise<Panned> {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } })
  await page.goto(url)
  await page.waitForFunction('window.bench !== undefined && bench.ready()', undefined, { timeout: 60_000 })
  return { page, thread: await mainThreadOf(page) }
}

/** Main-thread CPU, ms, while the hand moves for so long, and the pictures drawn meanwhile. */
async function panCost({ page, thread }: Panned, seconds: number): Promise<{ readonly cpuMs: number; readonly drawn: number }> {
  const before = await thread.cpuMs()
  const drawn = await page.evaluate<number>(`bench.panFor(${seconds})`)
  return { cpuMs: (await thread.cpuMs()) - before, drawn: Math.max(1, drawn) }
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

/** The full wall under live figures: how much main thread its dearest pictures take. */
async function frameRow(wall: Panned): Promise<BenchRow> {
  await wall.page.evaluate('bench.setLive(4, 1000)')
  const costs: number[] = []
  for (let n = 0; n < WINDOWS; n++) {
    const { cpuMs, drawn } = await panCost(wall, WINDOW_SECONDS)
    costs.push(cpuMs / drawn)
  }
  await wall.page.evaluate('bench.setLive(0, 0)')
  const sorted = costs.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.ceil(share * WINDOWS) - 1] ?? Number.NaN
  return {
    id: 'GF',
    what: `main-thread CPU a picture, all empty frames between included, p95 of ${WINDOWS} half seconds of pan and zoom over 15,000 grids, 50,000 events and names with live figures / ${FRAME_CPU_MS} ms`,
    ...spread([at(0.95) / FRAME_CPU_MS]),
    better: 'lower',
    must: 1,
    goal: 0.5,
    detail: `p50 ${at(0.5).toFixed(1)} ms, p95 ${at(0.95).toFixed(1)} ms, worst ${at(1).toFixed(1)} ms`,
  }
}

async function panRows(browser: Browser, pages: MapPages): Promise<readonly BenchRow[]> {
  const wall = await open(browser, `${pages.wall}&layer=events&rem=4&events=${EVENTS}`)
  const bare = await open(browser, `${pages.bare}?events=${EVENTS}`)
  for (const side of [wall, bare]) await panCost(side, PAN_SECONDS)
  type Cost = Awaited<ReturnType<typeof panCost>>
  const pairs: { wall: Cost; bare: Cost }[] = []
  for (let n = 0; n < PAIRS; n++) pairs.push({ bare: await panCost(bare, PAN_SECONDS), wall: await panCost(wall, PAN_SECONDS) })
  const frame = await frameRow(wall)
  const probed = await checkPicture(wall)
  const list = (side: 'wall' | 'bare') => pairs.map((pair) => `${pair[side].cpuMs.toFixed(0)} ms/${pair[side].drawn}`).join(', ')
  const pan: BenchRow = {
    id: 'G5',
    what: `main-thread CPU of ${PAN_SECONDS} s of pan and zoom, the same hand: wall of 15,000 grids, 50,000 events and names / bare deck of the same grids and points`,
    ...spread(pairs.map((pair) => pair.wall.cpuMs / pair.bare.cpuMs)),
    better: 'lower',
    must: 1.5,
    goal: 1.2,
    detail: `CPU/pictures drawn: wall ${list('wall')}; bare ${list('bare')}; ${probed} areas' colours right`,
  }
  return [pan, frame]
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
