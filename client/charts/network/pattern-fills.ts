import { PATTERN, type Rgb } from '../../map/figure-layer.ts'
import { rgbOf } from '../../map/palette.ts'
import { PALETTE } from '../../theme/tokens.ts'
import type { Look } from './network-looks.ts'

/** A repeated tile as the chart library takes it. */
export interface TileFill {
  readonly image: HTMLCanvasElement
  readonly repeat: 'repeat'
}

const css = ([r, g, b]: Rgb) => `rgb(${r} ${g} ${b})`
const EMPTY = rgbOf(PALETTE.empty)
const DOT = rgbOf(PALETTE.text[2])
/** Side of the tiles in CSS pixels: the hatch and the dots of the map. */
const HATCH_PX = 9
const DOTS_PX = 7

function tile(side: number, paint: (pen: CanvasRenderingContext2D) => void): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = side
  canvas.height = side
  const pen = canvas.getContext('2d')
  if (pen !== null) {
    pen.fillStyle = css(EMPTY)
    pen.fillRect(0, 0, side, side)
    paint(pen)
  }
  return canvas
}

const hatch = (colour: Rgb) =>
  tile(HATCH_PX, (pen) => {
    pen.strokeStyle = css(colour)
    pen.lineWidth = 4
    for (const shift of [-HATCH_PX, 0, HATCH_PX]) {
      pen.moveTo(shift - 2, HATCH_PX + 2)
      pen.lineTo(shift + HATCH_PX + 2, -2)
    }
    pen.stroke()
  })

const dots = () =>
  tile(DOTS_PX, (pen) => {
    pen.fillStyle = css(DOT)
    pen.arc(DOTS_PX / 2, DOTS_PX / 2, 1.4, 0, 2 * Math.PI)
    pen.fill()
  })

const made = new Map<string, TileFill>()

function keep(name: string, make: () => HTMLCanvasElement): TileFill {
  const known = made.get(name)
  if (known !== undefined) return known
  const fill: TileFill = { image: make(), repeat: 'repeat' }
  made.set(name, fill)
  return fill
}

/** Fill of a look: plain, hatched where late or stale, dotted where hidden, bare where there is no figure. SC-N3 */
export function fillOf({ colour, pattern }: Look): string | TileFill {
  if (pattern === PATTERN.hatched) return keep(css(colour), () => hatch(colour))
  if (pattern === PATTERN.dotted) return keep('dotted', dots)
  return css(colour)
}
