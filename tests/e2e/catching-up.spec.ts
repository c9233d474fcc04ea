import { expect } from '@playwright/test'
import { test } from '../support/tab.ts'
import { startWall, until } from '../support/wall-server.ts'

/** What a page asks that says something of the city at this moment. */
const OF_THE_CITY = /\/api\/v1\/(comparison|series|situation|measures)/

// Faults seen: a hub that feeds what was never published (live over yesterday's clock); a page that asks at once over
// HTTP (days said to be not on record before any was read).
test('[ST12] a page opened while the server catches up says so, without figures or a time, and then is right by itself', async ({
  tab: page,
}) => {
  test.setTimeout(120_000)
  const server = await startWall({ args: ['--city', 'hangzhou'], wait: false })
  const alive = async () => (await fetch(`${server.url}/healthz`)).ok
  await until(alive, 30_000, 'the server does not listen')
  const asked: string[] = []
  page.on('request', (request) => OF_THE_CITY.test(request.url()) && asked.push(request.url()))
  await page.goto(`${server.url}/briefing?lang=en`)
  const link = page.locator('[data-link]')
  await expect(link).toHaveText('Catching up · Waiting for the server')
  await expect(page.locator('.now .clock')).toHaveText('--:--:--')
  await expect(page.locator('.compared-days')).toHaveCount(0)
  await expect(page.locator('.legend .swatch'), 'bounds of a ramp that nobody knows yet').toHaveCount(0)
  expect(asked).toEqual([])
  await expect(link).toHaveText(/^Live · updated \d\d:/, { timeout: 30_000 })
  await expect(page.locator('.compared-days').first()).toBeVisible()
  await expect(page.locator('.legend .swatch').first()).toBeVisible()
  await server.kill()
  server.forget()
})
