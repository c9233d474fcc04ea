import { fillColumns, type Slot } from './fill-columns.ts'
import type { Bezels } from '../../map/bezels.ts'
import { boxesOf, columnSpans, type Box } from './column-boxes.ts'
import { longestOf, mirrored, seenOf, visibleSpans, type Span } from './visible-spans.ts'
import type { DeskPart } from '../../state/view.ts'
import { LEFT, LEFT_OF_MANY, RIGHT, type PanelRoom } from './desk-panels.ts'
import { USUAL_LAYOUT, type OwnLayout } from '../../state/own-layout.ts'
import { arranged } from './arranged.ts'

/** CSS pixels. */
export type Rect = Box

export interface DeskLayout {
  /** CSS pixels of one unit; 16 units are one rem. */
  readonly unitPx: number
  readonly shape: 'wide' | 'tall'
  /** Columns on each side of the map. */
  readonly columns: number
  /** Little room: the header uses short forms. */
  readonly dense: boolean
  /** A wall rather than a desk: what must be read from ten metres is drawn larger. */
  readonly far: boolean
  readonly header: Rect
  /** Where the city is framed; the map itself fills the desk. */
  readonly stage: Rect
  /** Where switches, news and legend stand over the map. */
  readonly tools: Rect
  /** CSS pixels that the card over the legend stands higher, so that no frame runs through it. */
  readonly lift: number
  /** Where sheets open and words for everybody stand. */
  readonly sheet: Rect
  /** Width of one screen of the wall, CSS pixels; 0 where none stands beside another. */
  readonly screen: number
  /** Frames run through it, across or down. */
  readonly framed: boolean
  readonly strip: Rect
  readonly slots: readonly Slot[]
}

const HEADER = { near: 68, far: 88 }
/** Walls begin here, CSS pixels. */
const FAR_WIDTH_PX = 3000
/** Units of height: a panorama is read from further away, so its units are larger. */
const HEIGHT = { desk: 1080, panorama: 860 }
const PANORAMA = 2.4
/** Under the lowest panel; the mark of demo stands there. */
const FOOT = 26
const EDGE = 28
const GAP = 28
/** Between panels of a column. */
const PANEL_GAP = 24
const SHORT_GAP = 20
const SHORT_HEIGHT = 900
const STRIP = 152
/** Share of a portrait's height that the map has. */
const TALL_MAP = 0.35
/** Share of a wide wall's width that the map keeps where columns give way to frames. */
const LEAST_MAP = 0.33
/** What stands over the map needs so much width; where no screen shows it that much of the map, it is taken as one. */
const LEAST_TOOLS = 440
/** Units that the legend takes over the map, on one screen of a wall in two rows; and the card above it. */
export const LEGEND = { one: 52, framed: 92 }
export const CARD = 128
/** Around an open sheet in its room, units; as in `.sheet`. */
export const [SHEET_ABOVE, SHEET_BELOW] = [96, 48]
/** The smallest unit at which the smallest words (13 units) still are 12 px. */
const SMALLEST_UNIT_PX = 0.924
const COLUMN = { least: 340, most: 420 }
const MOST_COLUMNS = 2

/** How many columns stand on each side of the map, so that it keeps at least 36 % of the width and 640 units. */
function columnsBeside(width: number): number {
  const map = Math.max(640, width * 0.36)
  const fit = Math.floor((width - map - 2 * EDGE) / 2 / (COLUMN.least + GAP))
  return Math.max(1, Math.min(MOST_COLUMNS, fit))
}

/** What decides where panels stand beside the size. */
interface Wish {
  readonly part: DeskPart
  readonly own: OwnLayout
  readonly bezels?: Bezels | undefined
}

interface Room {
  readonly width: number
  readonly height: number
  /** CSS pixels. */
  readonly unitPx: number
  /** What the frames of the wall leave to be seen across and down. */
  readonly across: readonly Span[]
  readonly down: readonly Span[]
}

