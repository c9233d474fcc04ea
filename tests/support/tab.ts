import { test as base, type Page } from '@playwright/test'
import { startWall, type WallServer } from './wall-server.ts'

/** As a test's own pages are opened. */
const AS_ANY_PAGE = { locale: 'zh-CN', timezoneId: 'UTC', deviceScaleFactor: 1 }

interface Tab {
  readonly page: Page
  /** The file whose tests have it now. */
  file: string
}

/**
 * Tests that hand one tab on instead of opening a page each: a new window and a cold start cost a software renderer
 * two seconds. What outlives a navigation (scripts of the start, a clock, touch) is for a page of the test's own.
 */
export const test = base.extend<{ tab: Page }, { lastingTab: Tab; commonWall: WallServer }>({
  lastingTab: [
    async ({ browser }, use) => {
      const context = await browser.newContext(AS_ANY_PAGE)
      await use({ page: await context.newPage(), file: '' })
      await context.close()
    },
    { scope: 'worker' },
  ],
  /** The bundled city without a feed, for files that count from what they find there. */
  commonWall: [
    async ({ browserName: _any }, use) => {
      const wall = await startWall({ args: ['--city', 'hangzhou', '--feed', 'none'], readyWithinMs: 100_000 })
      await use(wall)
      await wall.stop()
      wall.forget()
    },
    { scope: 'worker', timeout: 120_000 },
  ],
  tab: async ({ lastingTab }, use, { file }) => {
    const { page } = lastingTab
    // Another file has another server, perhaps at the same port.
    if (lastingTab.file !== file) await page.goto('about:blank')
    lastingTab.file = file
    await use(page)
    await page.mouse.move(0, 0)
    await page.unrouteAll({ behavior: 'ignoreErrors' })
    for (const told of ['console', 'pageerror', 'request', 'response', 'websocket'] as const) page.removeAllListeners(told)
  },
})

/** Goes to an address, unless the test before left the tab there with nothing opened. */
export async function standAt(page: Page, address: string): Promise<void> {
  if (page.url() === address && (await page.locator('.sheet').count()) === 0) return
  await page.goto(address)
}
