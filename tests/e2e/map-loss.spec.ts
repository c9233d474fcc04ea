import { expect, type Page } from '@playwright/test'
import type { Probe } from '../../client/map/perf-hooks.ts'
import { test } from '../support/tab.ts'
import { until, type WallServer } from '../support/wall-server.ts'

const BACK_WITHIN_MS = 5_000
let wall: WallServer
test.beforeAll(async ({ commonWall }) => {
  wall = commonWall
})

const complete = (page: Page) => page.evaluate(() => window.gridwallMap?.complete() === true)
const losses = (page: Page) => page.evaluate(() => window.gridwall?.diagnostics().glContextLosses ?? 0)
const level = (page: Page) => page.evaluate(() => window.gridwallMap?.view().level ?? -1)

test('[K5] [SC-M9] the whole city is back within 5 s of a lost context, in the colours it had', async ({ tab: page }) => {
  // Fault seen: outlines loaded anew from the server after each loss.
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(`${wall.url}/?perf=1&layer=heat`)
  await until(() => complete(page), 30_000, 'the first picture')
  const before = await level(page)
  const asked: string[] = []
  page.on('request', (request) => asked.push(request.url()))
  await page.evaluate(() => window.gridwallMap?.loseContext())
  await until(async () => (await losses(page)) === 1, 2_000, 'the loss being counted')
  const began = performance.now()
  await until(async () => (await complete(page)) && (await level(page)) === before, BACK_WITHIN_MS, 'the map after the loss')
  test.info().annotations.push({ type: 'back after', description: `${Math.round(performance.now() - began)} ms` })
  expect(asked.filter((url) => url.includes('/city/'))).toEqual([])
  const probes = await page.evaluate((): readonly Probe[] => window.gridwallMap?.probe(5) ?? [])
  expect(probes.length).toBeGreaterThan(10)
  // A border may run over the middle of a narrow street; the others wear their colour.
  const right = probes.filter(({ drawn, expected }) => drawn.every((byte, k) => Math.abs(byte - (expected[k] ?? 0)) <= 2))
  expect(right.length / probes.length).toBeGreaterThan(0.85)
})

test('[K5] [SC-M9] three losses within ten minutes: a plain picture that says so, WebGL again when asked', async ({
  tab: page,
}) => {
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(`${wall.url}/?perf=1&node=330106`)
  const lose = () => page.evaluate(() => window.gridwallMap?.loseContext())
  for (const n of [1, 2]) {
    await until(() => complete(page), 30_000, 'the picture')
    await lose()
    await until(async () => (await losses(page)) === n, 2_000, 'the loss being counted')
  }
  await until(() => complete(page), BACK_WITHIN_MS, 'the picture')
  await lose()
  const plain = page.locator('.map-stage svg path')
  await expect(page.locator('.map-notice')).toContainText('地图以简图显示')
  await expect.poll(() => plain.count()).toBe(196)
  await page.locator('.map-notice button').click()
  await until(() => complete(page), BACK_WITHIN_MS, 'the map when asked for')
  await expect(plain).toHaveCount(0)
})

// Fault seen: tried again after twenty minutes only.
test('[SC-M9] no WebGL 2 at all: the plain picture from the start, and the GPU tried by itself after ten minutes', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const real = HTMLCanvasElement.prototype.getContext
    Object.assign(window, { allowGpu: false })
    HTMLCanvasElement.prototype.getContext = function (this: HTMLCanvasElement, ...asked: Parameters<typeof real>) {
      const allowed = (window as unknown as { allowGpu: boolean }).allowGpu
      return asked[0] === 'webgl2' && !allowed ? null : real.apply(this, asked)
    } as typeof real
  })
  await page.clock.install()
  await page.setViewportSize({ width: 1280, height: 720 })
  await page.goto(`${wall.url}/?perf=1`)
  const plain = page.locator('.map-stage svg path')
  await expect(page.locator('.map-notice')).toContainText('地图以简图显示')
  await expect.poll(() => plain.count()).toBe(196)
  await page.evaluate(() => Object.assign(window, { allowGpu: true }))
  await page.clock.fastForward(9 * 60_000)
  await expect(page.locator('.map-notice')).toBeVisible()
  await page.clock.fastForward(60_000)
  await expect(plain).toHaveCount(0)
  await expect(page.locator('.map-stage canvas').first()).toBeVisible()
})
