import type { CityTree } from '../city/city-tree.ts'
import { P_TIME_GRAIN_S, type PrivacyClass } from '../../shared/domain/privacy-class.ts'
import { isWithin, type Role } from '../../shared/domain/role.ts'
import type { LngLat } from '../../shared/geo/crs.ts'
import type { DayStart } from './catalogue-index.ts'
import { ceilTo, floorTo } from './iso-time.ts'
import type { Place } from './place-event.ts'

const P_GRAIN_MS = P_TIME_GRAIN_S * 1000
const DAY_AND_A_HALF_MS = 129_600_000

/** The finest area an event of a class may be stored with (domain A6). */
const FINEST: Readonly<Record<PrivacyClass, Role>> = {
  T: 'stairwell',
  S: 'stairwell',
  P: 'community',
  X: 'street',
  O: 'district',
}

/** Where an event may be written. */
export type CoarsePlace = Omit<Place, 'unplaced'>

/** The area at or above a place whose role is not deeper than `deepest`; undefined where its code names no area. */
function lift({ node, index }: Place, deepest: Role, tree: CityTree): Pick<Place, 'node' | 'index'> | undefined {
  if (index < 0) {
    const code = tree.lift(node, deepest)
    return code === undefined ? undefined : { node: code, index: tree.indexOf(code) }
  }
  let at = index
  while (at >= 0 && !isWithin(tree.levels[tree.level(at)]?.role ?? 'stairwell', deepest)) at = tree.parent(at)
  return at < 0 ? undefined : { node: at === index ? node : tree.code(at), index: at }
}

/** The compound of a home: the one above the place, or the one nearest to the point within its grid. */
function homeOf(place: Place, tree: CityTree): CoarsePlace {
  const lifted = lift(place, 'compound', tree) ?? place
  const { node, index } = lifted
  if (index < 0) return { node, index, point: undefined }
  if (tree.levels[tree.level(index)]?.role === 'compound') return { node, index, point: tree.point(index) }
  const nearest = place.point ? nearestCompound(index, place.point, tree) : -1
  return nearest < 0
    ? { node, index, point: undefined }
    : { node: tree.code(nearest), index: nearest, point: tree.point(nearest) }
}

function nearestCompound(area: number, [lng, lat]: LngLat, tree: CityTree): number {
  const eastScale = Math.cos((lat * Math.PI) / 180)
  let nearest = -1
  let best = Infinity
  for (const child of tree.children(area)) {
    const point = tree.levels[tree.level(child)]?.role === 'compound' ? tree.point(child) : undefined
    if (!point) continue
    const distance = Math.hypot((point[0] - lng) * eastScale, point[1] - lat)
    if (distance < best) [nearest, best] = [child, distance]
  }
  return nearest
}

/** What of a place may be written for a class. EV8 */
export function coarsenPlace(place: Place, cls: PrivacyClass, atHome: boolean, tree: CityTree): CoarsePlace {
  if (cls === 'T' || cls === 'S') return atHome ? homeOf(place, tree) : place
  const { node, index } = lift(place, FINEST[cls], tree) ?? { node: tree.code(0), index: 0 }
  return { node, index, point: undefined }
}

/** Event time as it may be written: P 15 minutes, X the city's day, others exact. EV8 */
export function coarsenTime(t: number, cls: PrivacyClass, dayStart: DayStart): number {
  if (cls === 'P') return floorTo(t, P_GRAIN_MS)
  return cls === 'X' ? dayStart(t) : t
}

/** A deadline as it may be written: rounded up, so that nobody seems late who is not. EV8 */
export function coarsenDue(t: number, cls: PrivacyClass, dayStart: DayStart): number {
  if (cls === 'P') return ceilTo(t, P_GRAIN_MS)
  if (cls !== 'X') return t
  const start = dayStart(t)
  return start === t ? t : dayStart(start + DAY_AND_A_HALF_MS)
}
