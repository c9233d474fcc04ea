import { PALETTE } from '../theme/tokens.ts'
import type { EventField } from './event-field.ts'
import type { EventGroups, KeptGroups } from './event-groups.ts'
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
  /** Of that field. */
  readonly groups: KeptGroups
  readonly layer: Layer
  /** The city's clock, epoch ms. */
  readonly clock: number
  /** CSS pixels a metre. */
  readonly scale: number
  /** Events elsewhere are left out. */
  readonly view: Box
}

/** Numbers of the events that the layer draws: all with a place in the view, or the recent ones alone; `most` at most. */
function drawnOf({ field, layer, clock, view }: EventPointsAsk, most: number): Int32Array {
  if (layer !== 'events' && layer !== 'tier') return new Int32Array(0)
  const since = layer === 'tier' ? clock - RECENT_MS : -Infinity
  const { x, y, t, first, end } = field
  const { minX, minY, maxX, maxY } = view
  const drawn = new Int32Array(Math.min(most, field.length))
  let count = 0
  for (let i = first; i < end && count < most; i++) {
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

/** Groups with their middle in the view, as points. */
function grouped({ count, x, y, sizes }: EventGroups, { minX, minY, maxX, maxY }: Box): EventPoints {
  const clusters: Cluster[] = []
  for (let n = 0; n < count; n++) {
    const size = sizes[n] ?? 0
    const [middleX, middleY] = [(x[n] ?? 0) / size, (y[n] ?? 0) / size]
    if (size === 0 || middleX < minX || middleX > maxX || middleY < minY || middleY > maxY) continue
    clusters.push({ x: middleX, y: middleY, count: size })
  }
  const room = roomFor(clusters.length)
  clusters.forEach((cluster, n) => {
    const factor = 1 + Math.min(4, Math.sqrt(cluster.count) / 2.5)
    putPoint(room, n, { x: cluster.x, y: cluster.y, factor, recent: false })
  })
  return { columns: columnsOf(room), clusters }
}

/** T events as points, recent ones brighter and last, so that they lie on top; groups where they are dense. SC-M6 */
export function eventPoints(ask: EventPointsAsk): EventPoints {
  if (ask.layer !== 'events') return singly(ask, drawnOf(ask, Infinity))
  const drawn = drawnOf(ask, DENSE + 1)
  return drawn.length <= DENSE ? singly(ask, drawn) : grouped(ask.groups.at(clusterMetres(ask.scale)), ask.view)
}
