import { planeAt } from './camera.ts'
import { PATTERN, type FigureLayer } from './figure-layer.ts'
import { paletteRgb } from './palette.ts'
import { readColour } from './drawn-pixel.ts'
import type { WallRenderer } from './wall-renderer.ts'

/** CSS pixels from a border beyond which a pick must be right: half the widest border and the one pixel allowed. */
const CLEAR_PX = 2
const AROUND = [-CLEAR_PX, 0, CLEAR_PX].flatMap((dx) => [-CLEAR_PX, 0, CLEAR_PX].map((dy) => [dx, dy] as const))

interface PickCheck {
  readonly layer: FigureLayer
  readonly canvas: HTMLCanvasElement
  /** CSS pixels between the places compared. */
  readonly step: number
}

/** Compares what is picked with what is drawn, at places that lie clear of every border. SC-M3 */
export function checkPicks(renderer: WallRenderer, { layer, canvas, step }: PickCheck) {
  const { city } = renderer
  const level = city?.scene.plan.fill ?? 0
  const texels = city?.shades.texels(level)
  const wrong: string[] = []
  let checked = 0
  if (!city || !texels) return { checked, wrong }
  renderer.drawNow()
  const gl = canvas.getContext('webgl2')
  if (!gl) return { checked, wrong }
  const size = { width: canvas.clientWidth, height: canvas.clientHeight }
  const ratio = canvas.width / size.width
  const picked = (px: number, py: number) => city.codeAt(level, ...planeAt(renderer.motion.current, size, [px, py]))
  for (let x = step; x < size.width - step; x += step)
    for (let y = step; y < size.height - step; y += step) {
      const code = picked(x + 0.5, y + 0.5)
      const place = city.tree.placeOf(code)
      if (!place || AROUND.some(([dx, dy]) => picked(x + 0.5 + dx, y + 0.5 + dy) !== code)) continue
      const near = CLEAR_PX / renderer.motion.current.scale
      if (city.scene.hasWaterAt(planeAt(renderer.motion.current, size, [x + 0.5, y + 0.5]), near)) continue
      const [index, pattern] = texels.lookOf(place.row)
      if (pattern !== PATTERN.plain || texels.marksOf(place.row) !== 0) continue
      const [left, bottom] = [Math.floor((x + 0.5) * ratio), Math.floor((size.height - y - 0.5) * ratio)]
      const drawn = readColour(gl, left, bottom)
      checked += 1
      const colour = paletteRgb(layer.palette, index)
      if (colour.some((byte, k) => Math.abs(byte - (drawn[k] ?? 0)) > 2)) wrong.push(`${code} at ${x}, ${y}`)
    }
  return { checked, wrong }
}
