import type { Bezels } from '../../map/bezels.ts'
import type { Rect } from '../desk/desk-layout.ts'
import { seenOf, visibleSpans, type Span } from '../desk/visible-spans.ts'
import type { sceneFit } from '../scenes/scene-unit.ts'

/** Least width of a scene's words in root font sizes: a sentence and two large figures side by side. */
const WORDS_REM = 38
/** Least height of a screen: all figures of a scene and the days beside them. */
const ROW_REM = 24
/** As the page divides one screen between words and map. */
const ONE_SCREEN = { words: 0.44, apartRem: 2 } as const
/** Root font sizes by which a sheet stands off its room, above and below. */
const SHEET_OFF_REM = { above: 5, below: 2 } as const

/** How a scene stands on a wall of several screens: its words on the first of them, the map on the rest. */
export interface SceneOnWall {
  readonly remPx: number
  /** CSS pixels: what is seen of the first screen, from the first to the second, and of the map's first screen. */
  readonly words: number
  readonly apart: number
  readonly legend: number
  /** What is seen of each row of screens. */
  readonly rows: readonly Span[]
  readonly sheets: Rect
}

/** A scene on the screens of a wall; undefined on a single one. SC-M11 */
export function sceneOnWall(
  [width, height]: readonly [number, number],
  bezels: Bezels | undefined,
  { shape, remPx }: ReturnType<typeof sceneFit>,
): SceneOnWall | undefined {
  if (bezels === undefined || bezels.columns * bezels.rows === 1) return undefined
  const rows = visibleSpans(height, bezels.rows, bezels.px)
  const [first, second] = visibleSpans(width, bezels.columns, bezels.px)
  const words = second === undefined && shape === 'wide' ? width * ONE_SCREEN.words : (first?.to ?? width)
  const rem = Math.min(remPx, words / WORDS_REM, height / bezels.rows / ROW_REM)
  const map = second ?? { from: words + ONE_SCREEN.apartRem * rem, to: width }
  const room = rows[1] ?? { from: SHEET_OFF_REM.above * rem, to: height }
  return {
    remPx: rem,
    words,
    apart: map.from - words,
    legend: shape === 'tall' ? words : map.to - map.from,
    rows,
    sheets: {
      x: 0,
      y: room.from - SHEET_OFF_REM.above * rem,
      width: words,
      height: room.to - room.from + (SHEET_OFF_REM.above + SHEET_OFF_REM.below) * rem,
    },
  }
}

const holds = (row: Span, { from, to }: Span) => from >= row.from && to <= row.to

/** How far down a block goes to stand whole on a row of screens; 0 where it does, or is higher than the next. */
export function stepDown(block: Span, rows: readonly Span[]): number {
  if (rows.some((row) => holds(row, block))) return 0
  const next = rows.find((row) => row.from > block.from)
  return next !== undefined && block.to - block.from <= next.to - next.from ? next.from - block.from : 0
}

/** The longest part of a stretch that is seen: what fills the rest of a scene keeps to it. */
export function longestSeen(whole: Span, rows: readonly Span[]): Span {
  return seenOf(whole, rows).reduce((best, part) => (part.to - part.from > best.to - best.from ? part : best), {
    from: whole.from,
    to: whole.from,
  })
}
