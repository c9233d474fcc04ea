import { expect, test, type Browser, type Page } from '@playwright/test'
import { unzipSync } from 'fflate'
import { startWall, type WallServer } from '../support/wall-server.ts'

const GRID = '330106002051001'
const DISTRICT = '330106'
/** A wall that waits for its next reading instead of the tablet's word takes up to ten seconds, ms. */
const FOLLOWS_MS = 2_000
const VISITORS_MS = 2_000

let server: WallServer

test.beforeAll(async () => {
  test.setTimeout(120_000)
  server = await startWall({ args: ['--feed', 'none'], readyWithinMs: 100_000 })
})
test.afterAll(async () => {
  await server?.stop()
  server?.forget()
})

let count = 0
async function post(own: object): Promise<void> {
  count += 1
  const event = { kind: 'case', id: `j-${count}`, source: 'chengguan', occurredAt: new Date().toISOString(), node: GRID, ...own }
  const headers = { 'content-type': 'application/json' }
  const answer = await fetch(`${server.url}/api/v1/events`, { method: 'POST', headers, body: JSON.stringify([event]) })
  expect(await answer.json()).toMatchObject({ accepted: 1 })
}

/** Events of the day as the interface tells them. */
async function published(): Promise<number> {
  const answer = await fetch(`${server.url}/api/v1/state?keys=events.day`)
  const { nodes } = (await answer.json()) as { nodes: readonly { values: Record<string, { v: number }> }[] }
  return nodes[0]?.values['events.day']?.v ?? 0
}

/** Resolves when it is published. */
async function postOne(caseId: string): Promise<void> {
  const before = await published()
  await post({ caseId, step: 'reported', type: 'part.0101' })
  await expect.poll(published).toBeGreaterThan(before)
}

/** What was published by now is on a screen that goes on once its clock has moved twice. */
async function nextBeat(wall: Page): Promise<void> {
  const clock = wall.locator('time').first()
  for (let beat = 0; beat < 2; beat += 1)
    await expect(clock).not.toHaveText((await clock.textContent()) ?? '', { timeout: 3_000 })
}

async function openDesk(browser: Browser, query = ''): Promise<Page> {
  const page = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await page.goto(`${server.url}/${query}`)
  await page.locator('[data-panel=headline] [data-key="events.day"]').waitFor()
  await page.locator('[data-panel=alarms]').waitFor()
  return page
}

test('[O8] [SH3] [SH4] the sheet of a handover is generated, given by one post and taken by the other, by keys alone; the case list finds what is overdue and keeps its filter', async ({
  browser,
}) => {
  const past = new Date(Date.now() - 60_000).toISOString()
  await post({
    caseId: 'late-1',
    step: 'reported',
    type: 'part.0101',
    occurredAt: new Date(Date.now() - 3_600_000).toISOString(),
    dueAt: past,
  })
  const page = await openDesk(browser, '?part=queue')
  await page.keyboard.press('h')
  await expect(page.locator('[data-section="overdue"] [data-row="late-1"]')).toBeVisible()
  await page.locator('.sign').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-handover][data-signed="false"]')).toBeVisible()
  await page.locator('.post-choice select').first().selectOption('shift-lead')
  await page.locator('.sign').focus()
  await page.keyboard.press('Enter')
  await expect(page.locator('[data-handover][data-signed="true"]')).toContainText('值班长')
  await page.keyboard.press('Escape')

  await page.keyboard.press('c')
  await page.getByRole('button', { name: '超期', exact: true }).click()
  await expect(page.locator('tr[data-case]')).toHaveCount(1)
  await page.getByRole('button', { name: '+ 保存筛选' }).click()
  await page.keyboard.type('超期件')
  await page.keyboard.press('Enter')
  await page.reload()
  await page.locator('[data-panel=headline]').waitFor()
  await page.keyboard.press('c')
  await page.getByRole('button', { name: '超期件', exact: true }).click()
  await expect(page.locator('tr[data-case="late-1"]')).toHaveCount(1)
  await expect(page.locator('tr[data-case]')).toHaveCount(1)
  await page.context().close()
})

test('[SC14] [SC11] the palette finds a command; map and queue in two windows of one browser stay in step', async ({
  browser,
}) => {
  const page = await openDesk(browser, '?part=queue')
  await expect(page.locator('.map-stage')).toHaveCount(0)
  const map = await page.context().newPage()
  await map.goto(`${server.url}/?part=map`)
  await map.locator('.map-stage canvas').first().waitFor()
  await page.locator(`[data-panel=children] [data-code="${DISTRICT}"]`).click()
  await expect(map).toHaveURL(new RegExp(`node=${DISTRICT}`))
  await page.keyboard.press('Control+k')
  await page.locator('.sheet-search input:focus').waitFor()
  await page.keyboard.type('交接班')
  await page.keyboard.press('Enter')
  await expect(page.locator('.sheet-handover')).toBeVisible()
  await page.context().close()
})

