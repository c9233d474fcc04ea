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
const SLICES = 2
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
      return this.resolve(source, join(folder, 'package.json'), { skipSelf: true })
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

interface Standing {
  readonly contestant: Contestant
  readonly peer: Page
}

/** The wall and every peer, each on a page of its own; costs by pair, the wall's first. */
async function race(browser: Browser, pages: MapPages, chosen: readonly Contestant[]) {
  const wall = await open(browser, `${pages.wall}&layer=heat&rem=4`)
  const standings: Standing[] = []
  for (const contestant of chosen) standings.push({ contestant, peer: await open(browser, pages.at(`peers/${contestant.path}`)) })
  const sides = [await liveSide(wall, 4)]
  for (const { contestant, peer } of standings) sides.push(await liveSide(peer, contestant.hz))
  await costsOf(sides, 1, SLICE_MS)
  const pairs: number[][] = []
  for (let n = 0; n < PAIRS; n++) pairs.push(await costsOf(sides, SLICES, SLICE_MS))
  await checkWall(wall)
  return { standings, pairs }
}

/** How many times dearer an update of the contestant is than one of the wall, as a line of the table; true where it must be so. */
async function judge({ contestant: { name, must }, peer }: Standing, ours: readonly number[], theirs: readonly number[]) {
  const right = await checkSpots(peer, SCREEN.viewport)
  const { ratio, min, max } = spread(theirs.map((ms, n) => ms / (ours[n] ?? Number.NaN)))
  const list = (values: readonly number[]) => values.map((ms) => ms.toFixed(2)).join(' ')
  const verdict = must === undefined ? '    ' : max >= must ? 'ok  ' : 'MISS'
  const figures = `${ratio.toFixed(1)} x (${min.toFixed(1)} … ${max.toFixed(1)})`
  const bound = must === undefined ? 'printed' : `must ≥ ${must} x`
  print(
    `${verdict} ${name.padEnd(36)} ${figures.padEnd(24)} ${bound.padEnd(14)} theirs ${list(theirs)} ms, ours ${list(ours)} ms; ${right}`,
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
  const { standings, pairs } = await race(browser, pages, chosen)
  print('Main-thread CPU of an update of 1,000 of 15,000 grids: how many times dearer than the wall')
  const column = (at: number) => pairs.map((pair) => pair[at] ?? Number.NaN)
  const met: boolean[] = []
  for (const [at, standing] of standings.entries()) met.push(await judge(standing, column(0), column(at + 1)))
  process.exitCode = met.every(Boolean) ? 0 : 1
} finally {
  await browser.close()
  pages.close()
}
