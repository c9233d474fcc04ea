import type { Browser, CDPSession, Page } from '@playwright/test'
import { FRAME_MARK } from './hand.ts'

/** What the browser's own tracing tells of one task; times in microseconds, `tdur` by the thread's clock. */
interface TraceEvent {
  readonly name: string
  readonly ph: string
  readonly pid: number
  readonly tid: number
  readonly ts: number
  readonly dur?: number
  readonly tdur?: number
}

const CATEGORIES = ['disabled-by-default-devtools.timeline', 'blink.user_timing']

async function trace(devtools: CDPSession, during: () => Promise<unknown>): Promise<readonly TraceEvent[]> {
  const events: TraceEvent[] = []
  const take = ({ value }: { readonly value: readonly unknown[] }) => events.push(...(value as TraceEvent[]))
  devtools.on('Tracing.dataCollected', take)
  const complete = new Promise<void>((resolve) => devtools.once('Tracing.tracingComplete', () => resolve()))
  await devtools.send('Tracing.start', {
    transferMode: 'ReportEvents',
    traceConfig: { includedCategories: CATEGORIES, excludedCategories: ['*'] },
  })
  await during()
  await devtools.send('Tracing.end')
  await complete
  devtools.off('Tracing.dataCollected', take)
  return events
}

/** CPU of the tasks between each mark and the next, ms. */
export function costsBetween(events: readonly TraceEvent[]): number[] {
  const marks = events.filter(({ name }) => name === FRAME_MARK).sort((a, b) => a.ts - b.ts)
  const [first] = marks
  if (!first) return []
  const tasks = events
    .filter(({ name, ph, pid, tid }) => name === 'RunTask' && ph === 'X' && pid === first.pid && tid === first.tid)
    .sort((a, b) => a.ts - b.ts)
  const costs = new Array<number>(marks.length).fill(0)
  let frame = -1
  for (const { ts, dur = 0, tdur = 0 } of tasks) {
    while ((marks[frame + 1]?.ts ?? Infinity) < ts + dur) frame += 1
    if (frame >= 0) costs[frame] = (costs[frame] ?? 0) + tdur / 1000
  }
  return costs.slice(0, -1)
}

/** Main-thread CPU of each frame that a page marks meanwhile, all its tasks until the next mark included, ms. */
export async function frameCosts(browser: Browser, during: () => Promise<unknown>): Promise<number[]> {
  const devtools = await browser.newBrowserCDPSession()
  const events = await trace(devtools, during)
  await devtools.detach()
  return costsBetween(events)
}

/** CPU of the dearest task of a page's main thread while something goes on, ms; waiting for the rasteriser is none. */
export async function dearestTask(page: Page, during: () => Promise<unknown>): Promise<number> {
  const devtools = await openTracing(page)
  const events = await trace(devtools, async () => {
    await page.evaluate((mark) => performance.mark(mark), FRAME_MARK)
    await during()
  })
  await devtools.detach()
  const mark = events.find(({ name }) => name === FRAME_MARK)
  if (!mark) throw new Error('The trace holds no task of the page')
  const own = events.filter(({ name, pid, tid }) => name === 'RunTask' && pid === mark.pid && tid === mark.tid)
  return own.reduce((most, { tdur = 0 }) => Math.max(most, tdur / 1000), 0)
}

/** CPU of one fixed piece of work on a page's main thread, ms: how fast this machine is just now. */
export function machineMs(page: Page): Promise<number> {
  return dearestTask(page, () =>
    page.evaluate(() => {
      let seed = 1
      const words = Array.from({ length: 60_000 }, () => (seed = (seed * 48_271) % 0x7fffffff).toString(36))
      return words.sort()[0]
    }),
  )
}

function openTracing(page: Page): Promise<CDPSession> {
  const browser = page.context().browser()
  if (!browser) throw new Error('The page has no browser that could be traced')
  return browser.newBrowserCDPSession()
}
