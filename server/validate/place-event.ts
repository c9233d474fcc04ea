import type { CityTree } from '../city/city-tree.ts'
import type { GridEvent } from '../../shared/domain/grid-event.ts'
import { toWgs84, type LngLat, type LocalSystems } from '../../shared/geo/crs.ts'
import { Fault } from './fault.ts'
import type { NodeValidity } from './node-validity.ts'

/** Position in a declared reference system to WGS 84; undefined off the earth, `unknown-crs` where nobody declared it. */
export type PositionReader = (crs: string, x: number, y: number) => LngLat | 'unknown-crs' | undefined

/** Readers of the systems a city declares, each made once. */
export function createPositionReader(local: LocalSystems): PositionReader {
  const converters = new Map<string, (x: number, y: number) => LngLat | undefined>()
  return (crs, x, y) => {
    const known = converters.get(crs)
    if (known) return known(x, y)
    const made = toWgs84(crs, local)
    if (made.kind === 'unknown-crs') return 'unknown-crs'
    converters.set(crs, made.convert)
    return made.convert(x, y)
  }
}

export interface Place {
  /** The area named or found, the root where there is none. */
  readonly node: string
  /** Its number; −1 where a growing city does not have it yet. */
  readonly index: number
  /** WGS 84, six decimals (a tenth of a metre). */
  readonly point: LngLat | undefined
  /** Neither a node nor a position inside the city. */
  readonly unplaced: boolean
}

const MICRO = 1e6

/** Rounds to six decimals; adding 0 turns −0 into 0, as the log's text does. */
function roundPosition([lng, lat]: LngLat): LngLat {
  return [Math.round(lng * MICRO) / MICRO + 0, Math.round(lat * MICRO) / MICRO + 0]
}

function readPoint(event: GridEvent, read: PositionReader): LngLat | Fault | undefined {
  if (!event.point) return undefined
  const point = read(event.crs ?? 'WGS84', event.point[0], event.point[1])
  if (point === 'unknown-crs') {
    return new Fault('unknown-crs', '/crs', 'expected WGS84, CGCS2000, GCJ02, BD09 or LOCAL:<id> declared by the city')
  }
  return point && roundPosition(point)
}

/**
 * Where an event belongs: the node it names, else the finest area that holds its position,
 * else the root, marked as unplaced. A node that the city does not have is refused. `named`: number of the node that
 * the event names, −1 where the tree has to be asked. EV7
 */
export function placeEvent(event: GridEvent, named: number, tree: CityTree, read: PositionReader): Place | Fault {
  const point = readPoint(event, read)
  if (point instanceof Fault) return point
  if (event.node !== undefined) {
    const index = named < 0 ? tree.indexOf(event.node) : named
    if (index < 0 && tree.lift(event.node, 'stairwell') === undefined) {
      return new Fault('unknown-node', '/node', 'the city has no such code; see /api/v1/city and /api/v1/nodes')
    }
    return { node: event.node, index, point, unplaced: false }
  }
  const found = point && tree.place(point[0], point[1])
  if (found === undefined) return { node: tree.code(0), index: 0, point: undefined, unplaced: true }
  return { node: found.code, index: found.index, point, unplaced: false }
}

/** The place at a time: the node itself or its nearest valid successor; undefined where there is none. EV13 */
export function placeAt(place: Place, t: number, validity: NodeValidity, tree: CityTree): Place | undefined {
  const code = validity.at(place.node, t)
  return code === place.node ? place : code === undefined ? undefined : { ...place, node: code, index: tree.indexOf(code) }
}

/** The nearest area above a place that is valid at the time, or a successor of it. EV13 */
export function widerAt(place: Place, t: number, validity: NodeValidity, tree: CityTree): Place | undefined {
  for (let index = tree.parent(place.index); index >= 0; index = tree.parent(index)) {
    const wider = placeAt({ ...place, node: tree.code(index), index }, t, validity, tree)
    if (wider !== undefined) return wider
  }
  return undefined
}
