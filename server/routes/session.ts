import { Router, type Request } from 'express'
import type { Access } from '../access/access.ts'
import type { Visitor } from '../access/visitor.ts'
import { answering, refuseParameters } from './query.ts'

/** What every session is told of the server: whether an identity provider is configured, and the city's time zone. */
export interface SessionGround {
  readonly identity: boolean
  /** IANA name; the pages of access write their times in it, whatever the browser's zone. */
  readonly timezone: string
}

/** `GET /api/v1/session`: whether sign-in and an identity provider are configured, the city's time zone, who asks and what it may. AC4 */
export function sessionRoute(access: Access, { identity, timezone }: SessionGround): Router {
  const router = Router()
  const told = ({ name, role, area, permissions }: Visitor) => ({
    account: name === '' ? null : name,
    role,
    ...(area === undefined ? {} : { area }),
    permissions: [...permissions],
  })
  const answer = (request: Request): object => {
    refuseParameters(request)
    const visitor = access.visitorOf(request.headers, false)
    const ways = { signIn: access.signIn ? 'on' : 'off', timezone, ...(identity ? { identity } : {}) }
    return { ...ways, ...(visitor ? told(visitor) : { account: null, permissions: [] }) }
  }
  router.get('/api/v1/session', answering(answer))
  return router
}
