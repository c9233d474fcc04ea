import { PALETTE } from '../theme/tokens.ts'
import type { NameBox } from './label-placement.ts'

/** CSS pixels at a type size of 22. */
const LINE = { width: 1, rim: 3, dot: 2.5, type: 22 } as const

/** Where the line to a led name ends: at the edge of its box. CSS pixels. */
export function lineEnd({ x, y, width, height }: NameBox, fromX: number, fromY: number): readonly [x: number, y: number] {
  const [dx, dy] = [x - fromX, y - fromY]
  const inside = Math.min(width / 2 / Math.max(1e-9, Math.abs(dx)), height / 2 / Math.max(1e-9, Math.abs(dy)), 1)
  return [x - dx * inside, y - dy * inside]
}

interface LedLine {
  /** CSS pixels of the stage. */
  readonly from: readonly [x: number, y: number]
  readonly name: NameBox
  readonly fontPx: number
  /** Device pixels a CSS pixel. */
  readonly ratio: number
}

/** From a dot at the place to the name's edge, light with a dark rim: it must be seen over every fill. SC-M15 */
export function drawLedLine(pen: CanvasRenderingContext2D, { from: [x, y], name, fontPx, ratio }: LedLine): void {
  const scale = (fontPx / LINE.type) * ratio
  const [endX, endY] = lineEnd(name, x, y)
  for (const [width, dot, colour] of [
    [LINE.width + LINE.rim, LINE.dot + LINE.rim / 2, PALETTE.ground],
    [LINE.width, LINE.dot, PALETTE.text[1]],
  ] as const) {
    pen.beginPath()
    pen.moveTo(x * ratio, y * ratio)
    pen.lineTo(endX * ratio, endY * ratio)
    pen.lineWidth = width * scale
    pen.strokeStyle = colour
    pen.stroke()
    pen.beginPath()
    pen.arc(x * ratio, y * ratio, dot * scale, 0, 2 * Math.PI)
    pen.fillStyle = colour
    pen.fill()
  }
}
