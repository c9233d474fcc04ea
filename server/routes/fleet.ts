import { Router } from 'express'
import type { StoredDevice } from '../access/access-document.ts'
import { fleetState, type Fleet } from '../access/fleet.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Clock } from '../runtime/clock.ts'
import { answering, refuseParameters } from './query.ts'
import { insideOf, isoTime } from './read-parts.ts'

export interface FleetParts {
  readonly fleet: Fleet
  /** Screens that were let in, whether they have spoken or not. */
  readonly enrolled: () => readonly StoredDevice[]
  /** Since when this server listens, epoch ms: it knows of no word before. */
  readonly since: number
  readonly tree: CityTree
  readonly clock: Clock
  readonly timezone: string
}

type Inside = (node: number) => boolean

function heardScreens({ fleet, tree, clock, timezone }: FleetParts, inside: Inside) {
  const now = clock.now()
  return fleet.all
    .filter(({ report }) => inside(tree.indexOf(report.node)))
    .map(({ key, name, from, report: { wall, ...report }, at, connected }) => ({
      key,
      name,
      from,
      connected,
      state: fleetState({ at, on: report.on, heard: true }, { now, timezone }),
      at: isoTime(at),
      ageSeconds: Math.floor((now - at) / 1000),
      ...(wall === undefined ? {} : { skewSeconds: Math.round((wall - at) / 1000) }),
      ...report,
    }))
}

/** Screens that were let in and have not spoken since this server listens: one that died with it is missed too. */
function unheardScreens({ fleet, enrolled, since, tree, clock, timezone }: FleetParts, inside: Inside) {
  const now = clock.now()
  return enrolled()
    .filter(({ id, area }) => !fleet.has(id) && inside(tree.indexOf(area)))
    .map(({ id, name, area, approvedAt, on }) => {
      const at = Math.max(since, approvedAt)
      const state = fleetState({ at, on, heard: false }, { now, timezone })
      return { key: id, name, state, ageSeconds: Math.floor((now - at) / 1000), face: 'kiosk', node: area }
    })
}

/** `GET /api/v1/fleet`: what each screen last said of itself, and which are missing. DV4 */
export function fleetRoute(parts: FleetParts): Router {
  const router = Router()
  router.get(
    '/api/v1/fleet',
    answering((request) => {
      refuseParameters(request)
      const inside = insideOf(parts.tree, request)
      const screens = [...heardScreens(parts, inside), ...unheardScreens(parts, inside)]
      return { missing: screens.filter(({ state }) => state === 'missing').length, screens }
    }),
  )
  return router
}
