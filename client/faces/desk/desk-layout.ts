import { fillColumns, type Slot } from './fill-columns.ts'
import type { DeskPart } from '../../state/view.ts'
import { LEFT, LEFT_OF_MANY, RIGHT, type PanelRoom } from './desk-panels.ts'
import { USUAL_LAYOUT, type OwnLayout } from '../../state/own-layout.ts'
import { arranged } from './arranged.ts'

/** CSS pixels. */
export interface Rect {
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
}

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
}

interface Room {
  readonly width: number
  readonly height: number
  /** CSS pixels. */
  readonly unitPx: number
}

function wide({ width, height, unitPx }: Room, own: OwnLayout): DeskLayout {
  const far = width * unitPx >= FAR_WIDTH_PX
  const header = far ? HEADER.far : HEADER.near
  const columns = columnsBeside(width)
  const share = (width - Math.max(640, width * 0.46) - 2 * EDGE) / 2 / columns - GAP
  const column = Math.max(COLUMN.least, Math.min(COLUMN.most, share))
  const side = columns * (column + GAP)
  const top = header + 18
  const tall = height - top - FOOT
  const column0 = { y: top, height: tall, width: column, gap: height < SHORT_HEIGHT ? SHORT_GAP : PANEL_GAP, apart: GAP }
  const left = fillColumns(arranged(columns > 1 ? LEFT_OF_MANY : LEFT, own), { ...column0, x: EDGE, columns })
  const right = fillColumns(arranged(RIGHT, own), { ...column0, x: width - EDGE - side + GAP, columns })
  const middle = { x: EDGE + side, width: width - 2 * EDGE - 2 * side }
  return inPixels({
    unitPx,
    shape: 'wide',
    columns,
    dense: width < 1800,
    far,
    header: { x: 0, y: 0, width, height: header },
    stage: { ...middle, y: header, height: height - header - STRIP - FOOT },
    strip: { ...middle, y: height - STRIP - FOOT, height: STRIP },
    slots: [...left, ...right],
  })
}

function tall({ width, height, unitPx }: Room, own: OwnLayout): DeskLayout {
  const header = HEADER.near + 44
  const map = Math.round((height - header) * TALL_MAP)
  const strip = { x: EDGE, y: header + map, width: width - 2 * EDGE, height: STRIP }
  const y = strip.y + STRIP + 20
  const column = (width - 2 * EDGE - GAP) / 2
  const column0 = { y, height: height - y - FOOT, width: column, gap: PANEL_GAP, apart: GAP, columns: 1 }
  return inPixels({
    unitPx,
    shape: 'tall',
    columns: 1,
    dense: true,
    far: false,
    header: { x: 0, y: 0, width, height: header },
    stage: { x: 0, y: header, width, height: map },
    strip,
    slots: [
      ...fillColumns(arranged(LEFT, own), { ...column0, x: EDGE }),
      ...fillColumns(arranged(RIGHT, own), { ...column0, x: EDGE + column + GAP }),
    ],
  })
}

const NOWHERE: Rect = { x: 0, y: 0, width: 0, height: 0 }

/** The map over all of the window, without panels. */
function mapAlone({ width, height, unitPx }: Room): DeskLayout {
  const far = width * unitPx >= FAR_WIDTH_PX
  const header = far ? HEADER.far : HEADER.near
  const middle = { x: EDGE, width: width - 2 * EDGE }
  return inPixels({
    unitPx,
    shape: 'wide',
    columns: 0,
    dense: width < 1800,
    far,
    header: { x: 0, y: 0, width, height: header },
    stage: { ...middle, y: header, height: height - header - STRIP - FOOT },
    strip: { ...middle, y: height - STRIP - FOOT, height: STRIP },
    slots: [],
  })
}

/** Share of the width that the queue of alarms has in a window without a map. */
const QUEUE_SHARE = 0.4
const MOST_BESIDE = 3

/** The queue at the left from top to bottom, all other panels beside it, no map. */
function queueAlone({ width, height, unitPx }: Room, own: OwnLayout): DeskLayout {
  const header = HEADER.near
  const y = header + 18
  const column0 = { y, height: height - y - FOOT, gap: PANEL_GAP, apart: GAP }
  const inner = width - 2 * EDGE
  const queue = Math.max(COLUMN.least, Math.round(inner * QUEUE_SHARE))
  const rest = inner - queue - GAP
  const columns = Math.max(1, Math.min(MOST_BESIDE, Math.floor((rest + GAP) / (COLUMN.least + GAP))))
  const isQueue = ({ id }: PanelRoom) => id === 'alarms'
  const others = arranged([...RIGHT, ...LEFT], own).filter((panel) => !isQueue(panel))
  const beside = { ...column0, x: EDGE + queue + GAP, width: (rest + GAP) / columns - GAP, columns }
  return inPixels({
    unitPx,
    shape: 'wide',
    columns: columns + 1,
    dense: width < 1800,
    far: false,
    header: { x: 0, y: 0, width, height: header },
    stage: NOWHERE,
    strip: NOWHERE,
    slots: [
      ...fillColumns(RIGHT.filter(isQueue), { ...column0, x: EDGE, width: queue, columns: 1 }),
      ...fillColumns(others, beside),
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
    strip: px(layout.strip),
    slots: layout.slots.map((slot) => ({ ...slot, rect: px(slot.rect) })),
  }
}

/** Places every panel of the desk in true pixels; what does not fit shares a slot and takes turns. SC4 SC14 SC15 */
export function deskLayout(
  widthPx: number,
  heightPx: number,
  { part, own }: Wish = { part: 'all', own: USUAL_LAYOUT },
): DeskLayout {
  const upright = heightPx > widthPx * 1.1
  const tallest = widthPx / heightPx > PANORAMA ? HEIGHT.panorama : HEIGHT.desk
  const asked = upright ? Math.min(widthPx / 1080, heightPx / 1920) : Math.min(widthPx / 1920, heightPx / tallest)
  const unitPx = Math.max(SMALLEST_UNIT_PX, asked)
  const room = { width: widthPx / unitPx, height: heightPx / unitPx, unitPx }
  if (part === 'map') return mapAlone(room)
  if (part === 'queue') return queueAlone(room, own)
  return upright ? tall(room, own) : wide(room, own)
}
