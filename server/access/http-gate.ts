import type { Request, RequestHandler, Response } from 'express'
import type { IncomingMessage } from 'node:http'
import type { AuditTrail } from '../audit/audit-trail.ts'
import type { Access } from './access.ts'
import type { Fleet } from './fleet.ts'
import type { Gate, Verdict } from './gate.ts'
import { ruleOf, type FoundRule } from './permission-table.ts'
import { bindVisitor, type Visitor } from './visitor.ts'
import { writeDown } from './write-down.ts'

export interface HttpGateParts {
  readonly access: Access
  readonly gate: Gate
  /** Where it is written down who did and saw what; absent without sign-in. */
  readonly audit?: AuditTrail | undefined
  /** What every screen last said of itself. */
  readonly fleet: Fleet
  /** True where a reverse proxy's own headers are to be believed. */
  readonly trustProxy: boolean
}

const REFUSALS: Readonly<
  Record<Exclude<Verdict, 'allowed'> | 'other-origin', { readonly status: number; readonly title: string }>
> = {
  'sign-in': { status: 401, title: 'Sign in first, or send the token of an account as Authorization: Bearer.' },
  forbidden: { status: 403, title: 'The role of this account does not include this.' },
  'outside-area': { status: 403, title: 'This lies outside the area of this account.' },
  'not-for-public': { status: 403, title: 'This screen stands in public: homes, cases, alarms and explanations are for staff.' },
  'other-origin': { status: 403, title: 'The page that sent this is not one of this server.' },
}

/** True where a browser's page of another server sent this, or one that does not say where it is from with our cookie. AC8 */
export function isForeign(
  { headers }: IncomingMessage,
  { byCookie, trustProxy }: { byCookie: boolean; trustProxy: boolean },
): boolean {
  const { origin } = headers
  if (origin === undefined) return byCookie
  const forwarded = trustProxy ? headers['x-forwarded-host'] : undefined
  const host = typeof forwarded === 'string' ? forwarded : headers.host
  return !URL.canParse(origin) || new URL(origin).host !== host
}

function refuse(response: Response, code: keyof typeof REFUSALS): void {
  const { status, title } = REFUSALS[code]
  response.status(status).set('Cache-Control', 'no-store').type('application/problem+json')
  response.send(JSON.stringify({ status, code, title }))
}

/** A call about "my area" without saying which means all of it. */
function askOwnArea(request: Request, { rule }: FoundRule, visitor: Visitor | undefined): URLSearchParams {
  const query = new URLSearchParams(request.url.split('?')[1] ?? '')
  const says = query.has('node') || (rule.area === 'held' && query.has('cursor'))
  if (visitor?.area === undefined || says || (rule.area !== 'query' && rule.area !== 'held')) return query
  query.set('node', visitor.area)
  request.url = `${request.url.split('?')[0] ?? ''}?${query.toString()}`
  return query
}

/**
 * Stands before every route: finds the call in the table of permissions and lets it through or not. What the table does
 * not name goes past the routes, to the files of the screen. AC1
 */
export function httpGate({ access, gate, audit, trustProxy }: HttpGateParts): RequestHandler {
  return (request, response, next) => {
    const found = ruleOf(request.method, request.path)
    if (found === undefined) return next('router')
    const touched = request.headers['gridwall-unattended'] === undefined
    const visitor = access.visitorOf(request.headers, touched)
    const unsafe = found.rule.method === 'post'
    if (unsafe && isForeign(request, { byCookie: visitor?.byCookie ?? false, trustProxy }))
      return refuse(response, 'other-origin')
    const query = askOwnArea(request, found, visitor)
    const verdict = gate.call(visitor, { found, query })
    if (audit) writeDown(audit, { request, response, found, visitor, verdict, query })
    if (verdict !== 'allowed') return refuse(response, verdict)
    if (visitor) bindVisitor(request, visitor)
    next()
  }
}
