import { PALETTE } from '../theme/tokens.ts'
import { rgbOf } from './palette.ts'

const GROUND = rgbOf(PALETTE.ground)

/** Colour of one drawn device pixel over the page's ground, which shows through wherever the picture is not opaque. */
export function readColour(gl: WebGL2RenderingContext, left: number, bottom: number): [number, number, number] {
  const pixel = new Uint8Array(4)
  gl.readPixels(left, bottom, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, pixel)
  const rest = 1 - (pixel[3] ?? 0) / 255
  const over = (k: 0 | 1 | 2) => Math.round((pixel[k] ?? 0) + rest * GROUND[k])
  return [over(0), over(1), over(2)]
}
