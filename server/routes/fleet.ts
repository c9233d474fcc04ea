import { Router } from 'express'
import { fleetState, type Fleet } from '../access/fleet.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Clock } from '../runtime/clock.ts'
import { answering, refuseParameters } from './query.ts'
import { insideOf, isoTime } from './read-parts.ts'

export interface FleetParts {
  readonly fleet: Fleet
  readonly tree: CityTree
  readonly clock: Clock
  readonly timezone: string
}

/** `GET /api/v1/fleet`: what each screen last said of itself, and which are missing. DV4 */
export function fleetRoute({ fleet, tree, clock, timezone }: FleetParts): Router {
  const router = Router()
  router.get(
    '/api/v1/fleet',
    answering((request) => {
      refuseParameters(request)
      const now = clock.now()
      const inside = insideOf(tree, request)
      const screens = fleet.all
        .filter(({ report }) => inside(tree.indexOf(report.node)))
        .map(({ key, name, from, report: { wall, ...report }, at, connected }) => ({
          key,
          name,
          from,
          connected,
          state: fleetState({ report, at }, now, timezone),
          at: isoTime(at),
          ageSeconds: Math.floor((now - at) / 1000),
          ...(wall === undefined ? {} : { skewSeconds: Math.round((wall - at) / 1000) }),
          ...report,
        }))
      return { missing: screens.filter(({ state }) => state === 'missing').length, screens }
    }),
  )
  return router
}
