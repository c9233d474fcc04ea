import type { Request, Response } from 'express'
import type { AuditEntry } from '../audit/audit-row.ts'
import type { AuditTrail } from '../audit/audit-trail.ts'
import type { Verdict } from './gate.ts'
import type { FoundRule } from './permission-table.ts'
import type { Visitor } from './visitor.ts'

export interface JudgedCall {
  readonly request: Request
  readonly response: Response
  readonly found: FoundRule
  readonly visitor: Visitor | undefined
  readonly verdict: Verdict
  readonly query: URLSearchParams
}

const FORBIDDEN = 403
const ALLOWED = 200
/** Calls whose answer is a file that leaves the screen: each is a row. */
const LEAVES = /^\/api\/v1\/export\/|\/docx$/
const NAME = /^[a-z][a-z0-9.-]{1,39}$/
/** Longest that a row says of what it is about. */
const LONGEST_ABOUT = 200

/** A sight of one area, or the refusal of it. */
export function sightOf(
  { name, role }: Visitor,
  { from, node, allowed }: { readonly from: string; readonly node: string; readonly allowed: boolean },
): AuditEntry {
  return { who: name, role, from, act: 'see', about: node.slice(0, LONGEST_ABOUT), status: allowed ? ALLOWED : FORBIDDEN }
}

/** Who tries to sign in as whom is kept; what else a body says is not, unless its route says what of it is to be. */
function aboutOf({ body, path }: Request, response: Response): string {
  const said: unknown = response.locals['audited']
  const { account } = (body ?? {}) as { readonly account?: unknown }
  const named = typeof account === 'string' && NAME.test(account) ? ` ${account}` : ''
  return `${path}${typeof said === 'string' ? ` ${said}` : named}`.slice(0, LONGEST_ABOUT)
}

/** The area that a reading call shows; undefined for one that shows none. */
function areaOf({ found: { rule, words }, query }: JudgedCall): string | undefined {
  if (rule.area === 'path') return words['code']
  if (rule.area === 'case') return `case ${words['id'] ?? ''}`
  return rule.area === 'query' || rule.area === 'held' ? (query.get('node') ?? undefined) : undefined
}

/** Writes down every call that acts once it is answered, and every area seen or refused once an hour. Events have the log. AU1 */
export function writeDown(audit: AuditTrail, call: JudgedCall): void {
  const { request, response, found, visitor, verdict, query } = call
  const from = request.ip ?? ''
  if (found.rule.method === 'post') {
    if (found.rule.needs === 'send' && verdict === 'allowed') return
    const { name: who = '', role = '' } = visitor ?? {}
    response.once('finish', () =>
      audit.note({ who, role, from, act: 'POST', about: aboutOf(request, response), status: response.statusCode }),
    )
    return
  }
  if (visitor === undefined || found.rule.needs === 'open') return
  if (LEAVES.test(found.rule.path)) {
    const about = `${request.path} ${query.toString()}`.slice(0, LONGEST_ABOUT)
    const { name: who, role } = visitor
    response.once('finish', () => audit.note({ who, role, from, act: 'export', about, status: response.statusCode }))
    return
  }
  const node = areaOf(call)
  if (node !== undefined) audit.noteOnce(visitor.session, sightOf(visitor, { from, node, allowed: verdict === 'allowed' }))
  else if (verdict !== 'allowed')
    audit.noteOnce(visitor.session, {
      who: visitor.name,
      role: visitor.role,
      from,
      act: 'GET',
      about: request.path,
      status: FORBIDDEN,
    })
}
