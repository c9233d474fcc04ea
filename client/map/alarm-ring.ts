import { PALETTE } from '../theme/tokens.ts'

/** Widths of the mark by which the ring goes out, and of its stroke. */
const [OUT, STROKE] = [0.9, 0.09]

interface AlarmRing {
  /** Middle and width of the mark, device pixels. */
  readonly x: number
  readonly y: number
  readonly width: number
  /** How far it has gone out, 0 … 1. */
  readonly gone: number
}

/** A ring that goes out from a mark and fades; light with a dark rim, to be seen over every tier. SC-M16 */
export function drawAlarmRing(pen: CanvasRenderingContext2D, { x, y, width, gone }: AlarmRing): void {
  pen.globalAlpha = 1 - gone
  for (const [colour, strokes] of [
    [PALETTE.ground, 2],
    [PALETTE.text[0], 1],
  ] as const) {
    pen.beginPath()
    pen.arc(x, y, width * (0.5 + gone * OUT), 0, 2 * Math.PI)
    pen.lineWidth = width * STROKE * strokes
    pen.strokeStyle = colour
    pen.stroke()
  }
  pen.globalAlpha = 1
}
