import { expect, type Page } from '@playwright/test'
import { axeFaults } from '../support/axe.ts'
import { test } from '../support/tab.ts'
import type { WallServer } from '../support/wall-server.ts'

let server: WallServer

test.beforeAll(async ({ commonWall }) => {
  server = commonWall
  const occurredAt = new Date().toISOString()
  const aCase = (n: number, type: string, node: string) => ({
    kind: 'case',
    id: `axe-${n}`,
    source: 'chengguan',
    occurredAt,
    node,
    caseId: `axe-${n}`,
    step: 'reported',
    type,
  })
  const events = [aCase(1, 'event.0509', '330106'), aCase(2, 'part.0101', '330106'), aCase(3, 'part.0101', '330102')]
  await fetch(`${server.url}/api/v1/events`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(events),
  })
})

const LANGS = ['zh', 'en'] as const

async function openAt(page: Page, path: string, ready: string): Promise<void> {
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(`${server.url}${path}`)
  await page.locator(ready).first().waitFor()
}

// Fault seen: a list that scrolls and holds nothing to press, out of the keyboard's reach.
for (const lang of LANGS)
  test(`[SC16] the desk and its sheets break no rule of WCAG 2.2 AA, ${lang}`, async ({ tab: page }) => {
    await openAt(page, `/?lang=${lang}`, '.alarm-card')
    expect(await axeFaults(page)).toEqual([])
    for (const [key, sheet] of [
      ['b', 'notes'],
      ['h', 'handover'],
      ['c', 'cases'],
      ['/', 'search'],
      ['?', 'help'],
      ['f', 'figures'],
      ['t', 'table'],
      ['g', 'service'],
      ['m', 'measures'],
      ['u', 'units'],
    ] as const) {
      await page.keyboard.press(key)
      await page.locator('.sheet').waitFor()
      expect(await axeFaults(page), sheet).toEqual([])
      await page.keyboard.press('Escape')
      await expect(page.locator('.sheet')).toHaveCount(0)
    }
    await page.keyboard.press('Control+k')
    await page.locator('.sheet-search input:focus').waitFor()
    await page.keyboard.type('限值')
    await page.keyboard.press('Enter')
    await page.locator('.sheet-thresholds form').waitFor()
    expect(await axeFaults(page), 'thresholds').toEqual([])
    await page.keyboard.press('Escape')
    await expect(page.locator('.sheet')).toHaveCount(0)
    await page.locator('[data-panel=headline] .figure').first().click()
    await page.locator('.sheet .explained').waitFor()
    expect(await axeFaults(page), 'explain').toEqual([])
  })

for (const lang of LANGS)
  test(`[SC16] briefing, tablet, kiosk, source board and the pages for residents break no rule of WCAG 2.2 AA, ${lang}`, async ({
    tab: page,
  }) => {
    await openAt(page, `/briefing?lang=${lang}`, '.scene-figures li')
    expect(await axeFaults(page), 'briefing').toEqual([])
    await page.keyboard.press('PageDown')
    await page.locator('.criteria').waitFor()
    expect(await axeFaults(page), 'tiers').toEqual([])
    for (const [path, ready] of [
      ['/briefing?remote=1&', '.remote input'],
      ['/kiosk?node=330106&audience=staff&', '.scene-figures li'],
      ['/kiosk?node=330106&', '.scene-figures li'],
      ['/sources?', '.source-card, [data-source]'],
      ['/method?', 'h2'],
      ['/answer-sheet?node=330106002&', 'td'],
    ] as const) {
      await openAt(page, `${path}lang=${lang}`, ready)
      expect(await axeFaults(page), path).toEqual([])
    }
  })
