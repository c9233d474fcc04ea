import { expect, type Page } from '@playwright/test'
import { test } from '../support/tab.ts'
import type { WallServer } from '../support/wall-server.ts'

const GRID = '330106002051001'
let wall: WallServer
test.beforeAll(async ({ commonWall }) => {
  wall = commonWall
})

let serial = 0
async function report(cases: number): Promise<void> {
  const occurredAt = new Date().toISOString()
  const one = () => ({ kind: 'case', source: 'chengguan', type: 'part.0101', step: 'reported', node: GRID, occurredAt })
  const events = Array.from({ length: cases }, () => ({ ...one(), id: `k${++serial}`, caseId: `K-${serial}` }))
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${wall.url}/api/v1/events`, { method: 'POST', headers, body: JSON.stringify(events) })
  expect(await answer.json()).toMatchObject({ accepted: cases })
}

const settled = (page: Page) => expect.poll(() => page.evaluate('window.gridwallMap?.complete()'), { timeout: 30_000 }).toBe(true)
const column = (page: Page, code: string) => page.evaluate<number>(`gridwallMap.column('${code}')`)

test('[SC-M14] the layer is chosen by key, its columns grow with what is sent, and it lies in legend, table and address', async ({
  tab: page,
}) => {
  const scripts: string[] = []
  page.on('request', (request) => scripts.push(request.url()))
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(`${wall.url}/?perf=1&node=${GRID}`)
  await settled(page)
  const loaded = () => scripts.filter((url) => url.includes('column-field')).length
  expect(loaded()).toBe(0)
  await report(1)
  await page.keyboard.press('7')
  await settled(page)
  expect(loaded()).toBe(1)
  await expect(page).toHaveURL(/layer=columns/)
  // Until the scale knows its greatest count a column stands at full height.
  await expect(page.locator('[data-panel="legend"]')).toContainText('5')
  let low = 0
  const stands = async () => {
    const before = low
    low = await column(page, GRID)
    return low === before && low > 10 && low < 40
  }
  await expect.poll(stands, { timeout: 15_000 }).toBe(true)
  await report(3)
  await expect.poll(() => column(page, GRID)).toBeGreaterThan(3.8 * low)
  expect(await column(page, GRID)).toBeLessThan(4.2 * low)
  await expect(page.locator('[data-panel="legend"]')).toContainText('在办案卷')
  await page.keyboard.press('t')
  await expect(page.locator('#layer-table, .sheet-layer-table').locator(`tr[data-code="${GRID}"]`)).toContainText('4')
})
