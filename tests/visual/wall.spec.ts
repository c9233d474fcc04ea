import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, type Browser, type Page } from '@playwright/test'
import { standingWall } from '../support/standing-wall.ts'
import { test } from '../support/tab.ts'
import { SCENE_NAMES } from '../../client/faces/scenes/scene-table.ts'
import { wordsUnderFrames } from '../support/words-under-frames.ts'
import type { WallServer } from '../support/wall-server.ts'

interface Picture {
  readonly name: string
  readonly width: number
  readonly height: number
  readonly query: string
  /** Another face than the desk: the last word of its address. */
  readonly face?: '' | 'briefing' | 'kiosk' | 'sources'
  /** Crops of 640×360 true pixels for walls too large to keep whole: left and top of each. */
  readonly crops?: readonly (readonly [number, number])[]
  /** The middle of the map alone, where one marker counts. */
  readonly mapOnly?: true
}

const SIZES = [
  [1366, 768],
  [1920, 1080],
  [1080, 1920],
] as const
const whole = SIZES.flatMap(([width, height]) =>
  (['zh', 'en'] as const).map((lang): Picture => ({
    name: `city-${lang}-${width}x${height}`,
    width,
    height,
    query: `lang=${lang}`,
  })),
)
const near: readonly Picture[] = [
  { name: 'heat-zh-1366x768', width: 1366, height: 768, query: 'layer=heat' },
  { name: 'street-en-1366x768', width: 1366, height: 768, query: 'node=330106109&lang=en' },
]
const walls = [
  [3840, 2160],
  [6656, 1792],
].map(([width = 0, height = 0]): Picture => ({
  name: `wall-zh-${width}x${height}`,
  width,
  height,
  query: 'lang=zh',
  crops: [
    [0, 0],
    [width - 640, 0],
    [Math.floor(width / 2) - 320, Math.floor(height / 2) - 180],
    [0, height - 360],
  ],
}))
const layers = [
  ['tier', 'node=330127'],
  ['homes', 'node=330106002051001'],
  ['events', 'layer=events'],
  ['checks', 'layer=checks'],
  ['service', 'layer=service'],
  ['measures', 'layer=measures'],
  ['columns', 'node=330106&layer=columns'],
  ['smooth', 'node=330106&layer=heat-smooth'],
].map(([name = '', query = '']): Picture => ({ name: `map-${name}-zh`, width: 1366, height: 768, query, mapOnly: true }))
const faces: readonly Picture[] = [
  { name: 'network-zh-1366x768', width: 1366, height: 768, query: 'stage=network' },
  { name: 'briefing-zh-1920x1080', width: 1920, height: 1080, face: 'briefing', query: 'scene=tiers' },
  { name: 'briefing-en-1366x768', width: 1366, height: 768, face: 'briefing', query: 'scene=loop&lang=en' },
  { name: 'briefing-en-1080x1920', width: 1080, height: 1920, face: 'briefing', query: 'scene=pair&lang=en' },
  { name: 'kiosk-zh-1080x1920', width: 1080, height: 1920, face: 'kiosk', query: 'node=330106&dwell=600' },
  { name: 'sources-en-1366x768', width: 1366, height: 768, face: 'sources', query: 'lang=en' },
]
const PICTURES = [...whole, ...near, ...layers, ...faces, ...walls]
/** Of the desk at 1366×768: clear of the layers' switch, the alarms' counts and the card. */
const MAP_CLIP = { x: 372, y: 162, width: 620, height: 260 } as const

const ALLOWED_PIXELS = 40
/** The smallest point covers about seven pixels. */
const ALLOWED_ON_MAP = 3
const pairPath = join(import.meta.dirname, 'baselines/pair.json')
let server: WallServer
let pair = ''

test.beforeAll(async () => {
  test.setTimeout(240_000)
  server = await standingWall()
})
test.afterAll(async () => {
  await server?.stop()
  server?.forget()
})

/** Browser major and rasteriser: pictures are only comparable within one pair. */
async function pairOf(browser: Browser, page: Page): Promise<string> {
  const renderer = await page.evaluate(() => {
    const gl = document.createElement('canvas').getContext('webgl2')
    const facts = gl?.getExtension('WEBGL_debug_renderer_info')
    const name: unknown = gl && facts ? gl.getParameter(facts.UNMASKED_RENDERER_WEBGL) : 'none'
    gl?.getExtension('WEBGL_lose_context')?.loseContext()
    return String(name)
  })
  const rasteriser = /SwiftShader|llvmpipe/.exec(renderer)?.[0] ?? renderer
  return `${browser.version().split('.')[0]} ${rasteriser}`
}

