import { chromium } from '@playwright/test'
import { BROWSER_FLAGS } from '../support/browser-flags.ts'
import { cityFacts } from '../support/city-facts.ts'
import { mainThreadOf } from '../support/main-thread.ts'
import { makeBatch, sendBatch } from '../support/batch-source.ts'
import { startWall } from '../support/wall-server.ts'

/**
 * A kiosk over many hours, simulated in compressed time: scenes turn four times as fast as usual and news come ten times a
 * second, so that fifteen minutes here hold what an hour does. Its heap, what it holds on the GPU, and whether it was loaded
 * anew. K2
 */
const MINUTES = Number(process.argv[2] ?? 20)
/** The page's code is still being compiled better meanwhile, and counts as heap. */
const WARM_MINUTES = 6
const DWELL_S = 5
const USUAL_DWELL_S = 20
const MEGABYTE = 2 ** 20
const MUST_MB_AN_HOUR = 1
const NEWS_MS = 100
const EVENTS = 20

const say = (line: string) => process.stdout.write(`${line}\n`)
const wait = (ms: number) => new Promise((wake) => setTimeout(wake, ms))

/** Counts textures, buffers, programs and vertex arrays made and not deleted. Runs in the page. */
function countGpuObjects(): void {
  const held = { n: 0 }
  Object.assign(window, { gpuObjects: held })
  const gl = WebGL2RenderingContext.prototype as unknown as Record<string, (...words: unknown[]) => unknown>
  for (const kind of ['Texture', 'Buffer', 'Program', 'VertexArray', 'Framebuffer'])
    for (const [verb, by] of [
      ['create', 1],
      ['delete', -1],
    ] as const) {
      const plain = gl[`${verb}${kind}`] as (...words: unknown[]) => unknown
      gl[`${verb}${kind}`] = function (this: unknown, ...words: unknown[]) {
        if (verb === 'create' || words[0]) held.n += by
        return plain.apply(this, words)
      }
    }
}

function slopeOf(values: readonly number[]): number {
  const slopes = values
    .flatMap((early, i) => values.slice(i + 1).map((late, n) => (late - early) / (n + 1)))
    .sort((a, b) => a - b)
  return slopes[Math.floor(slopes.length / 2)] ?? 0
}

const server = await startWall({ args: ['--city', 'hangzhou', '--feed', 'none'] })
const executablePath = process.env.GRIDWALL_BROWSER ?? '/usr/bin/chromium'
const browser = await chromium.launch({ executablePath, chromiumSandbox: false, args: [...BROWSER_FLAGS] })
const page = await browser.newPage({ viewport: { width: 1366, height: 768 } })
await page.addInitScript(countGpuObjects)
let loads = 0
page.on('load', () => loads++)
await page.goto(`${server.url}/kiosk?node=330106002&audience=staff&dwell=${DWELL_S}`)
await page.locator('.scene-figures > li').first().waitFor()
const thread = await mainThreadOf(page)
const facts = cityFacts('hangzhou')
const ended = new AbortController()
const news = (async () => {
  for (let n = 0; !ended.signal.aborted; n++) {
    await sendBatch(server.url, makeBatch(facts, `hours-${n}`, EVENTS))
    await wait(NEWS_MS)
  }
})()
const [heapMb, gpu]: [number[], number[]] = [[], []]
for (let minute = 1; minute <= MINUTES; minute++) {
  await wait(60_000)
  heapMb.push((await thread.heapBytes()) / MEGABYTE)
  gpu.push(await page.evaluate(() => (window as unknown as { gpuObjects: { n: number } }).gpuObjects.n))
}
ended.abort()
await news
await browser.close()
await server.stop()
server.forget()
const settled = heapMb.slice(WARM_MINUTES - 1)
const anHour = slopeOf(settled) * 60 * (DWELL_S / USUAL_DWELL_S)
const gpuSettled = gpu.slice(WARM_MINUTES - 1)
const flat = Math.max(...gpuSettled) - Math.min(...gpuSettled)
say(`heap, MB by minute: ${heapMb.map((mb) => mb.toFixed(1)).join(' ')}`)
say(`objects on the GPU by minute: ${gpu.join(' ')}`)
say(
  `${anHour.toFixed(2)} MB an hour of the usual pace (must ${MUST_MB_AN_HOUR}); GPU objects within ${flat}, last against first ${(gpuSettled.at(-1) ?? 0) - (gpuSettled[0] ?? 0)}; loaded ${loads} times`,
)
process.exitCode = anHour <= MUST_MB_AN_HOUR && loads === 1 && (gpuSettled.at(-1) ?? 0) <= (gpuSettled[0] ?? 0) + 8 ? 0 : 1
