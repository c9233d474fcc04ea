import { chromium } from '@playwright/test'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { mainThreadOf } from '../support/main-thread.ts'
import { openMapPages } from '../support/map-pages.ts'
import { spread, type BenchRow } from './bench-row.ts'

/** Minutes of changes; the first three warm up. */
const MINUTES = 10
const WARM_MINUTES = 3
const HZ = 10
const CHANGES = 1000
const KB_A_MINUTE = 20
const MINUTE_MS = 60_000

/** Runs for ten minutes. */
export const long = true

/** Median of the slopes between any two points a minute apart: one late collection must not turn the line. */
function slopeOf(values: readonly number[]): number {
  const slopes = values.flatMap((early, i) => values.slice(i + 1).map((late, n) => (late - early) / (n + 1)))
  return spread(slopes).ratio
}

/** G9: what the heap of the map gains a minute while a thousand grids change ten times a second. */
export async function run(): Promise<readonly BenchRow[]> {
  const pages = await openMapPages()
  const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
  try {
    const page = await browser.newPage({ viewport: { width: 480, height: 270 } })
    await page.goto(`${pages.wall}&layer=heat&rem=4`)
    await page.waitForFunction('window.bench !== undefined && bench.ready()')
    const thread = await mainThreadOf(page)
    await page.evaluate(`bench.setLive(${HZ}, ${CHANGES})`)
    const heldKb: number[] = []
    for (let minute = 0; minute < MINUTES; minute++) {
      await page.waitForTimeout(MINUTE_MS)
      heldKb.push((await thread.heapBytes()) / 1024)
    }
    return [
      {
        id: 'G9',
        what: `JS heap gained a minute after minute ${WARM_MINUTES}, ${CHANGES} changes ${HZ} times a second, KB / ${KB_A_MINUTE}`,
        ...spread([slopeOf(heldKb.slice(WARM_MINUTES - 1)) / KB_A_MINUTE]),
        better: 'lower',
        must: 1,
        goal: 0.25,
        detail: `KB by minute: ${heldKb.map((kb) => kb.toFixed(0)).join(' ')}`,
      },
    ]
  } finally {
    await browser.close()
    pages.close()
  }
}