/** Opens the wall and waits until nothing more comes: fonts, figures, map complete, first turn of every slot held. */
async function openStill(page: Page, { width, height, query, face = '' }: Picture): Promise<void> {
  await page.setViewportSize({ width, height })
  await page.emulateMedia({ reducedMotion: 'reduce' })
  await page.goto(`${server.url}/${face}?perf=1&${query}`)
  await page.waitForFunction(() => window.gridwall?.diagnostics().link === 'live', undefined, { timeout: 60_000 })
  if (face === 'sources') await page.locator('.tile').first().waitFor()
  else if (query.includes('stage=network')) await page.locator('.network-stage canvas').waitFor()
  else await page.waitForFunction(() => window.gridwallMap?.complete(), undefined, { timeout: 60_000 })
  await page.evaluate(() => document.fonts.ready)
  for (const tab of await page.locator('.turns [role=tab]:first-child').all()) await tab.evaluate((el: HTMLElement) => el.click())
  if (face === '') await page.locator('[data-panel=alarms] [data-alarm]').first().waitFor()
  // As when fonts come: names are placed anew, so that the picture does not hang on what came before what.
  await page.evaluate(() => document.fonts.dispatchEvent(new Event('loadingdone')))
  await page.waitForFunction(() => window.gridwallMap?.complete() ?? true)
}

/** What must hold on any machine: no scroll, nothing clipped or beyond the edge, no panel over another, every panel with a state, both fonts. */
async function structure(page: Page) {
  return page.evaluate(() => {
    const boxes = [...document.querySelectorAll('.slot')].map((slot) => slot.getBoundingClientRect())
    const overlaps = boxes.filter((a, i) =>
      boxes.some((b, j) => j > i && a.left < b.right - 1 && b.left < a.right - 1 && a.top < b.bottom - 1 && b.top < a.bottom - 1),
    )
    const leaves = [...document.querySelectorAll<HTMLElement>('body *')].filter(
      (el) => el.children.length === 0 && el.textContent?.trim(),
    )
    const bar = document.querySelector('.stage-bar')?.lastElementChild?.getBoundingClientRect()
    const counts = document.querySelector('.alarm-counts')?.getBoundingClientRect()
    const covered = bar !== undefined && counts !== undefined && counts.left < bar.right && counts.top < bar.bottom
    const clips = (el: HTMLElement) =>
      getComputedStyle(el).overflow !== 'visible' &&
      getComputedStyle(el).textOverflow !== 'ellipsis' &&
      (el.scrollWidth > el.clientWidth + 1 || el.scrollHeight > el.clientHeight + 1)
    return {
      scroll: [document.documentElement.scrollWidth - innerWidth, document.documentElement.scrollHeight - innerHeight],
      overlaps: overlaps.length + Number(covered),
      beyond: leaves.filter((el) => el.getBoundingClientRect().right > innerWidth + 1).map((el) => el.className),
      clipped: leaves.filter(clips).map((el) => el.textContent?.trim().slice(0, 30)),
      panelsWithout: window.gridwall
        ?.diagnostics()
        .panels.filter(({ state }) => !state)
        .map(({ id }) => id),
      fonts: ['400 16px "Gridwall Hans"', '500 16px "Gridwall Figures"'].map((font) => document.fonts.check(font, '网格 12')),
    }
  })
}

/** Crops of 640×360 pixels of a picture, cut by the browser's own code on an empty page. */
async function cropsOf(png: Buffer, corners: readonly (readonly [number, number])[], page: Page): Promise<Buffer[]> {
  const cut = await page.evaluate(
    async ([text, places]) => {
      const whole = await createImageBitmap(await (await fetch(`data:image/png;base64,${text}`)).blob())
      const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 360 })
      const pen = canvas.getContext('2d')
      return places.map(([x, y]) => {
        pen?.drawImage(whole, -x, -y)
        return canvas.toDataURL('image/png').split(',')[1] ?? ''
      })
    },
    [png.toString('base64'), corners] as const,
  )
  await page.close()
  return cut.map((text) => Buffer.from(text, 'base64'))
}

