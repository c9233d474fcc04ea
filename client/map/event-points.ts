import type { FrameEvent } from '../../shared/protocol/messages.ts'
import { PALETTE } from '../theme/tokens.ts'
import type { PointColumns } from './layers/point-layer/point-layer.ts'
import { rgbOf } from './palette.ts'
import { planeX, planeY, type Plane } from './plane.ts'
import type { Layer } from '../state/view.ts'

const RECENT_MS = 15 * 60_000
/** From this many points on, neighbours are drawn as one. */
const DENSE = 3000
/** Distance on the screen below which points count as neighbours. */
const CLUSTER_PX = 22
const RECENT = [...rgbOf(PALETTE.text[0]), 225] as const
const EARLIER = [...rgbOf(PALETTE.text[2]), 150] as const

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
  readonly events: readonly FrameEvent[]
  readonly plane: Plane
  readonly layer: Layer
  /** The city's clock, epoch ms. */
  readonly clock: number
  /** CSS pixels a metre. */
  readonly scale: number
}

interface Place {
  readonly x: number
  readonly y: number
  readonly recent: boolean
}

function placesOf({ events, plane, layer, clock }: EventPointsAsk): Place[] {
  if (layer !== 'events' && layer !== 'tier') return []
  const places: Place[] = []
  for (const { point, t } of events) {
    const recent = t > clock - RECENT_MS
    if (!point || (layer === 'tier' && !recent)) continue
    places.push({ x: planeX(plane, point[0]), y: planeY(plane, point[1]), recent })
  }
  return places
}

/** Edge of a cluster's square in metres: a power of two, so that clusters stand still while the scale changes a little. */
export function clusterMetres(scale: number): number {
  return 2 ** Math.ceil(Math.log2(CLUSTER_PX / scale))
}

function clustersOf(places: readonly Place[], metres: number): Cluster[] {
  const groups = new Map<number, { x: number; y: number; count: number }>()
  for (const { x, y } of places) {
    const key = Math.floor(x / metres) * 0x100000 + Math.floor(y / metres)
    const group = groups.get(key)
    if (group) {
      group.x += x
      group.y += y
      group.count += 1
    } else groups.set(key, { x, y, count: 1 })
  }
  return [...groups.values()].map(({ x, y, count }) => ({ x: x / count, y: y / count, count }))
}

function columnsOf(
  places: readonly { readonly x: number; readonly y: number; readonly factor: number; readonly recent: boolean }[],
): PointColumns {
  const columns = {
    count: places.length,
    places: new Float32Array(places.length * 3),
    colours: new Uint8Array(places.length * 4),
  }
  places.forEach(({ x, y, factor, recent }, i) => {
    columns.places.set([x, y, factor], 3 * i)
    columns.colours.set(recent ? RECENT : EARLIER, 4 * i)
  })
  return columns
}

/** T events as points, recent ones brighter and last, so that they lie on top; groups where they are dense. SC-M6 */
export function eventPoints(ask: EventPointsAsk): EventPoints {
  const places = placesOf(ask)
  if (places.length <= DENSE || ask.layer !== 'events') {
    const ordered = places.map((place) => ({ ...place, factor: place.recent && ask.layer === 'events' ? 1.25 : 1 }))
    return { columns: columnsOf(ordered), clusters: [] }
  }
  const clusters = clustersOf(places, clusterMetres(ask.scale))
  const columns = columnsOf(
    clusters.map(({ x, y, count }) => ({ x, y, factor: 1 + Math.min(4, Math.sqrt(count) / 2.5), recent: false })),
  )
  return { columns, clusters }
}