/** The columns on both sides of the map and what they leave it; fewer where frames would cost the map too much. */
function sidesOf(room: Room, columns: number): { left: Span[]; right: Span[]; middle: Span; columns: number } {
  const { width, across } = room
  const share = (width - Math.max(640, width * 0.46) - 2 * EDGE) / 2 / columns - GAP
  const column = Math.max(COLUMN.least, Math.min(COLUMN.most, share))
  const wish = { from: EDGE, columns, width: column, least: COLUMN.least, apart: GAP }
  const left = columnSpans(wish, across)
  const right = mirrored(columnSpans(wish, mirrored(across, width)), width)
  const middle = { from: (left.at(-1)?.to ?? 0) + GAP, to: (right[0]?.from ?? width) - GAP }
  if (columns > 1 && middle.to - middle.from < width * LEAST_MAP) return sidesOf(room, columns - 1)
  return { left, right, middle, columns }
}

function wide(room: Room, own: OwnLayout): DeskLayout {
  const { width, height, unitPx, down } = room
  const far = width * unitPx >= FAR_WIDTH_PX
  const header = far ? HEADER.far : HEADER.near
  const { left, right, middle, columns } = sidesOf(room, columnsBeside(width))
  const panels = { from: header + 18, to: height - FOOT }
  const gap = height < SHORT_HEIGHT ? SHORT_GAP : PANEL_GAP
  return inPixels({
    unitPx,
    shape: 'wide',
    columns,
    dense: width < 1800,
    far,
    ...overMap(room, header, middle),
    slots: [
      ...fillColumns(arranged(columns > 1 ? LEFT_OF_MANY : LEFT, own), boxesOf(left, panels, down), gap),
      ...fillColumns(arranged(RIGHT, own), boxesOf(right, panels, down), gap),
    ],
  })
}

/** The header, the map's stage and what stands over it: on one screen of the wall, the one that shows most of the map. */
function overMap({ width, height, across, down }: Room, header: number, middle: Span) {
  const most = longestOf(middle, across)
  const { from, to } = most.to - most.from < LEAST_TOOLS ? middle : most
  const [x, y, across1] = [middle.from, header, { x: from, width: to - from }]
  const stage = { x, y, width: middle.to - x, height: height - header - STRIP - FOOT }
  const open = longestOf({ from: SHEET_ABOVE, to: height - SHEET_BELOW }, down)
  return {
    header: { x: 0, y: 0, width, height: header },
    screen: across.length === 1 ? 0 : (across[0]?.to ?? 0),
    framed: across.length + down.length > 2,
    stage,
    tools: { ...stage, ...across1 },
    lift: liftOf(stage.y + stage.height - LEGEND.framed, down),
    sheet: {
      ...(across.length === 1 ? { x: 0, width } : across1),
      y: open.from,
      height: open.to - open.from,
    },
    strip: { ...across1, y: height - STRIP - FOOT, height: STRIP },
  }
}

function liftOf(foot: number, down: readonly Span[]): number {
  const at = down.findIndex(({ from, to }) => foot > from && foot - CARD < from && to > 0)
  return foot - (down[at - 1]?.to ?? foot)
}

function tall(room: Room, own: OwnLayout): DeskLayout {
  const { width, height, unitPx, across, down } = room
  const header = HEADER.near + 44
  const map = Math.round((height - header) * TALL_MAP)
  const over = overMap(room, header, { from: EDGE, to: width - EDGE })
  // The hours stand under the map, on the next screen where a frame would run through them.
  const below = down.find(({ from, to }) => to - Math.max(from, header + map) >= STRIP)
  const strip = { ...over.strip, y: Math.max(header + map, below?.from ?? 0) }
  const y = strip.y + STRIP + 20
  const column = (width - 2 * EDGE - GAP) / 2
  const wish = { from: EDGE, columns: 1, width: column, least: COLUMN.least, apart: GAP }
  const boxes = (columns: readonly Span[]) => boxesOf(columns, { from: y, to: height - FOOT }, down)
  const stage = { x: 0, y: header, width, height: strip.y - header }
  return inPixels({
    unitPx,
    shape: 'tall',
    columns: 1,
    dense: true,
    far: false,
    ...over,
    stage,
    tools: { ...stage, x: over.tools.x - EDGE, width: over.tools.width + 2 * EDGE },
    strip,
    slots: [
      ...fillColumns(arranged(LEFT, own), boxes(columnSpans(wish, across)), PANEL_GAP),
      ...fillColumns(arranged(RIGHT, own), boxes(mirrored(columnSpans(wish, mirrored(across, width)), width)), PANEL_GAP),
    ],
  })
}

const NO_FRAMES: Bezels = { columns: 1, rows: 1, px: 0 }
const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 }

