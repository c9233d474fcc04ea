import { chromium, type Browser, type Page } from '@playwright/test'
import type { Probe } from '../../client/map/perf-hooks.ts'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { openMapPages, type MapPages } from '../support/map-pages.ts'
import { spread, type BenchRow } from './bench-row.ts'

const PAIRS = 5
const UPDATES = 40
const CHANGES = 1000
const STILL_MS = 10_000

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 640, height: 360 } })
  await page.goto(url)
  await page.waitForFunction('window.bench !== undefined && bench.ready()', undefined, { timeout: 30_000 })
  return page
}

/** Milliseconds of main thread an update takes until its draw calls are issued: median of 40, the GPU drained before each. */
function measure(page: Page, changes: number): Promise<number> {
  return page.evaluate(
    async ([updates, count]) => {
      const { timedUpdate, canvas } = (
        window as unknown as { bench: { timedUpdate(n: number): number; canvas: HTMLCanvasElement } }
      ).bench
      const gl = canvas.getContext('webgl2')
      const pixel = new Uint8Array(4)
      const times: number[] = []
      for (let i = 0; i < updates; i++) {
        gl?.readPixels(0, 0, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
        times.push(timedUpdate(count))
        await new Promise((next) => setTimeout(next, 10))
      }
      return times.sort((a, b) => a - b)[updates >> 1] ?? Number.NaN
    },
    [UPDATES, changes] as const,
  )
}

/** A picture that is not what it should be makes every figure worthless. */
async function checkPicture(page: Page): Promise<number> {
  // Nearer, so that no border runs over the middle of a grid.
  await page.evaluate('gridwallMap.pan(0, 0, 3)')
  const probes: readonly Probe[] = await page.evaluate('gridwallMap.probe(7)')
  const wrong = probes.filter(({ drawn, expected }) => drawn.some((byte, k) => Math.abs(byte - (expected[k] ?? 0)) > 2))
  if (probes.length < 10 || wrong.length > 0) throw new Error(`G1: ${wrong.length} of ${probes.length} areas have a wrong colour`)
  return probes.length
}

async function updateRows(browser: Browser, pages: MapPages): Promise<BenchRow[]> {
  const wall = await open(browser, `${pages.wall}&layer=heat&rem=4`)
  const bare = await open(browser, pages.bare)
  await measure(wall, CHANGES)
  await measure(bare, CHANGES)
  const pairs: { wall: number; bare: number; all: number }[] = []
  for (let i = 0; i < PAIRS; i++)
    pairs.push({ bare: await measure(bare, CHANGES), wall: await measure(wall, CHANGES), all: await measure(wall, 15_000) })
  const probed = await checkPicture(wall)
  await Promise.all([wall.close(), bare.close()])
  const list = (values: readonly number[]) => values.map((ms) => ms.toFixed(2)).join(' ')
  const detail = `wall ${list(pairs.map((p) => p.wall))} ms, bare ${list(pairs.map((p) => p.bare))} ms; ${probed} areas' colours right`
  return [
    {
      id: 'G1',
      what: 'apply + redraw of 1,000 of 15,000 changed grids / bare deck with a state texture',
      ...spread(pairs.map((p) => p.wall / p.bare)),
      better: 'lower',
      must: 1.5,
      goal: 1.15,
      detail,
    },
    {
      id: 'G2',
      what: 'all 15,000 changed / its own 1,000-change figure',
      ...spread(pairs.map((p) => p.all / p.wall)),
      better: 'lower',
      must: 1.5,
      goal: 1.1,
      detail: `all ${list(pairs.map((p) => p.all))} ms`,
    },
  ]
}

/** Pictures drawn in ten seconds in which nothing happens, after names and ramps came to rest. */
async function staticRow(browser: Browser, pages: MapPages): Promise<BenchRow> {
  const page = await open(browser, `${pages.wall}&layer=heat&rem=4`)
  await page.waitForTimeout(6_000)
  const redraws = () => page.evaluate<number>('gridwallMap.counts().redraws')
  const before = await redraws()
  await page.waitForTimeout(STILL_MS)
  const drawn = (await redraws()) - before
  await page.close()
  return {
    id: 'G7',
    what: 'pictures drawn in 10 s by a wall on which nothing happens',
    ...spread([drawn]),
    better: 'lower',
    must: 0,
    goal: 0,
    detail: `${before} drawn before`,
  }
}

export async function run(): Promise<readonly BenchRow[]> {
  const pages = await openMapPages()
  const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
  try {
    return [...(await updateRows(browser, pages)), await staticRow(browser, pages)]
  } finally {
    await browser.close()
    pages.close()
  }
}
