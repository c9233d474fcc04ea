import { Router, type Request } from 'express'
import type { Access } from '../access/access.ts'
import type { Visitor } from '../access/visitor.ts'
import { answering, refuseParameters } from './query.ts'

/** `GET /api/v1/session`: whether sign-in and an identity provider are configured, who asks and what it may. AC4 */
export function sessionRoute(access: Access, identity: boolean): Router {
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
    const ways = { signIn: access.signIn ? 'on' : 'off', ...(identity ? { identity } : {}) }
    return { ...ways, ...(visitor ? told(visitor) : { account: null, permissions: [] }) }
  }
  router.get('/api/v1/session', answering(answer))
  return router
}