/** The map over all of the window, without panels. */
function mapAlone(room: Room): DeskLayout {
  const { width, unitPx } = room
  const far = width * unitPx >= FAR_WIDTH_PX
  const header = far ? HEADER.far : HEADER.near
  return inPixels({
    unitPx,
    shape: 'wide',
    columns: 0,
    dense: width < 1800,
    far,
    ...overMap(room, header, { from: EDGE, to: width - EDGE }),
    slots: [],
  })
}

/** Share of the width that the queue of alarms has in a window without a map. */
const QUEUE_SHARE = 0.4
const MOST_BESIDE = 3

/** The queue at the left from top to bottom, all other panels beside it, no map. */
function queueAlone(room: Room, own: OwnLayout): DeskLayout {
  const { width, height, unitPx, across, down } = room
  const header = HEADER.near
  const inner = width - 2 * EDGE
  const queue = Math.max(COLUMN.least, Math.round(inner * QUEUE_SHARE))
  const rest = inner - queue - GAP
  const columns = Math.max(1, Math.min(MOST_BESIDE, Math.floor((rest + GAP) / (COLUMN.least + GAP))))
  const isQueue = ({ id }: PanelRoom) => id === 'alarms'
  const others = arranged([...RIGHT, ...LEFT], own).filter((panel) => !isQueue(panel))
  const [first] = columnSpans({ from: EDGE, columns: 1, width: queue, least: COLUMN.least, apart: GAP }, across)
  const from = (first?.to ?? EDGE) + GAP
  const beside = { from, columns, width: rest, least: COLUMN.least, apart: GAP }
  const seen = seenOf({ from: EDGE, to: width - EDGE }, across)
  const boxes = (spans: readonly Span[]) => boxesOf(spans, { from: header + 18, to: height - FOOT }, down)
  return inPixels({
    unitPx,
    shape: 'wide',
    columns: columns + 1,
    dense: width < 1800,
    far: false,
    ...overMap(room, header, { from: EDGE, to: width - EDGE }),
    stage: NOWHERE,
    tools: NOWHERE,
    strip: NOWHERE,
    slots: [
      ...fillColumns(RIGHT.filter(isQueue), boxes(first ? [first] : []), PANEL_GAP),
      ...fillColumns(others, boxes(columnSpans(beside, seen)), PANEL_GAP),
    ],
  })
}

function inPixels(layout: DeskLayout): DeskLayout {
  const { unitPx } = layout
  const px = (rect: Rect): Rect => {
    const [x, y] = [Math.round(rect.x * unitPx), Math.round(rect.y * unitPx)]
    return {
      x,
      y,
      width: Math.round((rect.x + rect.width) * unitPx) - x,
      height: Math.round((rect.y + rect.height) * unitPx) - y,
    }
  }
  return {
    ...layout,
    header: px(layout.header),
    stage: px(layout.stage),
    screen: Math.floor(layout.screen * unitPx),
    lift: Math.ceil(layout.lift * unitPx),
    tools: px(layout.tools),
    sheet: px(layout.sheet),
    strip: px(layout.strip),
    slots: layout.slots.map((slot) => ({ ...slot, rect: px(slot.rect) })),
  }
}

/** Places every panel of the desk in true pixels; what does not fit shares a slot and takes turns. SC4 SC14 SC15 SC-M11 */
export function deskLayout(
  widthPx: number,
  heightPx: number,
  { part, own, bezels = NO_FRAMES }: Wish = { part: 'all', own: USUAL_LAYOUT },
): DeskLayout {
  const upright = heightPx > widthPx * 1.1
  const tallest = widthPx / heightPx > PANORAMA ? HEIGHT.panorama : HEIGHT.desk
  const asked = upright ? Math.min(widthPx / 1080, heightPx / 1920) : Math.min(widthPx / 1920, heightPx / tallest)
  const unitPx = Math.max(SMALLEST_UNIT_PX, asked)
  const [width, height, hidden] = [widthPx / unitPx, heightPx / unitPx, bezels.px / unitPx]
  const across = visibleSpans(width, bezels.columns, hidden)
  const room = { width, height, unitPx, across, down: visibleSpans(height, bezels.rows, hidden) }
  if (part === 'map') return mapAlone(room)
  if (part === 'queue') return queueAlone(room, own)
  return upright ? tall(room, own) : wide(room, own)
}
