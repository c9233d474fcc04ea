import { PALETTE } from '../theme/tokens.ts'
import type { EventField } from './event-field.ts'
import type { PointColumns } from './layers/point-layer/point-layer.ts'
import { rgbOf } from './palette.ts'
import type { Box } from './plane.ts'
import type { Layer } from '../state/view.ts'

const RECENT_MS = 15 * 60_000
/** From this many points on, neighbours are drawn as one. */
const DENSE = 3000
/** Distance on the screen below which points count as neighbours. */
const CLUSTER_PX = 22
const wordOf = (...bytes: readonly number[]) => new Uint32Array(Uint8Array.from(bytes).buffer)[0] ?? 0
const RECENT = wordOf(...rgbOf(PALETTE.text[0]), 225)
const EARLIER = wordOf(...rgbOf(PALETTE.text[2]), 150)
const RECENT_FACTOR = 1.25

/** A group of points drawn as one. */
export interface Cluster {
  readonly x: number
  readonly y: number
  readonly count: number
}

export interface EventPoints {
  readonly columns: PointColumns
  readonly clusters: readonly Cluster[]
}

export interface EventPointsAsk {
  readonly field: EventField
  readonly layer: Layer
  /** The city's clock, epoch ms. */
  readonly clock: number
  /** CSS pixels a metre. */
  readonly scale: number
  /** Events elsewhere are left out. */
  readonly view: Box
}

/** Numbers of the events that the layer draws: all with a place in the view, or the recent ones alone. */
function drawnOf({ field, layer, clock, view }: EventPointsAsk): Int32Array {
  if (layer !== 'events' && layer !== 'tier') return new Int32Array(0)
  const since = layer === 'tier' ? clock - RECENT_MS : -Infinity
  const { x, y, t, length } = field
  const { minX, minY, maxX, maxY } = view
  const drawn = new Int32Array(length)
  let count = 0
  for (let i = 0; i < length; i++) {
    const px = x[i] ?? Number.NaN
    const py = y[i] ?? Number.NaN
    if (px >= minX && px <= maxX && py >= minY && py <= maxY && (t[i] ?? 0) > since) drawn[count++] = i
  }
  return drawn.subarray(0, count)
}

/** Edge of a cluster's square in metres: a power of two, so that clusters stand still while the scale changes a little. */
export function clusterMetres(scale: number): number {
  return 2 ** Math.ceil(Math.log2(CLUSTER_PX / scale))
}

interface Groups {
  readonly count: number
  readonly x: Float64Array
  readonly y: Float64Array
  readonly sizes: Int32Array
}

/** Neighbouring squares far apart in the table. */
function mixed(column: number, line: number): number {
  let hash = Math.imul(column, 0x9e3779b1) ^ Math.imul(line, 0x85ebca77)
  hash = Math.imul(hash ^ (hash >>> 15), 0xc2b2ae3d)
  return hash ^ (hash >>> 13)
}

/** Sums by square, in a table of numbers: 50,000 events are grouped in the time of a frame. */
function groupsOf(field: EventField, drawn: Int32Array, metres: number): Groups {
  const slots = 2 ** Math.ceil(Math.log2(Math.max(16, drawn.length * 2)))
  const table = new Int32Array(slots).fill(-1)
  const [columnOf, lineOf, sizes] = [0, 1, 2].map(() => new Int32Array(drawn.length)) as [Int32Array, Int32Array, Int32Array]
  const [x, y] = [new Float64Array(drawn.length), new Float64Array(drawn.length)]
  let count = 0
  for (const at of drawn) {
    const [px, py] = [field.x[at] ?? 0, field.y[at] ?? 0]
    const column = Math.floor(px / metres)
    const line = Math.floor(py / metres)
    let slot = mixed(column, line) & (slots - 1)
    let group = table[slot] ?? -1
    while (group >= 0 && (columnOf[group] !== column || lineOf[group] !== line)) {
      slot = (slot + 1) & (slots - 1)
      group = table[slot] ?? -1
    }
    if (group < 0) {
      group = count++
      table[slot] = group
      columnOf[group] = column
      lineOf[group] = line
    }
    x[group] = (x[group] ?? 0) + px
    y[group] = (y[group] ?? 0) + py
    sizes[group] = (sizes[group] ?? 0) + 1
  }
  return { count, x, y, sizes }
}

interface Room {
  readonly places: Float32Array
  /** A colour of four bytes as one word. */
  readonly colours: Uint32Array
}

const roomFor = (count: number): Room => ({ places: new Float32Array(count * 3), colours: new Uint32Array(count) })
const columnsOf = ({ places, colours }: Room): PointColumns => ({
  count: colours.length,
  places,
  colours: new Uint8Array(colours.buffer),
})

function putPoint({ places, colours }: Room, at: number, point: { x: number; y: number; factor: number; recent: boolean }): void {
  places[3 * at] = point.x
  places[3 * at + 1] = point.y
  places[3 * at + 2] = point.factor
  colours[at] = point.recent ? RECENT : EARLIER
}

function singly({ field, layer, clock }: EventPointsAsk, drawn: Int32Array): EventPoints {
  const room = roomFor(drawn.length)
  drawn.forEach((at, n) => {
    const recent = (field.t[at] ?? 0) > clock - RECENT_MS
    const factor = recent && layer === 'events' ? RECENT_FACTOR : 1
    putPoint(room, n, { x: field.x[at] ?? 0, y: field.y[at] ?? 0, factor, recent })
  })
  return { columns: columnsOf(room), clusters: [] }
}

/** T events as points, recent ones brighter and last, so that they lie on top; groups where they are dense. SC-M6 */
export function eventPoints(ask: EventPointsAsk): EventPoints {
  const drawn = drawnOf(ask)
  if (drawn.length <= DENSE || ask.layer !== 'events') return singly(ask, drawn)
  const { count, x, y, sizes } = groupsOf(ask.field, drawn, clusterMetres(ask.scale))
  const room = roomFor(count)
  const clusters = Array.from({ length: count }, (_, n): Cluster => {
    const size = sizes[n] ?? 1
    const middle = { x: (x[n] ?? 0) / size, y: (y[n] ?? 0) / size }
    putPoint(room, n, { ...middle, factor: 1 + Math.min(4, Math.sqrt(size) / 2.5), recent: false })
    return { ...middle, count: size }
  })
  return { columns: columnsOf(room), clusters }
}
