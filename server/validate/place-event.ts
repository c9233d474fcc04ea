import type { CityTree } from '../city/city-tree.ts'
import type { GridEvent } from '../../shared/domain/grid-event.ts'
import { Fault } from './fault.ts'

export type Position = readonly [lng: number, lat: number]

/** WGS 84 from a named reference system; undefined where the name is unknown to the city. */
export type ToWgs84 = (crs: string, point: Position) => Position | undefined

export interface Place {
  /** The area named or found, the root where there is none. */
  readonly node: string
  /** WGS 84, six decimals (a tenth of a metre). */
  readonly point: Position | undefined
  /** Neither a node nor a position inside the city. */
  readonly unplaced: boolean
}

const MICRO = 1e6

/** Rounds to six decimals; adding 0 turns −0 into 0, as the log's text does. */
function roundPosition([lng, lat]: Position): Position {
  return [Math.round(lng * MICRO) / MICRO + 0, Math.round(lat * MICRO) / MICRO + 0]
}

function isOnEarth([lng, lat]: Position): boolean {
  return Math.abs(lng) <= 180 && Math.abs(lat) <= 90
}

function readPoint(event: GridEvent, toWgs84: ToWgs84): Position | Fault | undefined {
  if (!event.point) return undefined
  const given: Position = [event.point[0], event.point[1]]
  const crs = event.crs ?? 'WGS84'
  const point = crs === 'WGS84' || crs === 'CGCS2000' ? given : toWgs84(crs, given)
  if (!point) return new Fault('unknown-crs', '/crs', 'expected WGS84, CGCS2000, GCJ02, BD09 or LOCAL:<id> declared by the city')
  return isOnEarth(point) ? roundPosition(point) : undefined
}

/**
 * Where an event belongs: the node it names, else the finest area that holds its position,
 * else the root, marked as unplaced. A node that the city does not have is refused. EV7
 */
export function placeEvent(event: GridEvent, tree: CityTree, toWgs84: ToWgs84): Place | Fault {
  const point = readPoint(event, toWgs84)
  if (point instanceof Fault) return point
  if (event.node !== undefined) {
    if (tree.indexOf(event.node) < 0 && tree.lift(event.node, 'stairwell') === undefined) {
      return new Fault('unknown-node', '/node', 'the city has no such code; see /api/v1/city and /api/v1/nodes')
    }
    return { node: event.node, point, unplaced: false }
  }
  const found = point && tree.place(point[0], point[1])
  return found === undefined ? { node: tree.code(0), point: undefined, unplaced: true } : { node: found, point, unplaced: false }
}
