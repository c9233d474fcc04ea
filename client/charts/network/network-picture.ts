import { PATTERN } from '../../map/figure-layer.ts'
import { PALETTE } from '../../theme/tokens.ts'
import { rgbOf } from '../../map/palette.ts'
import { MOST_BLOCKS, type NetworkBlock, type RestBlock } from './network-layout.ts'
import type { Look, NetworkLooks } from './network-looks.ts'
import type { NetworkUnit } from './network-tree.ts'

/** Words on a rectangle. */
export interface PictureText {
  readonly lines: readonly string[]
  readonly px: number
  /** Turned upright, read from below: names of strips in Latin letters. */
  readonly upright: boolean
  readonly at: 'start' | 'end' | 'middle'
  readonly quiet: boolean
  /** CSS pixels below the middle of its rectangle. */
  readonly down: number
}

/** A rectangle to draw; several may belong to one block. */
export interface PictureRect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
  readonly look: Look
  readonly texts: readonly PictureText[]
  /** Index of its block. */
  readonly block: number
}

/** What the picture needs of the language and the letters. */
export interface PictureWords {
  readonly upright: boolean
  name(unit: NetworkUnit): string
  /** The figure or tier of a unit under the layer shown, '' for none. */
  mark(unit: NetworkUnit): string
  /** What its height stands for. */
  size(unit: NetworkUnit): string
  rest(block: RestBlock): string
  back(count: number): string
  /** Width of a text, CSS pixels. */
  measure(text: string, px: number): number
}

export interface PictureAsk {
  readonly blocks: readonly NetworkBlock[]
  readonly looks: NetworkLooks
  readonly words: PictureWords
  readonly unitPx: number
}

/** In layout units. */
const TEXT = { least: 13, most: 26, strip: 17, pad: 9, quiet: 13, mark: 16 }
/** Layout units of height from which a unit also says what its height stands for. */
const SIZED = 52
const LINE = 1.25
const OF_HEIGHT = 0.44
const QUIET: Look = { colour: rgbOf(PALETTE.raised), pattern: PATTERN.plain }

/** A name in one line or two where it fits, nothing where it does not: names are never cut. */
function fit(
  name: string,
  room: { width: number; height: number; px: number },
  measure: PictureWords['measure'],
): readonly string[] {
  const { width, height, px } = room
  if (height < px * LINE) return []
  if (measure(name, px) <= width) return [name]
  if (height < 2 * px * LINE) return []
  const words = name.includes(' ') ? name.split(' ') : Array.from(name)
  const glue = name.includes(' ') ? ' ' : ''
  for (let cut = Math.ceil(words.length / 2); cut < words.length; cut += 1) {
    const lines = [words.slice(0, cut).join(glue), words.slice(cut).join(glue)]
    if (lines.every((line) => measure(line, px) <= width)) return lines
  }
  return []
}

/** The largest type at which a name fits, the least one where none does. */
function nameText(name: string, room: { width: number; height: number }, { words, unitPx }: PictureAsk): PictureText | undefined {
  const wanted = Math.min(TEXT.most, Math.max(TEXT.least, (room.height / unitPx) * OF_HEIGHT))
  for (let size = wanted; ; size = Math.max(TEXT.least, size - 2)) {
    const px = size * unitPx
    const lines = fit(name, { ...room, px }, words.measure)
    if (lines.length > 0) return { lines, px, upright: false, at: 'start', quiet: false, down: 0 }
    if (size <= TEXT.least) return undefined
  }
}

/** The name, and below it the size where there is room for both. */
function nameTexts(
  unit: NetworkUnit,
  room: { width: number; height: number },
  size: string,
  ask: PictureAsk,
): readonly PictureText[] {
  const px = TEXT.quiet * ask.unitPx
  const sized = size !== '' && ask.words.measure(size, px) <= room.width
  const name = nameText(ask.words.name(unit), sized ? { ...room, height: room.height - px * LINE } : room, ask)
  if (name === undefined || !sized) return name === undefined ? [] : [name]
  const under = (name.lines.length * name.px * LINE) / 2
  return [
    { ...name, down: (-px * LINE) / 2 },
    { lines: [size], px, upright: false, at: 'start', quiet: true, down: under },
  ]
}