// Fault seen: counts of alarms over the switch of map and network (3840×2160); one stairwell left out (6 pixels of map-homes); the colours of tiers 2 and 3 exchanged (3,683 of map-tier).
for (const picture of PICTURES)
  test(`[SC10] ${picture.name}`, async ({ tab: page, browser }) => {
    await openStill(page, picture)
    expect(await structure(page)).toEqual({
      scroll: [0, 0],
      overlaps: 0,
      beyond: [],
      clipped: [],
      panelsWithout: [],
      fonts: [true, true],
    })
    pair ||= await pairOf(browser, page)
    const updating = test.info().config.updateSnapshots === 'all' || test.info().config.updateSnapshots === 'changed'
    if (updating) writeFileSync(pairPath, `${JSON.stringify({ pair })}\n`)
    const kept = existsSync(pairPath) ? (JSON.parse(readFileSync(pairPath, 'utf8')) as { pair: string }).pair : 'none'
    test.skip(kept !== pair, `picture ${picture.name}: baselines are of ${kept}, this is ${pair}`)
    // The code that pairs a tablet is drawn anew by every process.
    const mask = [page.locator('.briefing-code')]
    const options = { maxDiffPixels: ALLOWED_PIXELS, animations: 'allow', threshold: 0.1, timeout: 60_000, mask } as const
    if (picture.mapOnly)
      await expect(page).toHaveScreenshot(`${picture.name}.png`, { ...options, maxDiffPixels: ALLOWED_ON_MAP, clip: MAP_CLIP })
    else if (picture.crops === undefined) await expect(page).toHaveScreenshot(`${picture.name}.png`, options)
    else
      // One look at so large a wall takes seconds; while it is taken, the sheet of a page without signs of life may cover it.
      await expect(async () => {
        const cut = await cropsOf(
          await page.screenshot({ animations: 'allow' }),
          picture.crops ?? [],
          await page.context().newPage(),
        )
        for (const [index, crop] of cut.entries())
          expect(crop).toMatchSnapshot(`${picture.name}-${index + 1}.png`, { maxDiffPixels: ALLOWED_PIXELS, threshold: 0.1 })
      }).toPass({ timeout: 60_000 })
  })

// Fault seen: the sheet of a stopped page that kept its words in the middle of the wall.
test('[SC-M11] no words of a desk, its card or a sheet stand under the frames of a wall of screens', async ({ tab: page }) => {
  const wall = { columns: 2, rows: 2, px: 16 }
  for (const query of ['lang=zh', 'lang=en', 'lang=zh&node=330106002051']) {
    await openStill(page, { name: '', width: 1920, height: 1080, query: `bezels=2x2/16&${query}` })
    expect(await wordsUnderFrames(page, wall)).toEqual([])
  }
  await page.keyboard.press('f')
  await page.locator('.sheet tbody tr').first().waitFor()
  expect(await wordsUnderFrames(page, wall)).toEqual([])
  await page.goto(`${server.url}/?bezels=off`)
})

// Faults seen: lines of figures left where they fell; the foot of the page across all screens.
test('[SC-M11] no words of a briefing stand under the frames of a wall of screens, in any scene', async ({ tab: page }) => {
  const wall = { columns: 2, rows: 2, px: 16 }
  for (const lang of ['zh', 'en']) {
    await openStill(page, { name: '', width: 1920, height: 1080, face: 'briefing', query: `bezels=2x2/16&lang=${lang}` })
    for (const [at, scene] of SCENE_NAMES.entries()) {
      await page.keyboard.press(String(at + 1))
      await page.locator(`[data-panel=scene-${scene}]`).waitFor()
      await page.locator('.scene-figures > li').first().waitFor()
      await expect.poll(() => wordsUnderFrames(page, wall), `${scene}, ${lang}`).toEqual([])
    }
  }
  await page.keyboard.press('1')
  await page.locator('[data-panel=scene-situation] .scene-figure .figure').first().click()
  await page.locator('.sheet').waitFor()
  expect(await wordsUnderFrames(page, wall)).toEqual([])
  await page.goto(`${server.url}/?bezels=off`)
})
