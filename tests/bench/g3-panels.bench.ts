import { chromium, type Browser, type Page } from '@playwright/test'
import { setTimeout as wait } from 'node:timers/promises'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { openLiveDesk, startBuiltWall, type LiveDesk } from '../support/live-desk.ts'
import { openMapPages } from '../support/map-pages.ts'
import { costsOf, sideOf } from '../support/update-cost.ts'
import type { WallServer } from '../support/wall-server.ts'
import { spread, type BenchRow } from './bench-row.ts'

const PAIRS = 3
/** Slices of rest and of change that take turns in one pair, so that what drifts meets both. */
const SLICES = 4
const UPDATES = 10
const SLICE_MS = 250 * (UPDATES + 2)

const deskSide = ({ page, seq, stir }: LiveDesk) => sideOf(page, { updates: seq, live: () => stir(UPDATES) })

const bareSide = (page: Page) =>
  sideOf(page, {
    updates: () => page.evaluate<number>('bench.updates()'),
    live: async () => {
      await page.evaluate('bench.setLive(4, 1000)')
      await wait(SLICE_MS)
      await page.evaluate('bench.setLive(0, 0)')
    },
  })

async function panelRow(browser: Browser, wall: WallServer, bareUrl: string): Promise<BenchRow> {
  const desk = await openLiveDesk(browser, wall, '')
  const bare = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  // The loader of these files names functions by a call that the page does not know.
  await bare.addInitScript('globalThis.__name = (named) => named')
  await bare.goto(bareUrl)
  await bare.waitForFunction('window.bench !== undefined && bench.ready()')
  const sides = [await bareSide(bare), await deskSide(desk)]
  await costsOf(sides, SLICES, SLICE_MS)
  const pairs: (readonly [bare: number, desk: number])[] = []
  for (let n = 0; n < PAIRS; n++) {
    const [bareMs = Number.NaN, deskMs = Number.NaN] = await costsOf(sides, SLICES, SLICE_MS)
    pairs.push([bareMs, deskMs])
  }
  await desk.checkHash()
  const right = await desk.checkPicture()
  const list = (at: 0 | 1) => pairs.map((pair) => pair[at].toFixed(2)).join(' ')
  return {
    id: 'G3',
    what: 'main-thread CPU of an update of 1,000 grids, rest taken off: the whole desk from the socket to panels and map / bare deck with a state texture',
    ...spread(pairs.map(([bareMs, deskMs]) => deskMs / bareMs)),
    better: 'lower',
    must: 2,
    goal: 1.5,
    detail: `desk ${list(1)} ms, bare ${list(0)} ms, ${SLICES * UPDATES} sendings each; state hash equal, ${right} areas' colours right`,
  }
}

/** G3 on the desk as it is served, against the page that only draws. */
export async function run(): Promise<readonly BenchRow[]> {
  const [pages, wall] = [await openMapPages(), await startBuiltWall()]
  const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
  try {
    return [await panelRow(browser, wall, pages.bare)]
  } finally {
    await browser.close()
    pages.close()
    await wall.stop()
    wall.forget()
  }
}
