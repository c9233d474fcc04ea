import { chromium, type Browser, type Page } from '@playwright/test'
import { join, resolve, sep } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import type { Plugin } from 'vite'
import type { Probe } from '../../../client/map/perf-hooks.ts'
import { BROWSER_FLAGS } from '../../support/browser-flags.ts'
import { openMapPages, type MapPages } from '../../support/map-pages.ts'
import { costsOf, sideOf, type Side } from '../../support/update-cost.ts'
import { spread } from '../bench-row.ts'
import { checkSpots } from './check-spots.ts'
import { PEERS, peersFolder } from './peer-install.ts'

// The same 15,000 grids and the same updates of 1,000 through the wall's map and through peers, main-thread CPU an update.
const PAIRS = 3
const SLICES = 3
const SLICE_MS = 3_000
const SCREEN = { viewport: { width: 640, height: 360 } }
const AHEAD = 10
const KEPLER_AHEAD = 15

interface Contestant {
  readonly name: string
  readonly path: string
  readonly hz: number
  /** By how many times the wall must be ahead; absent where it is only printed. */
  readonly must?: number
}

const CONTESTANTS: readonly Contestant[] = [
  { name: `kepler.gl ${PEERS['@kepler.gl/components']} replaceDataInMap`, path: 'kepler.html', hz: 1, must: KEPLER_AHEAD },
  { name: `maplibre-gl ${PEERS['maplibre-gl']} setData`, path: 'maplibre.html?way=data', hz: 2, must: AHEAD },
  { name: `maplibre-gl ${PEERS['maplibre-gl']} updateData`, path: 'maplibre.html?way=diff', hz: 4 },
  { name: `maplibre-gl ${PEERS['maplibre-gl']} setFeatureState`, path: 'maplibre.html?way=state', hz: 4 },
]
const print = (line: string) => process.stdout.write(`${line}\n`)

/** What the peers' pages name without a path is looked up in the folder of the peers. */
function fromPeers(folder: string): Plugin {
  const own = join(import.meta.dirname, sep)
  return {
    name: 'from-peers',
    enforce: 'pre',
    resolveId(source, importer) {
      if (importer === undefined || source.startsWith('.') || !resolve(importer.split('?')[0] ?? '').startsWith(own)) return null
      return this.resolve(source, join(folder, 'page.js'), { skipSelf: true })
    },
  }
}

async function open(browser: Browser, url: string): Promise<Page> {
  const page = await browser.newPage(SCREEN)
  // The loader of these files names functions by a call that the page does not know.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.goto(url)
  await page.waitForFunction('window.bench !== undefined && bench.ready()', undefined, { timeout: 90_000 })
  await wait(2_000)
  return page
}

function liveSide(page: Page, hz: number): Promise<Side> {
  const live = async () => {
    await page.evaluate(`bench.setLive(${hz}, 1000)`)
    await wait(SLICE_MS)
    await page.evaluate('bench.setLive(0, 0)')
  }
  return sideOf(page, { updates: () => page.evaluate<number>('bench.updates()'), live })
}

/** A wall whose colours are wrong has no time. */
async function checkWall(page: Page): Promise<void> {
  await page.evaluate('gridwallMap.pan(0, 0, 2)')
  await page.waitForFunction('gridwallMap.complete()')
  const probes: readonly Probe[] = await page.evaluate('gridwallMap.probe(3)')
  const wrong = probes.filter(({ drawn, expected }) => drawn.some((byte, k) => Math.abs(byte - (expected[k] ?? 0)) > 2))
  if (probes.length < 10 || wrong.length > 0) throw new Error(`the wall: ${wrong.length} of ${probes.length} areas are wrong`)
}

/** How many times dearer an update of the contestant is than one of the wall; prints the line. */
async function compare(browser: Browser, pages: MapPages, contestant: Contestant): Promise<boolean> {
  const { name, path, hz, must } = contestant
  const wall = await open(browser, `${pages.wall}&layer=heat&rem=4`)
  const peer = await open(browser, pages.at(`peers/${path}`))
  const sides = [await liveSide(wall, 4), await liveSide(peer, hz)]
  await costsOf(sides, 1, SLICE_MS)
  const pairs: (readonly [number, number])[] = []
  for (let n = 0; n < PAIRS; n++) {
    const [ours = Number.NaN, theirs = Number.NaN] = await costsOf(sides, SLICES, SLICE_MS)
    pairs.push([ours, theirs])
  }
  await checkWall(wall)
  const right = await checkSpots(peer, SCREEN.viewport)
  await Promise.all([wall.close(), peer.close()])
  const { ratio, min, max } = spread(pairs.map(([ours, theirs]) => theirs / ours))
  const list = (at: 0 | 1) => pairs.map((pair) => pair[at].toFixed(2)).join(' ')
  const verdict = must === undefined ? '    ' : max >= must ? 'ok  ' : 'MISS'
  const figures = `${ratio.toFixed(1)} x (${min.toFixed(1)} … ${max.toFixed(1)})`
  const bound = must === undefined ? 'printed' : `must ≥ ${must} x`
  print(
    `${verdict} ${name.padEnd(36)} ${figures.padEnd(24)} ${bound.padEnd(14)} theirs ${list(1)} ms, ours ${list(0)} ms; ${right}`,
  )
  return must === undefined || max >= must
}

const folder = peersFolder(print)
const wanted = process.argv.slice(2)
const chosen = CONTESTANTS.filter(({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)))
const pages = await openMapPages({ paths: ['peers/kepler.html', 'peers/maplibre.html'], plugins: [fromPeers(folder)] })
const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
try {
  print('Main-thread CPU of an update of 1,000 of 15,000 grids: how many times dearer than the wall')
  const met: boolean[] = []
  for (const contestant of chosen) met.push(await compare(browser, pages, contestant))
  process.exitCode = met.every(Boolean) ? 0 : 1
} finally {
  await browser.close()
  pages.close()
}
