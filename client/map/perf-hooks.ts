import { onFrameTick } from '../observe/frame-clock.ts'
import { after, steady, wallNow } from '../observe/timers.ts'
import type { MapFeed } from '../state/map-feed.ts'
import { screenX, screenY } from './camera.ts'
import { figureLayerOf } from './legend.ts'
import { paletteRgb } from './palette.ts'
import { rgbOf } from './palette.ts'
import { PALETTE } from '../theme/tokens.ts'
import { PATTERN } from './figure-layer.ts'
import { readColour } from './drawn-pixel.ts'
import { checkPicks } from './pick-check.ts'
import type { WallRenderer } from './wall-renderer.ts'

const FRAME_MS = 16

/** One area's colour as drawn and as it should be. */
export interface Probe {
  readonly code: string
  readonly drawn: readonly number[]
  readonly expected: readonly number[]
}

/** `window.gridwallMap`, only with `?perf=1`: what measurements and picture checks need of the map. SC-M10 */
export interface MapPerf {
  /** True when everything that the view needs has arrived and is drawn. */
  complete(): boolean
  /** Stops the clock of frames; the picture stands still. */
  freeze(on: boolean): void
  /** Goes on by so many frames of 16 ms on a frozen clock, each picture finished before the next frame; resolves with the pictures drawn. */
  step(frames: number): Promise<number>
  counts(): { readonly redraws: number; readonly uploads: number; readonly bytesUploaded: number }
  /** Moves the camera by CSS pixels and zoom steps at once. */
  pan(dx: number, dy: number, zoom: number): void
  /** Reads the pixel at the label point of every `step`-th visible area of the filled level. Draws first. */
  probe(step: number): readonly Probe[]
  /** CSS pixels from the base of an area's column up to where its front ends in the picture. Draws first. */
  column(code: string): number
  /** Compares what is picked with what is drawn at every `step`-th CSS pixel that lies 2 px or more inside an area. Draws first. */
  picks(step: number): { readonly checked: number; readonly wrong: readonly string[] }
  /** Lets past losses of the context grow older, ms. */
  passTime(ms: number): void
  /** Takes the GL context away, as a driver would. */
  loseContext(): void
  /** Of publications since the last call: ms from durable commit to the start of the frame that draws it, and to its finished picture. */
  latencies(): Latencies
  view(): { readonly level: number; readonly nodes: number; readonly x: number; readonly y: number; readonly scale: number }
}

export interface Latencies {
  readonly beforeDrawMs: readonly number[]
  readonly pixelMs: readonly number[]
}

declare global {
  interface Window {
    gridwallMap?: MapPerf | undefined
  }
}

/** CSS pixels that a probed place stands off the water. */
const CLEAR_PX = 4
/** Of the lines over areas without a figure, CSS pixels. */
const LINES_APART_PX = 6

function glOf(canvas: HTMLCanvasElement): WebGL2RenderingContext {
  const gl = canvas.getContext('webgl2')
  if (gl === null) throw new Error('The map has no GL context')
  return gl
}

/** Device pixels to go right so that the fine lines of an empty area are not hit. */
function clearOfLines(sum: number, ratio: number): number {
  const phase = ((sum + 1) / ratio) % LINES_APART_PX
  return phase < 1.5 ? Math.ceil(2 * ratio) : 0
}

function probe(renderer: WallRenderer, feed: MapFeed, canvas: HTMLCanvasElement, step: number): Probe[] {
  const { city } = renderer
  if (!city) return []
  const level = city.scene.plan.fill
  const geometry = city.scene.geometry(level)
  const texels = city.shades.texels(level)
  if (!geometry || !texels) return []
  const layer = figureLayerOf(feed.view.getState().layer)
  renderer.drawNow()
  const gl = glOf(canvas)
  const size = { width: canvas.clientWidth, height: canvas.clientHeight }
  const probes: Probe[] = []
  for (let cell = 0; cell < geometry.codes.length; cell += step) {
    const [inX, inY] = [geometry.labels[2 * cell] ?? 0, geometry.labels[2 * cell + 1] ?? 0]
    const x = screenX(renderer.motion.current, size, inX)
    const y = screenY(renderer.motion.current, size, inY)
    if (city.scene.hasWaterAt([inX, inY], CLEAR_PX / renderer.motion.current.scale)) continue
    if (x < 2 || y < 2 || x > size.width - 2 || y > size.height - 2 || texels.marksOf(cell) !== 0) continue
    const [index, pattern] = texels.lookOf(cell)
    if (pattern !== PATTERN.plain && pattern !== PATTERN.empty) continue
    const ratio = canvas.width / size.width
    const off = pattern === PATTERN.empty ? clearOfLines(Math.floor(x * ratio) + Math.floor((size.height - y) * ratio), ratio) : 0
    const drawn = readColour(gl, Math.floor(x * ratio) + off, Math.floor((size.height - y) * ratio))
    const expected = pattern === PATTERN.empty ? rgbOf(PALETTE.empty) : paletteRgb(layer.palette, index)
    probes.push({ code: geometry.codes[cell] ?? '', drawn, expected })
  }
  return probes
}

