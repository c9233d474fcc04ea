import type { Browser, Page } from '@playwright/test'
import { setTimeout as wait } from 'node:timers/promises'
import type { Probe } from '../../client/map/perf-hooks.ts'
import type { Diagnostics } from '../../client/observe/diagnostics.ts'
import { cityFacts } from './city-facts.ts'
import { startWall, until, type WallServer } from './wall-server.ts'

/** Grids changed by one publication, and the time between two. */
const CHANGES = 1000
const EVERY_MS = 250
const WARM_UPDATES = 8
const facts = cityFacts('hangzhou')

/** The real desk on the real server, whose figures change by a thousand grids four times a second. */
export interface LiveDesk {
  readonly page: Page
  /** So many times a thousand cases, each in a grid of its own; resolves when the last is on the screen. */
  stir(times: number): Promise<void>
  /** Number of the newest publication the desk applied. */
  seq(): Promise<number>
  /** State equal to the server's by hash; throws where it stays another. */
  checkHash(): Promise<void>
  /** Areas whose pixels have the colour they should; throws where too many have not. */
  checkPicture(): Promise<number>
}

/** Sends a thousand cases of this moment, from the `from`-th on. */
async function sendThousand(wall: WallServer, grids: readonly string[], from: number): Promise<void> {
  const occurredAt = new Date().toISOString()
  const { source, type } = facts
  const lines = Array.from({ length: CHANGES }, (_, n) => {
    const id = `live-${from + n}`
    const node = grids[((from + n) * 7919) % grids.length]
    return JSON.stringify({ id, caseId: id, kind: 'case', step: 'reported', source, type, node, occurredAt })
  })
  const headers = { 'content-type': 'application/x-ndjson' }
  const answer = await fetch(`${wall.url}/api/v1/events`, { method: 'POST', headers, body: lines.join('\n') })
  const { accepted } = (await answer.json()) as { accepted: number }
  if (accepted !== CHANGES) throw new Error(`The door took ${accepted} of ${CHANGES}`)
}

async function gridCodes(wall: WallServer): Promise<readonly string[]> {
  const answer = await fetch(`${wall.url}/api/v1/state?node=${facts.root}&depth=4&keys=events.h1`)
  const { nodes } = (await answer.json()) as { nodes: readonly { code: string }[] }
  const longest = Math.max(...nodes.map(({ code }) => code.length))
  return nodes.map(({ code }) => code).filter((code) => code.length === longest)
}

async function sameHash(page: Page, wall: WallServer): Promise<boolean> {
  const mine = await page.evaluate(() => window.gridwall?.diagnostics() as Diagnostics)
  const { node, depth } = mine.scope
  const answer = await fetch(`${wall.url}/api/v1/state/hash?node=${node}&depth=${depth}&seq=${mine.seq}`)
  return ((await answer.json()) as { hash: string }).hash === mine.hash
}

const mapStands = () => window.gridwallMap?.complete() === true

async function coloursRight(page: Page): Promise<number> {
  await page.evaluate('gridwallMap.pan(0, 0, 1.5)')
  await page.waitForFunction(mapStands)
  const probes: readonly Probe[] = await page.evaluate('gridwallMap.probe(3)')
  const wrong = probes.filter(({ drawn, expected }) => drawn.some((byte, k) => Math.abs(byte - (expected[k] ?? 0)) > 2))
  // A border or a point may run over the middle of an area.
  if (probes.length < 10 || wrong.length > probes.length / 4)
    throw new Error(`${wrong.length} of ${probes.length} areas have a wrong colour`)
  return probes.length - wrong.length
}

let serial = 0

/** Opens the desk on a running server; `stage` is the part of it that must stand. */
export async function openLiveDesk(browser: Browser, wall: WallServer, address: string): Promise<LiveDesk> {
  const grids = await gridCodes(wall)
  const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
  // The loader of these files names functions by a call that the page does not know.
  await page.addInitScript('globalThis.__name = (named) => named')
  await page.goto(`${wall.url}/?perf=1&layer=heat${address}`)
  if (address.includes('network')) await page.locator('.network-stage canvas').first().waitFor({ timeout: 60_000 })
  else await page.waitForFunction(mapStands, undefined, { timeout: 60_000 })
  await wait(3_000)
  const stir = async (times: number) => {
    const began = performance.now()
    for (let n = 0; n < times; n++) {
      await wait(Math.max(0, began + n * EVERY_MS - performance.now()))
      await sendThousand(wall, grids, serial)
      serial += CHANGES
    }
    await wait(2 * EVERY_MS)
  }
  await stir(WARM_UPDATES)
  return {
    page,
    stir,
    seq: () => page.evaluate(() => window.gridwall?.diagnostics().seq ?? -1),
    checkHash: () => until(() => sameHash(page, wall), 15_000, 'the hash of the desk'),
    checkPicture: () => coloursRight(page),
  }
}

/** The screen and the server as they are served, with the whole city and without a feed. */
export const startBuiltWall = (): Promise<WallServer> =>
  startWall({ args: ['--feed', 'none', '--city', 'hangzhou'], readyWithinMs: 150_000 })

/** Durations of tasks over 50 ms, with the hand on the map where asked. */
export function longTasks(page: Page, seconds: number, hand: boolean): Promise<readonly number[]> {
  return page.evaluate(
    ([ms, moves]) =>
      new Promise<readonly number[]>((resolve) => {
        const tasks: number[] = []
        const seen = (list: PerformanceObserverEntryList) => tasks.push(...list.getEntries().map(({ duration }) => duration))
        new PerformanceObserver(seen).observe({ type: 'longtask' })
        const end = performance.now() + ms
        let frame = 0
        const turn = (now: number) => {
          frame += 1
          if (moves) window.gridwallMap?.pan(3 * Math.sin(frame / 20), 2 * Math.cos(frame / 15), 0.01 * Math.sin(frame / 30))
          if (now < end) requestAnimationFrame(turn)
          else resolve(tasks)
        }
        requestAnimationFrame(turn)
      }),
    [seconds * 1000, hand] as const,
  )
}
