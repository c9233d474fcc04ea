import { copyFileSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, type Page, type Request } from '@playwright/test'
import { smallPack, writePack } from '../support/small-pack.ts'
import { smallPmtiles } from '../support/small-pmtiles.ts'
import { test } from '../support/tab.ts'
import { startWall, type WallServer } from '../support/wall-server.ts'

type Place = readonly [lng: number, lat: number]

/** The small city lies at 120 … 120.02, 30 … 30.01; its eastern half is under water and a road crosses it. */
const WET: readonly Place[] = [
  [120.01, 29.99],
  [120.05, 29.99],
  [120.05, 30.02],
  [120.01, 30.02],
]
const ROAD: readonly Place[] = [
  [119.98, 30.0062],
  [120.05, 30.0062],
]
const MIDDLE: Place = [120.01, 30.005]
const folder = mkdtempSync(join(tmpdir(), 'gridwall-base-'))
let [wall, bare]: (WallServer | undefined)[] = []

function writeCity(name: string, change: (manifest: Record<string, unknown>) => void): string {
  const pack = smallPack()
  pack.nodes = pack.nodes.map((line) => line.replace('区1', '龘区'))
  change(pack.manifest)
  writePack(join(folder, name), pack)
  return join(folder, name)
}

test.beforeAll(async () => {
  test.setTimeout(120_000)
  const mapped = writeCity('mapped', (manifest) => Object.assign(manifest, { baseMap: 'base.pmtiles', font: 'rare.woff2' }))
  const layers = { areas: { water: [WET] }, lines: { roads: [{ kind: 'major_road', way: ROAD }] } }
  writeFileSync(join(mapped, 'base.pmtiles'), smallPmtiles(layers, MIDDLE, { attribution: 'a test survey' }))
  copyFileSync(join(import.meta.dirname, '../fixtures/fonts/rare.woff2'), join(mapped, 'rare.woff2'))
  wall = await startWall({ args: ['--city', mapped, '--feed', 'none'] })
  bare = await startWall({ args: ['--city', writeCity('bare', () => undefined), '--feed', 'none'] })
})
test.afterAll(async () => {
  for (const server of [wall, bare]) {
    await server?.stop()
    server?.forget()
  }
  rmSync(folder, { recursive: true, force: true })
})

/** Opens the desk; all it asked for, and what it complained about. */
async function open(page: Page, server: WallServer | undefined) {
  const asked: Request[] = []
  const said: string[] = []
  page.on('request', (request) => asked.push(request))
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && said.push(message.text()))
  page.on('pageerror', (reason) => said.push(String(reason)))
  await page.setViewportSize({ width: 1366, height: 768 })
  await page.goto(`${server?.url ?? ''}/?perf=1&lang=zh`)
  await page.waitForFunction(() => window.gridwallMap?.complete() === true, undefined, { timeout: 30_000 })
  return { asked, said }
}

/** Mean colour of a square of 12 pixels around a place of the city. */
async function colourAt(page: Page, [lng, lat]: Place): Promise<readonly number[]> {
  const { x, y, scale } = await page.evaluate(() => window.gridwallMap?.view() ?? { x: 0, y: 0, scale: 1 })
  const metres = 111_319.49
  const px = 683 + ((lng - MIDDLE[0]) * metres * Math.cos((MIDDLE[1] * Math.PI) / 180) - x) * scale
  const py = 384 - ((lat - MIDDLE[1]) * metres - y) * scale
  const clip = { x: Math.round(px) - 6, y: Math.round(py) - 6, width: 12, height: 12 }
  const png = (await page.screenshot({ clip })).toString('base64')
  return page.evaluate(async (packed) => {
    const bytes = Uint8Array.from(atob(packed), (letter) => letter.charCodeAt(0))
    const picture = await createImageBitmap(new Blob([bytes], { type: 'image/png' }))
    const pen = new OffscreenCanvas(12, 12).getContext('2d')
    pen?.drawImage(picture, 0, 0)
    const { data } = pen?.getImageData(0, 0, 12, 12) ?? { data: new Uint8ClampedArray() }
    return [0, 1, 2].map((k) => data.filter((_, n) => n % 4 === k).reduce((sum, byte) => sum + byte, 0) / 144)
  }, png)
}

const DRY: Place = [120.0062, 30.0035]
const LAKE: Place = [120.0138, 30.0035]
const ON_ROAD: Place = [120.0062, 30.0062]

/** Blue that a place of the eastern half has more than its like in the western. */
async function wetter(page: Page): Promise<number> {
  const [dry, wet] = [await colourAt(page, DRY), await colourAt(page, LAKE)]
  return (wet[2] ?? 0) - (dry[2] ?? 0)
}

const lose = (page: Page) =>
  page.evaluate(() => {
    const canvas = document.querySelector<HTMLCanvasElement>('.base-map canvas')
    canvas?.getContext('webgl2')?.getExtension('WEBGL_lose_context')?.loseContext()
  })
const losses = (page: Page) => page.evaluate(() => window.gridwall?.diagnostics().glContextLosses ?? -1)

test('[SC-M13] water and roads of a base map lie under the figures, come back when lost, and nothing leaves the origin', async ({
  tab: page,
}) => {
  const { asked, said } = await open(page, wall)
  await expect.poll(() => wetter(page)).toBeGreaterThan(8)
  const [dry, road] = [await colourAt(page, DRY), await colourAt(page, ON_ROAD)]
  expect((road[0] ?? 0) - (dry[0] ?? 0)).toBeGreaterThan(1)
  await expect(page.locator('.notice')).toContainText('a test survey')
  const strangers = asked
    .map((request) => request.url())
    .filter((url) => !url.startsWith(wall?.url ?? '?') && !/^(blob|data):/.test(url))
  expect(strangers).toEqual([])
  const parts = asked.filter((request) => request.url().endsWith('/city/base-map.pmtiles'))
  expect(parts.length).toBeGreaterThan(0)
  for (const part of parts) expect((await part.response())?.status()).toBe(206)
  expect(said).toEqual([])

  await lose(page)
  await expect.poll(() => page.locator('.base-map canvas').count()).toBe(0)
  await expect.poll(() => wetter(page)).toBeGreaterThan(8)
  expect(await losses(page)).toBe(0)
  await page.evaluate(() => window.gridwallMap?.loseContext())
  await expect.poll(() => losses(page)).toBe(1)
  await page.waitForFunction(() => window.gridwallMap?.complete() === true)
  await expect.poll(() => wetter(page)).toBeGreaterThan(8)
  await expect(page.locator('.map-stage canvas')).toHaveCount(3)
})

test('[CP15] a pack’s own font draws what the shipped one lacks', async ({ tab: page }) => {
  await open(page, wall)
  await expect
    .poll(() => page.evaluate(() => [...document.fonts].find(({ family }) => family.includes('Gridwall City'))?.status))
    .toBe('loaded')
})

test('[SC-M13] without a base map nothing of it is loaded', async ({ page }) => {
  const { asked } = await open(page, bare)
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
  const names = asked.map((request) => new URL(request.url()).pathname)
  expect(names.some((name) => name.includes('map-stage'))).toBe(true)
  expect(names.filter((name) => /base-map|maplibre|pmtiles|city\/font/.test(name))).toEqual([])
  await expect(page.locator('.notice')).not.toContainText('survey')
})
