import { chromium, type Page } from '@playwright/test'
import { LAYERS } from '../../client/state/view.ts'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { startWall, until } from '../support/wall-server.ts'

/** Takes the GL context away 30 times, eleven minutes apart by the counter's clock: back within 5 s each time, none leaked. SC-M9 */
const LOSSES = 30
const APART_MS = 11 * 60_000
const BACK_WITHIN_MS = 5_000

declare global {
  interface Window {
    /** Every WebGL 2 context the page was given. */
    givenContexts?: WeakRef<WebGL2RenderingContext>[]
  }
}

/** Notes each context the page is given, so that the living ones can be counted. */
function noteContexts(): void {
  const given: WeakRef<WebGL2RenderingContext>[] = []
  Object.assign(window, { givenContexts: given })
  const ask = Reflect.get(HTMLCanvasElement.prototype, 'getContext') as (...words: unknown[]) => unknown
  Reflect.set(HTMLCanvasElement.prototype, 'getContext', function (this: HTMLCanvasElement, ...words: unknown[]) {
    const context = ask.apply(this, words)
    const known = given.some((ref) => ref.deref() === context)
    if (context instanceof WebGL2RenderingContext && !known) given.push(new WeakRef(context))
    return context
  })
}

const complete = (page: Page) => page.evaluate(() => window.gridwallMap?.complete() === true)
const counted = (page: Page) => page.evaluate(() => window.gridwall?.diagnostics().glContextLosses ?? 0)
const alive = (page: Page) =>
  page.evaluate(() => (window.givenContexts ?? []).filter((ref) => ref.deref()?.isContextLost() === false).length)

async function loseOnce(page: Page, n: number): Promise<number> {
  await page.evaluate(() => window.gridwallMap?.loseContext())
  await until(async () => (await counted(page)) === n, 2_000, `loss ${n} being counted`)
  const began = performance.now()
  await until(() => complete(page), BACK_WITHIN_MS, `the map after loss ${n}`)
  const tookMs = performance.now() - began
  const probes = await page.evaluate(() => window.gridwallMap?.probe(3) ?? [])
  const right = probes.filter(({ drawn, expected }) => drawn.every((byte, k) => Math.abs(byte - (expected[k] ?? 0)) <= 2))
  if (right.length < probes.length * 0.8)
    throw new Error(`after loss ${n} only ${right.length} of ${probes.length} areas are right`)
  await page.evaluate((ms) => window.gridwallMap?.passTime(ms), APART_MS)
  return tookMs
}

async function main(): Promise<void> {
  const wall = await startWall({ args: ['--city', 'hangzhou', '--feed', 'none'], readyWithinMs: 150_000 })
  const executablePath = process.env['GRIDWALL_BROWSER'] ?? '/usr/bin/chromium'
  const browser = await chromium.launch({ args: [...BROWSER_FLAGS], ...(executablePath === '' ? {} : { executablePath }) })
  try {
    const page = await browser.newPage({ viewport: { width: 1280, height: 720 } })
    await page.addInitScript(noteContexts)
    await page.goto(`${wall.url}/?perf=1`)
    await until(() => complete(page), 60_000, 'the first picture')
    const took: number[] = []
    for (let n = 1; n <= LOSSES; n += 1) {
      await page
        .locator('.layers button')
        .nth(n % (LAYERS.length - 1))
        .click()
      took.push(await loseOnce(page, n))
    }
    const living = await alive(page)
    if (living !== 1) throw new Error(`${living} GL contexts live after ${LOSSES} losses, one is needed`)
    process.stdout.write(
      `${LOSSES} losses: back within ${Math.round(Math.max(...took))} ms, median ${Math.round(took.toSorted((a, b) => a - b)[LOSSES / 2] ?? 0)} ms, one context alive\n`,
    )
  } finally {
    await browser.close()
    await wall.stop()
    wall.forget()
  }
}

await main()