function columnHeight(renderer: WallRenderer, canvas: HTMLCanvasElement, code: string): number {
  const place = renderer.city?.tree.placeOf(code)
  const [spot] = renderer.city?.spotsOf([code]) ?? []
  const look = place && renderer.city?.shades.texels(place.level)?.lookOf(place.row)
  if (!spot || !look) return -1
  renderer.drawNow()
  const gl = glOf(canvas)
  const size = { width: canvas.clientWidth, height: canvas.clientHeight }
  const ratio = canvas.width / size.width
  const left = Math.floor(screenX(renderer.motion.current, size, spot.x) * ratio)
  const base = Math.ceil((size.height - screenY(renderer.motion.current, size, spot.y)) * ratio)
  const front = paletteRgb(figureLayerOf('columns').palette, look[0])
  const isFront = (up: number) => readColour(gl, left, base + up).every((byte, k) => Math.abs(byte - (front[k] ?? 0)) <= 2)
  let up = 0
  while (isFront(up)) up++
  return up / ratio
}

async function step(renderer: WallRenderer, frames: number): Promise<number> {
  const { loop, drawn, counts } = renderer
  const before = counts.redraws
  for (let n = 1; n <= frames; n++) {
    loop.step(steady() + n * FRAME_MS)
    while (drawn.busy) await new Promise<void>((done) => after(FRAME_MS, done))
  }
  return counts.redraws - before
}

/** Times each publication that brought a commit; server and page must share one clock. */
function timeCommits(renderer: WallRenderer, feed: MapFeed): { take(): Latencies; stop(): void } {
  let waiting: { seq: number; committed: number; begun: boolean }[] = []
  let taken = { beforeDrawMs: [] as number[], pixelMs: [] as number[] }
  const leave = feed.subscribe(({ seq, committedWall, whole }) => {
    const committed = committedWall === undefined ? Number.NaN : committedWall - wallNow() + steady()
    if (!whole && !Number.isNaN(committed)) waiting.push({ seq, committed, begun: false })
  })
  const unhear = onFrameTick(() => {
    const { issued, finished } = renderer.drawn
    for (const one of waiting) {
      if (!one.begun && issued.seq >= one.seq) taken.beforeDrawMs.push(issued.at - one.committed)
      one.begun ||= issued.seq >= one.seq
      if (finished.seq >= one.seq) taken.pixelMs.push(finished.at - one.committed)
    }
    waiting = waiting.filter(({ seq }) => seq > finished.seq)
  })
  const take = () => {
    const all = taken
    taken = { beforeDrawMs: [], pixelMs: [] }
    return all
  }
  return { take, stop: () => (leave(), unhear()) }
}

/** As the page was asked for: the view has written its own address since. */
function asksForPerf(): boolean {
  const [entry] = performance.getEntriesByType('navigation')
  return entry !== undefined && new URL(entry.name).searchParams.get('perf') === '1'
}

interface PerfParts {
  readonly canvas: HTMLCanvasElement
  passTime(ms: number): void
}

/** Puts the hooks on the window if the address asks for them; returns the way out. */
export function offerPerf(renderer: WallRenderer, feed: MapFeed, { canvas, passTime }: PerfParts): () => void {
  if (!asksForPerf()) return () => undefined
  const commits = timeCommits(renderer, feed)
  const perf: MapPerf = {
    complete: () => renderer.complete && !glOf(canvas).isContextLost(),
    freeze: (on) => (renderer.loop.frozen = on),
    step: (frames) => step(renderer, frames),
    counts: () => ({ ...renderer.counts }),
    pan: (dx, dy, zoom) => renderer.nudge(dx, dy, zoom),
    probe: (step) => probe(renderer, feed, canvas, step),
    column: (code) => columnHeight(renderer, canvas, code),
    passTime,
    picks: (step) => checkPicks(renderer, { layer: figureLayerOf(feed.view.getState().layer), canvas, step }),
    loseContext: () => glOf(canvas).getExtension('WEBGL_lose_context')?.loseContext(),
    latencies: () => commits.take(),
    view: () => {
      const { city } = renderer
      return { level: city?.scene.plan.fill ?? -1, nodes: city?.shades.nodesDownTo(Infinity) ?? 0, ...renderer.motion.current }
    },
  }
  window.gridwallMap = perf
  return () => {
    commits.stop()
    if (window.gridwallMap === perf) window.gridwallMap = undefined
  }
}
