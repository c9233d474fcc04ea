import { chromium, type Browser, type Page } from '@playwright/test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Probe } from '../../client/map/perf-hooks.ts'
import type { Diagnostics } from '../../client/observe/diagnostics.ts'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { cityFacts } from '../support/city-facts.ts'
import { startWall, until, type WallServer } from '../support/wall-server.ts'
import { spread, type BenchRow } from './bench-row.ts'

const LIVE_SECONDS = 60
const WARM_UPDATES = 8
const CHANGES = 1000
const EVERY_MS = 250
const deskStands = () => window.gridwallMap?.complete() === true
const facts = cityFacts('hangzhou')
let serial = 0

/** A thousand cases of this moment, each in a grid of its own. */
async function sendThousand(wall: WallServer, grids: readonly string[]): Promise<void> {
  const occurredAt = new Date().toISOString()
  const lines = Array.from({ length: CHANGES }, () => {
    const id = `g6-${(serial += 1)}`
    const node = grids[(serial * 7919) % grids.length]
    return JSON.stringify({
      id,
      caseId: id,
      kind: 'case',
      step: 'reported',
      source: facts.source,
      type: facts.type,
      node,
      occurredAt,
    })
  })
  const headers = { 'content-type': 'application/x-ndjson' }
  const answer = await fetch(`${wall.url}/api/v1/events`, { method: 'POST', headers, body: lines.join('\n') })
  const { accepted } = (await answer.json()) as { accepted: number }
  if (accepted !== CHANGES) throw new Error(`The door took ${accepted} of ${CHANGES}`)
}

/** A thousand grids changed four times a second, `times` times. */
async function stir(wall: WallServer, grids: readonly string[], times: number): Promise<void> {
  const began = performance.now()
  for (let n = 0; n < times; n++) {
    await wait(Math.max(0, began + n * EVERY_MS - performance.now()))
    await sendThousand(wall, grids)
  }
  await wait(2 * EVERY_MS)
}

async function gridCodes(wall: WallServer): Promise<readonly string[]> {
  const answer = await fetch(`${wall.url}/api/v1/state?node=330100&depth=4&keys=events.h1`)
  const { nodes } = (await answer.json()) as { nodes: readonly { code: string; level: string | number }[] }
  const longest = Math.max(...nodes.map(({ code }) => code.length))
  return nodes.map(({ code }) => code).filter((code) => code.length === longest)
}

async function openDesk(browser: Browser, wall: WallServer): Promise<Page> {
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  await page.goto(`${wall.url}/?perf=1&layer=heat`)
  await page.waitForFunction(deskStands, undefined, { timeout: 60_000 })
  await wait(3_000)
  return page
}

/** The picture and the state are right, or no figure counts. */
async function checkDesk(page: Page, wall: WallServer): Promise<number> {
  const same = async () => {
    const mine = await page.evaluate(() => window.gridwall?.diagnostics() as Diagnostics)
    const { node, depth } = mine.scope
    const answer = await fetch(`${wall.url}/api/v1/state/hash?node=${node}&depth=${depth}&seq=${mine.seq}`)
    return ((await answer.json()) as { hash: string }).hash === mine.hash
  }
  await until(same, 15_000, 'the hash of the desk')
  await page.evaluate('gridwallMap.pan(0, 0, 1.5)')
  await page.waitForFunction(deskStands)
  const probes: readonly Probe[] = await page.evaluate('gridwallMap.probe(3)')
  const wrong = probes.filter(({ drawn, expected }) => drawn.some((byte, k) => Math.abs(byte - (expected[k] ?? 0)) > 2))
  // A border or a point may run over the middle of an area.
  if (probes.length < 10 || wrong.length > probes.length / 4)
    throw new Error(`G6: ${wrong.length} of ${probes.length} areas wrong`)
  return probes.length - wrong.length
}

/** Tasks over 50 ms on the real desk while a thousand grids change four times a second and the hand never rests. */
async function longTaskRow(page: Page, wall: WallServer, grids: readonly string[]): Promise<BenchRow> {
  // The loader of these files names functions by a call that the page does not know.
  await page.evaluate('globalThis.__name = (named) => named')
  const observed = page.evaluate(
    (ms) =>
      new Promise<readonly number[]>((resolve) => {
        const tasks: number[] = []
        const seen = (list: PerformanceObserverEntryList) => tasks.push(...list.getEntries().map(({ duration }) => duration))
        new PerformanceObserver(seen).observe({ type: 'longtask' })
        const end = performance.now() + ms
        let frame = 0
        const turn = (now: number) => {
          frame += 1
          window.gridwallMap?.pan(3 * Math.sin(frame / 20), 2 * Math.cos(frame / 15), 0.01 * Math.sin(frame / 30))
          if (now < end) requestAnimationFrame(turn)
          else resolve(tasks)
        }
        requestAnimationFrame(turn)
      }),
    LIVE_SECONDS * 1000,
  )
  await stir(wall, grids, (LIVE_SECONDS * 1000) / EVERY_MS)
  const long = await observed
  const right = await checkDesk(page, wall)
  return {
    id: 'G6',
    what: `tasks over 50 ms in ${LIVE_SECONDS} s of the real desk, 1,000 changes four times a second, pan and zoom`,
    ...spread([long.length]),
    better: 'lower',
    must: 0,
    goal: 0,
    detail: `worst ${Math.max(0, ...long).toFixed(0)} ms; state hash equal, ${right} areas' colours right`,
  }
}

/** G6 on the desk as it is served. */
export async function run(): Promise<readonly BenchRow[]> {
  const wall = await startWall({ args: ['--feed', 'none', '--city', 'hangzhou'], readyWithinMs: 150_000 })
  const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
  try {
    const grids = await gridCodes(wall)
    const desk = await openDesk(browser, wall)
    await stir(wall, grids, WARM_UPDATES)
    return [await longTaskRow(desk, wall, grids)]
  } finally {
    await browser.close()
    await wall.stop()
    wall.forget()
  }
}
