import { LEFT, RIGHT } from './desk-panels.ts'
import { seenOf, type Span } from './visible-spans.ts'

/** Room of panels, units. */
export interface Box {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

/** Columns from `from` on, each between `least` and `width` wide. */
export interface ColumnWish {
  readonly from: number
  readonly columns: number
  readonly width: number
  readonly least: number
  readonly apart: number
}

/** A box lower than this holds no panel; one of the height of the highest panel there must be. */
const [LEAST_BOX, HIGHEST_PANEL] = [90, Math.max(...[...LEFT, ...RIGHT].map(({ min }) => min))]

const plain = ({ from, columns, width, apart }: ColumnWish): Span[] =>
  Array.from({ length: columns }, (_, n) => ({ from: from + n * (width + apart), to: from + n * (width + apart) + width }))

/**
 * Columns that stand whole on screens of the wall, as near to the edge as they can: narrower, on the next screen, or fewer.
 * Screens narrower than the least column are taken as one. SC-M11
 */
export function columnSpans(wish: ColumnWish, seen: readonly Span[]): Span[] {
  const { columns, width, least, apart } = wish
  const placed: Span[] = []
  let from = wish.from
  for (const screen of seen) {
    from = Math.max(from, screen.from)
    const room = screen.to - from
    const here = Math.min(columns - placed.length, Math.floor((room + apart) / (least + apart)))
    if (here < 1) continue
    const own = Math.min(width, (room + apart) / here - apart)
    placed.push(...plain({ ...wish, from, columns: here, width: own }))
    from += here * (own + apart)
  }
  return placed.length > 0 ? placed : plain(wish)
}

/** The boxes of columns from top to bottom, cut where a frame runs through; whole where screens are too low for the highest panel. SC-M11 */
export function boxesOf(columns: readonly Span[], height: Span, seen: readonly Span[]): Box[] {
  const parts = seenOf(height, seen).filter(({ from, to }) => to - from >= LEAST_BOX)
  const rows = parts.some(({ from, to }) => to - from >= HIGHEST_PANEL) ? parts : [height]
  return columns.flatMap(({ from, to }) =>
    rows.map((row) => ({ x: from, y: row.from, width: to - from, height: row.to - row.from })),
  )
}
