import { chromium, type Browser } from '@playwright/test'
import express, { type Router } from 'express'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Probe } from '../../client/map/perf-hooks.ts'
import { cityBundleRoutes } from '../../server/routes/city-bundle.ts'
import { benchCity, flatGrids } from '../support/bench-city.ts'
import { BROWSER_FLAGS, NO_BROWSER_UI } from '../support/browser-flags.ts'
import { openMapPages } from '../support/map-pages.ts'
import { spread, type BenchRow } from './bench-row.ts'

const PAIRS = 5

/** Milliseconds from navigation to the first finished picture of all grids, nothing cached. */
async function openingMs(browser: Browser, url: string, isWall: boolean): Promise<number> {
  const page = await browser.newPage({ viewport: { width: 960, height: 540 } })
  await page.goto(url)
  await page.waitForFunction('window.bench?.firstMs() !== undefined', undefined, { timeout: 60_000 })
  const ms = await page.evaluate<number>('bench.firstMs()')
  if (isWall) {
    const probes: readonly Probe[] = await page.evaluate('gridwallMap.probe(50)')
    const wrong = probes.filter(({ drawn, expected }) => drawn.some((byte, k) => Math.abs(byte - (expected[k] ?? 0)) > 2))
    // At this size a border runs over the middle of some areas.
    if (probes.length < 100 || wrong.length > probes.length / 2)
      throw new Error(`G8: ${wrong.length} of ${probes.length} areas have a wrong colour`)
  }
  await page.close()
  return ms
}

/** The files that a page opens, compressed as the product sends them; its names are written in the product's fonts. */
function cityFiles(): Router {
  const bundle = benchCity()
  const flat = gzipSync(flatGrids(bundle))
  const router = cityBundleRoutes({ bundle })
  router.use('/fonts', express.static(join(import.meta.dirname, '../../public/fonts')))
  router.get('/flat.bin', (_request, response) => {
    response.set('Content-Encoding', 'gzip').type('application/octet-stream').send(flat)
  })
  return router
}

/** G8: the map opening a city of 15,000 grids as it is served, against bare deck.gl opening flat numbers of them. */
export async function run(): Promise<readonly BenchRow[]> {
  const pages = await openMapPages({ paths: ['map-pages/opening.html', 'bare/flat.html'], plugins: [], routes: cityFiles() })
  const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS, NO_BROWSER_UI] })
  try {
    const wall = () => openingMs(browser, pages.at('map-pages/opening.html?perf=1'), true)
    const bare = () => openingMs(browser, pages.at('bare/flat.html'), false)
    await bare()
    await wall()
    const pairs: { wall: number; bare: number }[] = []
    for (let n = 0; n < PAIRS; n++) pairs.push({ bare: await bare(), wall: await wall() })
    const list = (side: 'wall' | 'bare') => pairs.map((pair) => pair[side].toFixed(0)).join(' ')
    return [
      {
        id: 'G8',
        what: 'navigation to the first finished picture of 15,000 grids: the map opening the served city with all its levels and names / bare deck opening flat single-precision grids',
        ...spread(pairs.map((pair) => pair.wall / pair.bare)),
        better: 'lower',
        must: 1.5,
        goal: 1.2,
        detail: `wall ${list('wall')} ms, bare ${list('bare')} ms`,
      },
    ]
  } finally {
    await browser.close()
    pages.close()
  }
}
