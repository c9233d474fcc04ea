import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { expect, type Page } from '@playwright/test'
import { test } from '../support/tab.ts'
import type { WallServer } from '../support/wall-server.ts'

const STREET = '330109113'
const TAKES_WITHIN_MS = 2_000
const CITY_PART_BYTES = 500_000
let server: WallServer

test.beforeAll(async ({ commonWall }) => {
  server = commonWall
})

const now = () => new Date().toISOString()
const inAnHour = () => new Date(Date.now() + 3_600_000).toISOString()

async function post(...events: readonly object[]) {
  const body = JSON.stringify(events.map((event) => ({ source: 'meteo', occurredAt: now(), ...event })))
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${server.url}/api/v1/events`, { method: 'POST', headers, body })
  expect(await answer.json()).toMatchObject({ accepted: events.length })
}

const warning = (warningId: string, node: string, msgType: 'alert' | 'cancel') => ({
  kind: 'warning',
  id: `${warningId}-${msgType}`,
  node,
  warningId,
  msgType,
  status: 'actual',
  level: 1,
  type: 'rainstorm',
  expiresAt: inAnHour(),
})

const reading = (id: string) => ({
  source: 'water',
  kind: 'reading',
  id,
  node: '330109',
  dimension: 'water.riverLevel',
  value: 1.2,
})

/** Console faults, and bytes of the city's outlines that were asked for. */
function watch(page: Page) {
  const said: string[] = []
  let bytes = 0
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()))
  page.on('response', (answer) => {
    if (/\/city\/.+\//.test(answer.url())) bytes += Number(answer.headers()['content-length'] ?? 0)
  })
  return { said, bytes: () => bytes }
}

// Fault seen: warnings read each six seconds; the warnings of a sibling taken for one's own; all cell files asked for.
test('[K8] [SC-K1] [SC-K3] a kiosk loads its own part of the city; its own warning takes the screen within 2 s, another only a line', async ({
  tab: page,
}) => {
  const seen = watch(page)
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(`${server.url}/kiosk?node=${STREET}&dwell=600`)
  await expect(page.locator('[data-panel="kiosk-strip"] [data-link="live"]')).toBeVisible()
  await expect(page.locator('.scene-figures > li')).toHaveCount(5)
  await page.waitForFunction(() => (window.gridwall?.diagnostics().nodesDrawn ?? 0) > 0)
  const { scope } = await page.evaluate(() => window.gridwall?.diagnostics() ?? { scope: undefined })
  expect(scope?.node).toBe(STREET)

  await post(warning('far', '330127', 'alert'))
  await expect(page.locator('.elsewhere')).toBeVisible()
  await expect(page.locator('.interrupt')).toHaveCount(0)

  await post(warning('own', '330109', 'alert'))
  await expect(page.locator('.interrupt')).toContainText('暴雨', { timeout: TAKES_WITHIN_MS })
  await post(warning('own', '330109', 'cancel'))
  await expect(page.locator('.interrupt')).toHaveCount(0)
  expect(seen.bytes()).toBeGreaterThan(50_000)
  expect(seen.bytes()).toBeLessThan(CITY_PART_BYTES)
  expect(seen.said).toEqual([])
})

// Fault seen: an address that forgot who stands before the screen.
test('[SC-K1] a kiosk without an area offers them; of one the city has not it says so and shows nothing else', async ({
  tab: page,
}) => {
  await page.goto(`${server.url}/kiosk?audience=staff`)
  await expect(page.locator('.kiosk-words')).toContainText('?node=')
  await page.locator('.kiosk-areas').getByText('西湖区').click()
  await expect(page.locator('[data-panel="kiosk-strip"]')).toContainText('西湖区杭州市 · 内部屏')
  await page.goto(`${server.url}/kiosk?node=nowhere`)
  await expect(page.locator('.kiosk-words')).toContainText('nowhere')
  await expect(page.locator('.scene')).toHaveCount(0)
})

/** Words of a PDF as another reader finds them; undefined where none is installed. */
function wordsOf(pdf: Buffer): string | undefined {
  const file = test.info().outputPath('briefing.pdf')
  writeFileSync(file, pdf)
  try {
    return execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  } catch {
    return undefined
  }
}

// Fault seen: a rewritten sentence without its mark; the hash left out on paper.
test('[L6] [SC-F1] [SC-F2] [SC-F3] [SC-F4] a briefing turns scenes, marks what was rewritten, names no area before visitors, and prints', async ({
  tab: page,
}) => {
  const seen = watch(page)
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(`${server.url}/briefing`)
  const shown = page.locator('.scene-figures [data-key="events.day"] .figure-v')
  await post(reading('first'))
  await expect(shown).toHaveText(/[1-9]/)
  const before = Number(await shown.textContent())
  await post(reading('second'))
  await expect(shown).toHaveText(String(before + 1))

  await page.keyboard.press('PageDown')
  await expect(page).toHaveURL(/scene=tiers/)
  await expect(page.locator('.criteria')).toContainText('hangzhou-open-overdue')
  await page.keyboard.press('ArrowLeft')
  await page.locator('.sentence-tool').click()
  await page.getByRole('textbox').fill('值班长改写的一句话')
  await page.getByRole('textbox').blur()
  await expect(page.locator('.edited')).toBeVisible()
  await page.keyboard.press('v')
  await expect(page.locator('.watermark.is-visitors')).toBeVisible()
  const scope = () => page.evaluate(() => window.gridwall?.diagnostics().scope.audience)
  await expect.poll(scope, { message: 'nothing that concerns persons is held', timeout: 2_000 }).toBe('visitors')

  await page.evaluate(() => (window.print = () => undefined))
  await page.keyboard.press('p')
  await expect(page.locator('.print-page')).toHaveCount(8)
  const pdf = await page.pdf({ preferCSSPageSize: true })
  const { hash } = await page.evaluate(() => window.gridwall?.diagnostics() ?? { hash: '' })
  const words = wordsOf(pdf)
  if (words !== undefined) {
    expect(words).toContain('值班长改写的一句话')
    expect(words).toContain('今日事件')
    expect(words).toContain(hash)
  }
  expect(seen.said).toEqual([])
})