test('[L1] [L2] [L6] [L10] a tablet turns the wall, freezes it and lets visitors in; what is kept shows the same figures later, and in Word', async ({
  browser,
}) => {
  const wall = await (await browser.newContext({ viewport: { width: 1366, height: 768 } })).newPage()
  await wall.goto(`${server.url}/briefing`)
  await expect(wall.locator('.scene-figures > li')).toHaveCount(5)
  const shown = wall.locator('.scene-figures [data-key="events.day"] .figure-v')
  await post({ caseId: 'first-shown', step: 'reported', type: 'part.0101' })
  await expect(shown).toHaveText(/\d/)
  const code = ((await wall.locator('.briefing-code').textContent()) ?? '').replaceAll(/\D/g, '')
  const tablet = await (await browser.newContext({ viewport: { width: 800, height: 1200 } })).newPage()
  await tablet.goto(`${server.url}/briefing?remote=1`)
  await tablet.locator('.remote input').fill(code)
  await tablet.keyboard.press('Enter')
  await tablet.locator('.remote-turn').first().waitFor()
  const turned = wall.evaluate(
    () =>
      new Promise<number>((seen) => {
        const watch = new MutationObserver(() => {
          if (document.querySelector('[data-scene="loop"]') !== null) seen(Date.now())
        })
        watch.observe(document.body, { subtree: true, childList: true, attributes: true })
      }),
  )
  const pressed = await tablet.evaluate(() => {
    const button = [...document.querySelectorAll<HTMLButtonElement>('.remote-scenes button')].find(
      (one) => one.textContent === '闭环成效',
    )
    const now = Date.now()
    button?.click()
    return now
  })
  expect((await turned) - pressed).toBeLessThanOrEqual(FOLLOWS_MS)

  await tablet.getByRole('button', { name: '今日态势' }).click()
  await tablet.getByRole('button', { name: '定格全部屏幕' }).click()
  await expect(wall.locator('.frozen-mark')).toContainText('定格')
  // A room stops two publications ahead, so that all its screens reach the same one.
  for (let n = 0; n < 3; n += 1) await postOne(`frozen-${n}`)
  await nextBeat(wall)
  const frozen = await shown.textContent()
  await postOne('frozen-last')
  await nextBeat(wall)
  expect(await shown.textContent()).toBe(frozen)
  await tablet.getByRole('button', { name: '恢复实时' }).click()
  await expect(shown).not.toHaveText(frozen ?? '')

  await tablet.getByRole('button', { name: '来访模式' }).click()
  await expect(wall.locator('.watermark.is-visitors')).toBeVisible({ timeout: VISITORS_MS })
  await tablet.context().close()
  await expect(wall.locator('.scene-figures > li')).toHaveCount(5)

  await wall.getByRole('button', { name: '留存' }).click()
  const id = (await wall.locator('[data-kept]').getAttribute('data-kept')) ?? ''
  const kept = await (await fetch(`${server.url}/api/v1/briefings/${id}`)).json()
  const { v } = (kept as { kept: { scenes: { figures: { key: string; v: number }[] }[] } }).kept.scenes[0]?.figures.find(
    ({ key }) => key === 'events.day',
  ) ?? { v: -1 }
  await post({ caseId: 'later', step: 'reported', type: 'part.0101' })
  await wall.goto(`${server.url}/briefing?kept=${id}`)
  const held = wall.locator('.kept [data-scene="situation"] [data-key="events.day"] .figure-v')
  await expect(held).toHaveText(String(v))
  const file = new Uint8Array(await (await fetch(`${server.url}/api/v1/briefings/${id}/docx`)).arrayBuffer())
  const words = new TextDecoder().decode(unzipSync(file)['word/document.xml'])
  expect(words).toContain('今日态势')
  expect(words).toContain(`>${v}<`)
  await wall.context().close()
})

test('[O12] [AL14] a threshold found by the palette is proposed by one post and approved by another; every desk sees that it waits', async ({
  browser,
}) => {
  const [page, other] = [await openDesk(browser, '?part=queue'), await openDesk(browser, '?stage=network')]
  await page.keyboard.press('Control+k')
  await page.locator('.sheet-search input:focus').waitFor()
  await page.keyboard.type('限值')
  await page.keyboard.press('Enter')
  const sheet = page.locator('[data-panel=thresholds]')
  await sheet.locator('select').last().selectOption('source-silent')
  await sheet.locator('input[name=limits]').fill('5')
  await sheet.locator('.threshold-reason').fill('专线检修')
  await page.keyboard.press('Enter')
  const edit = sheet.locator('[data-edit=source-silent]')
  await expect(edit).toContainText('3 → 5')
  const ribbon = other.locator('.threshold-ribbon')
  await expect(ribbon).toContainText('待批')
  await sheet.getByRole('button', { name: '批准', exact: true }).click()
  await expect(sheet.getByRole('alert')).toContainText('second person')
  await ribbon.click()
  const there = other.locator('[data-panel=thresholds]')
  await there.locator('.post-choice select').selectOption('shift-lead')
  await there.getByRole('button', { name: '批准', exact: true }).click()
  await expect(edit).toHaveAttribute('data-state', 'approved')
  await expect(ribbon).toHaveCount(0)
  await expect(sheet.locator('input[name=limits]')).toHaveAttribute('placeholder', '5')
  const { rule } = (await (await fetch(`${server.url}/api/v1/explain?key=alarms.4`)).json()) as { rule: { version: string } }
  expect(rule.version).toMatch(/\+1$/)
})
