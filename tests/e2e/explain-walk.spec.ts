import { expect, type Page } from '@playwright/test'
import { SCENE_NAMES } from '../../client/faces/scenes/scene-table.ts'
import { test } from '../support/tab.ts'
import type { WallServer } from '../support/wall-server.ts'

let server: WallServer

test.beforeAll(async ({ commonWall }) => {
  server = commonWall
  const step = (id: string, name: string, more: object) => ({
    id,
    occurredAt: new Date().toISOString(),
    kind: 'case',
    source: 'chengguan',
    node: '330106002',
    type: 'event.0101',
    caseId: 'w1',
    step: name,
    ...more,
  })
  const body = [step('1', 'reported', {}), step('2', 'dispatched', { unit: 'unit.cgj' })]
    .map((one) => JSON.stringify(one))
    .join('\n')
  const headers = { 'content-type': 'application/x-ndjson' }
  expect((await fetch(`${server.url}/api/v1/events`, { method: 'POST', headers, body })).status).toBe(200)
})

interface ShownFigure {
  readonly key: string
  /** A count of areas: behind it stands their figure, with all such counts by level. */
  readonly counted: boolean
  readonly node: string
  readonly unit: string
  readonly text: string
}

/** Every figure that stands on the page, with the area and the unit it is of. */
const shownOn = (page: Page): Promise<readonly ShownFigure[]> =>
  page.locator(':is(.figure[data-key], .figure-behind[data-key])').evaluateAll((found) =>
    found.map((figure) => ({
      key: (figure as HTMLElement).dataset['key']?.split('=')[0] ?? '',
      counted: (figure as HTMLElement).dataset['key']?.includes('=') === true,
      node: figure.closest<HTMLElement>('[data-code]')?.dataset['code'] ?? '330100',
      unit: figure.closest<HTMLElement>('[data-unit]')?.dataset['unit'] ?? '',
      text: (figure.querySelector('.figure-v') ?? figure).textContent ?? '',
    })),
  )

/** What of it does not explain itself, or stands there as a number that nobody published. */
async function unexplained(figures: readonly ShownFigure[]): Promise<readonly string[]> {
  const asked = new Map(
    figures.map((figure) => [`node=${figure.node}&key=${figure.key}${figure.unit && `&unit=${figure.unit}`}`, figure]),
  )
  const told = await Promise.all(
    [...asked].map(async ([query, { text, counted }]) => {
      const response = await fetch(`${server.url}/api/v1/explain?${query}`)
      const answer = (await response.json()) as {
        readonly v?: number | null
        readonly formula?: object
        readonly tiersBelow?: object
        readonly levelsBelow?: object
      }
      const number = !counted && /^[\d,.]+/.test(text)
      return response.status === 200 &&
        answer.formula !== undefined &&
        (!counted || (answer.tiersBelow ?? answer.levelsBelow) !== undefined) &&
        (!number || typeof answer.v === 'number')
        ? []
        : [`${query}: ${text}`]
    }),
  )
  return told.flat()
}

const live = (page: Page) =>
  page.waitForFunction(() => window.gridwall?.diagnostics().link === 'live', undefined, { timeout: 60_000 })

test('[AG7] every figure of the desk, of its sheets, of the source board and of the scenes of a briefing explains itself', async ({
  tab: page,
}) => {
  // Fault seen: nothing stood behind the counts of areas at a tier (5 of the scene of tiers).
  test.setTimeout(120_000)
  await page.setViewportSize({ width: 2600, height: 800 })
  await page.goto(server.url)
  await live(page)
  await page.locator('[data-panel=headline] [data-key="events.day"]').waitFor()
  const desk = await shownOn(page)
  expect(desk.length).toBeGreaterThan(50)
  expect(await unexplained(desk)).toEqual([])
  for (const [key, sheet, least] of [
    ['u', 'units', 7],
    ['g', 'service', 20],
    ['t', 'layer-table', 10],
    ['f', 'figures', 100],
    ['c', 'cases', 4],
    ['m', 'measures', 2],
  ] as const)
    await test.step(sheet, async () => {
      await page.keyboard.press(key)
      const own = page.locator(`[data-panel="${sheet}"]`)
      await own.locator(':is(.figure, .figure-behind)').first().waitFor()
      expect(await own.locator(':is(.figure, .figure-behind)').count()).toBeGreaterThanOrEqual(least)
      expect(await unexplained(await shownOn(page))).toEqual([])
      await page.keyboard.press('Escape')
    })
  await page.locator('[data-panel=vitality] [data-key="index.order"]').click()
  const indicators = page.locator('[data-panel=explain] [data-indicator]')
  await expect(indicators).toHaveCount(7)
  await expect(indicators.filter({ hasText: '来源' })).toHaveCount(7)
  expect(await unexplained(await shownOn(page))).toEqual([])
  await indicators.first().locator('button').click()
  await expect(page.locator('[data-panel=explain] h2')).toContainText('按期结案率')
  await page.keyboard.press('Escape')
  await page.keyboard.press('v')
  await page.locator('.network-fact .figure').first().waitFor()
  expect(await unexplained(await shownOn(page))).toEqual([])
  await page.goto(`${server.url}/sources`)
  await page.locator('.tile .figure-behind').nth(79).click()
  await expect(page.locator('[data-panel=explain] b.number').first()).not.toBeEmpty()
  await page.keyboard.press('Escape')
  await expect(page.locator('[data-panel=explain]')).toHaveCount(0)
  expect(await unexplained(await shownOn(page))).toEqual([])
  await page.goto(`${server.url}/briefing?scene=${SCENE_NAMES[0]}`)
  await live(page)
  for (const scene of SCENE_NAMES)
    await test.step(scene, async () => {
      await page.locator(`[data-scene=${scene}] .scene-figures .figure`).first().waitFor()
      // What counts sources has them listed below it.
      const figures = (await shownOn(page)).filter(({ key }) => !key.startsWith('sources.'))
      expect(figures.length).toBeGreaterThan(1)
      expect(await unexplained(figures)).toEqual([])
      await page.keyboard.press('PageDown')
    })
})