function unitTexts(block: NetworkBlock & { readonly kind: 'unit' }, ask: PictureAsk): readonly PictureText[] {
  const { words, unitPx } = ask
  if (block.place !== 'below') {
    const name = words.name(block.unit)
    const lines = words.upright ? Array.from(name) : [name]
    return [{ lines, px: TEXT.strip * unitPx, upright: !words.upright, at: 'middle', quiet: block.place === 'above', down: 0 }]
  }
  const pad = TEXT.pad * unitPx
  const markPx = Math.min(TEXT.mark, Math.max(TEXT.least, (block.height / unitPx) * OF_HEIGHT)) * unitPx
  const mark = block.height >= markPx * LINE ? words.mark(block.unit) : ''
  const markWidth = mark === '' ? 0 : words.measure(mark, markPx) + pad
  const room = { width: block.width - 2 * pad - markWidth, height: block.height }
  const size = block.height >= SIZED * unitPx ? words.size(block.unit) : ''
  const texts = nameTexts(block.unit, room, size, ask)
  const end: PictureText = { lines: [mark], px: markPx, upright: false, at: 'end', quiet: true, down: 0 }
  return mark === '' || markWidth > block.width / 2 ? texts : [...texts, end]
}

function quietText(text: string, block: NetworkBlock, { words, unitPx }: PictureAsk): readonly PictureText[] {
  const px = TEXT.quiet * unitPx
  const fits = block.height >= px * LINE && words.measure(text, px) <= block.width - 2 * TEXT.pad * unitPx
  return fits ? [{ lines: [text], px, upright: false, at: 'start', quiet: true, down: 0 }] : []
}

/** The rest of a parent: its members' looks side by side, each as wide as its share. */
function restRects(block: RestBlock, at: number, ask: PictureAsk, divided: boolean): readonly PictureRect[] {
  const texts = quietText(ask.words.rest(block), block, ask)
  const parts = divided ? ask.looks.partsOf(block.members) : [{ ...QUIET, count: block.members.length }]
  let { x } = block
  return parts.map((look, n) => {
    const width = (look.count / block.members.length) * block.width
    const rect = { x, y: block.y, width, height: block.height, look, texts: [], block: at }
    x += width
    return n === 0 ? { ...rect, texts } : rect
  })
}

/** Rectangles and words of a picture, never more than the bound; pure but for the measure of letters. SC-N2 */
export function pictureOf(ask: PictureAsk): readonly PictureRect[] {
  const rects: PictureRect[] = []
  ask.blocks.forEach((block, at) => {
    const { x, y, width, height } = block
    if (block.kind === 'rest') {
      const left = MOST_BLOCKS - rects.length - (ask.blocks.length - at)
      rects.push(...restRects(block, at, ask, left > 6))
    } else if (block.kind === 'back')
      rects.push({ x, y, width, height, look: QUIET, texts: quietText(ask.words.back(block.count), block, ask), block: at })
    else rects.push({ x, y, width, height, look: ask.looks.of(block.unit), texts: unitTexts(block, ask), block: at })
  })
  return rects
}

function sameTexts(a: readonly PictureText[], b: readonly PictureText[]): boolean {
  return a.length === b.length && a.every((text, at) => text.px === b[at]?.px && text.lines.join('\n') === b[at].lines.join('\n'))
}

/** True where two pictures would look the same. */
export function samePicture(a: readonly PictureRect[], b: readonly PictureRect[]): boolean {
  if (a === b) return true
  if (a.length !== b.length) return false
  return a.every((rect, at) => {
    const other = b[at]
    if (other === undefined || rect.look.pattern !== other.look.pattern) return false
    const same = rect.x === other.x && rect.y === other.y && rect.width === other.width && rect.height === other.height
    return same && rect.look.colour.every((byte, n) => byte === other.look.colour[n]) && sameTexts(rect.texts, other.texts)
  })
}
