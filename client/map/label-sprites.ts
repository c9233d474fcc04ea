import { FACES, PALETTE } from '../theme/tokens.ts'

/** What a label says and how; equal looks share one sprite. */
export interface LabelLook {
  /** '' for a symbol alone. */
  readonly text: string
  /** CSS pixels. */
  readonly fontPx: number
  /** 1 … 5 draws the tier's rounded square with its numeral; 0 draws none. */
  readonly tier: number
  /** 1 … 4 draws the diamond of our own alarms with its level. */
  readonly alarm?: number | undefined
  /** Quiet: finer levels, homes and counts. */
  readonly quiet: boolean
}

/** CSS pixels. */
interface LabelSize {
  readonly width: number
  readonly height: number
}

/** A label drawn once. */
export interface LabelSprite extends LabelSize {
  readonly picture: OffscreenCanvas
}

const MOST_SPRITES = 800
const MOST_SIZES = 20_000
/** Level 1 has the colour of tier 5. */
const ALARM_TIER = 6
/** White numerals stand at least 4.5:1 on tiers 1 and 2 and, being large and bold, 3:1 on the others. */
const NUMERAL = '#ffffff'

const TEXT_LINE = 1.3
const keyOf = ({ text, fontPx, tier, alarm = 0, quiet }: LabelLook) => `${text}/${fontPx}/${tier}/${alarm}/${quiet ? 1 : 0}`

/** What is known of a look, else made and kept; all are let go of at once when there are too many. */
function kept<T>(known: Map<string, T>, most: number, look: LabelLook, make: () => T): T {
  const key = keyOf(look)
  const held = known.get(key)
  if (held !== undefined) return held
  if (known.size >= most) known.clear()
  const made = make()
  known.set(key, made)
  return made
}

const fontOf = ({ quiet, fontPx }: LabelLook) => `${quiet ? 400 : 600} ${fontPx}px ${FACES.words}`
/** Side of the symbol over the words, CSS pixels; 0 without one. */
const symbolOf = ({ tier, alarm = 0, fontPx }: LabelLook) => (tier + alarm > 0 ? Math.round(fontPx * 1.75) : 0)
const rimOf = ({ fontPx }: LabelLook) => Math.max(2, fontPx * 0.16)

/** Pictures of labels at the stage's true pixels, so that drawing a frame is copying rectangles. */
export class LabelSprites {
  private readonly sprites = new Map<string, LabelSprite>()
  private readonly sizes = new Map<string, LabelSize>()
  private readonly ratio: number
  private readonly pen: OffscreenCanvasRenderingContext2D

  constructor(ratio: number) {
    this.ratio = ratio
    const pen = new OffscreenCanvas(1, 1).getContext('2d')
    if (pen === null) throw new Error('This browser draws no text off the screen')
    this.pen = pen
  }

  /** After a font arrived every picture is another. */
  forget(): void {
    this.sprites.clear()
    this.sizes.clear()
  }

  /** How large a label would be: hundreds ask for a place, and few of them are ever drawn. */
  sizeOf(look: LabelLook): LabelSize {
    return kept(this.sizes, MOST_SIZES, look, () => this.measure(look))
  }

  get(look: LabelLook): LabelSprite {
    return kept(this.sprites, MOST_SPRITES, look, () => this.draw(look))
  }

  private measure(look: LabelLook): LabelSize {
    const { text, fontPx } = look
    this.pen.font = fontOf(look)
    const symbol = symbolOf(look)
    const textWidth = text === '' ? 0 : this.pen.measureText(text).width
    const width = Math.ceil(Math.max(textWidth + 2 * rimOf(look), symbol + 2))
    return { width, height: Math.ceil((text === '' ? 0 : fontPx * TEXT_LINE) + symbol + 2) }
  }

  private draw(look: LabelLook): LabelSprite {
    const { text, fontPx, tier, alarm = 0 } = look
    const { width, height } = this.sizeOf(look)
    const symbol = symbolOf(look)
    const picture = new OffscreenCanvas(Math.ceil(width * this.ratio), Math.ceil(height * this.ratio))
    const pen = picture.getContext('2d')
    if (pen === null) return { picture, width, height }
    pen.scale(this.ratio, this.ratio)
    if (alarm > 0) drawSymbol(pen, { trace: diamond, tier: ALARM_TIER - alarm, numeral: alarm }, width / 2, symbol)
    else if (symbol > 0) drawSymbol(pen, { trace: square, tier, numeral: tier }, width / 2, symbol)
    if (text !== '') {
      pen.font = fontOf(look)
      drawText(pen, look, { x: width / 2, y: symbol + (fontPx * TEXT_LINE) / 2, rim: rimOf(look) })
    }
    return { picture, width, height }
  }
}

function drawText(
  pen: OffscreenCanvasRenderingContext2D,
  look: LabelLook,
  at: { readonly x: number; readonly y: number; readonly rim: number },
): void {
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.lineJoin = 'round'
  pen.lineWidth = at.rim * 2
  pen.strokeStyle = PALETTE.ground
  pen.globalAlpha = 0.88
  pen.strokeText(look.text, at.x, at.y)
  pen.globalAlpha = 1
  pen.fillStyle = look.quiet ? PALETTE.text[1] : PALETTE.text[0]
  pen.fillText(look.text, at.x, at.y)
}

type Trace = (pen: OffscreenCanvasRenderingContext2D, x: number, half: number) => void

const diamond: Trace = (pen, x, half) => {
  pen.moveTo(x, 1)
  pen.lineTo(x + half - 1, half)
  pen.lineTo(x, 2 * half - 1)
  pen.lineTo(x - half + 1, half)
  pen.closePath()
}
const square: Trace = (pen, x, half) => pen.roundRect(x - half * 0.72, half * 0.28, half * 1.44, half * 1.44, half * 0.25)

interface Symbol {
  readonly trace: Trace
  /** 1 … 5, whose colour it has. */
  readonly tier: number
  readonly numeral: number
}

/** A tier is a rounded square, an alarm a diamond, each with its numeral. */
function drawSymbol(pen: OffscreenCanvasRenderingContext2D, symbol: Symbol, x: number, size: number): void {
  const { trace, tier, numeral } = symbol
  const half = size / 2
  pen.beginPath()
  trace(pen, x, half)
  pen.fillStyle = PALETTE.tier[tier - 1] ?? PALETTE.empty
  pen.fill()
  pen.lineWidth = Math.max(1.5, size * 0.06)
  pen.strokeStyle = PALETTE.text[0]
  pen.stroke()
  pen.font = `700 ${Math.round(size * 0.5)}px ${FACES.figures}`
  pen.textAlign = 'center'
  pen.textBaseline = 'middle'
  pen.fillStyle = NUMERAL
  pen.fillText(String(numeral), x, half + size * 0.03)
}
