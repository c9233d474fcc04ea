import type { Permission } from '../../shared/domain/account.ts'
import type { UpMessages } from '../../shared/protocol/messages.ts'

/**
 * How a call names the area it is about. `query`: `node`, the visitor's own area where it is not said. `held`: that, and
 * the node in its cursor. `path`: the code in the path. `case`: the area of the case in the path. `file`: the part of the
 * city a file holds. `listed`: the route leaves out what lies outside. `city`: the whole city, nothing less. `none`: no
 * area's figures are in it.
 */
export type AreaKind = 'query' | 'held' | 'path' | 'case' | 'file' | 'listed' | 'city' | 'none'

export interface CallRule {
  readonly method: 'get' | 'post'
  /** As the description of the interface writes it, `{name}` for one segment. */
  readonly path: string
  /** `open`: without signing in. */
  readonly needs: Permission | 'open'
  readonly area: AreaKind
}

const rule = (method: CallRule['method'], path: string, needs: CallRule['needs'], area: AreaKind = 'none'): CallRule => ({
  method,
  path,
  needs,
  area,
})
const get = (path: string, needs: CallRule['needs'], area?: AreaKind) => rule('get', path, needs, area)
const post = (path: string, needs: CallRule['needs'], area?: AreaKind) => rule('post', path, needs, area)

/** Every call of the interface; what is not here is not served. AC1 */
export const CALL_RULES: readonly CallRule[] = [
  post('/api/v1/events', 'send'),
  get('/api/v1/events', 'see', 'query'),
  get('/api/v1/state', 'see', 'held'),
  get('/api/v1/state/hash', 'see', 'query'),
  get('/api/v1/series', 'see', 'query'),
  get('/api/v1/comparison', 'see', 'query'),
  get('/api/v1/explain', 'see', 'query'),
  get('/api/v1/situation', 'see', 'listed'),
  get('/api/v1/alarms', 'see', 'query'),
  post('/api/v1/alarms/{id}/{action}', 'act', 'listed'),
  get('/api/v1/thresholds', 'act'),
  post('/api/v1/thresholds', 'act', 'city'),
  post('/api/v1/thresholds/{id}/{decision}', 'approve-thresholds', 'city'),
  get('/api/v1/cases', 'see', 'query'),
  get('/api/v1/cases/{id}', 'see', 'case'),
  post('/api/v1/cases/{id}/acts', 'act', 'case'),
  post('/api/v1/acts/{id}/receipt', 'open'),
  get('/api/v1/shift/notes', 'act', 'listed'),
  post('/api/v1/shift/notes', 'act', 'listed'),
  get('/api/v1/shift/handover', 'act', 'city'),
  post('/api/v1/shift/handover', 'act', 'city'),
  get('/api/v1/briefing', 'see'),
  post('/api/v1/briefing', 'see'),
  post('/api/v1/briefings', 'see', 'city'),
  get('/api/v1/briefings/{id}', 'see', 'city'),
  get('/api/v1/briefings/{id}/docx', 'see', 'city'),
  get('/api/v1/confirmed', 'see', 'query'),
  post('/api/v1/confirmed', 'act', 'city'),
  get('/api/v1/export/cases', 'act', 'query'),
  get('/api/v1/export/figures', 'act', 'query'),
  get('/api/v1/loop', 'see', 'query'),
  get('/api/v1/units', 'see', 'query'),
  get('/api/v1/city', 'see'),
  get('/api/v1/sources', 'see', 'city'),
  post('/api/v1/dimension-uses', 'approve-uses', 'city'),
  get('/api/v1/measures', 'see', 'query'),
  get('/api/v1/privacy', 'see'),
  get('/method', 'open'),
  get('/api/v1/answer-sheet', 'act', 'query'),
  get('/answer-sheet', 'act', 'query'),
  get('/api/v1/nodes/{code}', 'see', 'path'),
  get('/api/v1/feed', 'observe'),
  get('/healthz', 'open'),
  get('/readyz', 'open'),
  get('/metrics', 'observe'),
  get('/openapi.json', 'open'),
  get('/docs', 'open'),
  get('/docs/page.css', 'open'),
  get('/docs/hans.woff2', 'open'),
  get('/city/index.json', 'see'),
  get('/city/font.woff2', 'see'),
  get('/city/base-map.pmtiles', 'see'),
  get('/city/{hash}/{file}', 'see', 'file'),
  get('/api/v1/session', 'open'),
  post('/api/v1/sign-in', 'open'),
  post('/api/v1/sign-out', 'open'),
  post('/api/v1/invitation', 'open'),
  post('/api/v1/oidc', 'open'),
  get('/api/v1/oidc/callback', 'open'),
  post('/api/v1/session/second-factor', 'own-session'),
  post('/api/v1/session/second-factor/confirm', 'own-session'),
  get('/api/v1/accounts', 'read-accounts'),
  post('/api/v1/accounts', 'make-accounts'),
  post('/api/v1/accounts/{account}/grant', 'grant-roles'),
  post('/api/v1/accounts/{account}/disable', 'make-accounts'),
  post('/api/v1/accounts/{account}/invite', 'make-accounts'),
  post('/api/v1/devices', 'open'),
  get('/api/v1/devices/own', 'open'),
  post('/api/v1/devices/own/renew', 'open'),
  get('/api/v1/devices', 'approve-devices', 'listed'),
  post('/api/v1/devices/approve', 'approve-devices', 'listed'),
  post('/api/v1/devices/{id}/revoke', 'approve-devices', 'listed'),
  get('/api/v1/fleet', 'see-fleet', 'listed'),
  get('/api/v1/audit', 'read-audit'),
  post('/api/v1/audit/verify', 'read-audit'),
  post('/api/v1/exports', 'see'),
  post('/api/v1/visits', 'act'),
  get('/api/v1/sessions', 'end-sessions'),
  post('/api/v1/sessions/{id}/end', 'end-sessions'),
]

/**
 * What a screen in public may call besides what is open: names and outlines of its area, what its scenes show, warnings
 * of the authorities. Neither homes, cases, alarms, explanations nor exports. SC-K2
 */
const FOR_PUBLIC: ReadonlySet<string> = new Set([
  '/api/v1/city',
  '/api/v1/nodes/{code}',
  '/api/v1/series',
  '/api/v1/comparison',
  '/api/v1/situation',
  '/city/index.json',
  '/city/font.woff2',
  '/city/base-map.pmtiles',
  '/city/{hash}/{file}',
])

/** Whether a screen in public may make a call. */
export const isForPublic = ({ method, path }: CallRule): boolean => method === 'get' && FOR_PUBLIC.has(path)

/** Every message a screen may send. AC1 */
export const MESSAGE_RULES: Readonly<Record<keyof UpMessages, { readonly needs: Permission; readonly area: 'scope' | 'none' }>> =
  {
    subscribe: { needs: 'see', area: 'scope' },
    unsubscribe: { needs: 'see', area: 'none' },
    applied: { needs: 'see', area: 'none' },
    report: { needs: 'report', area: 'none' },
  }

/** A call's rule and the words in its path. */
export interface FoundRule {
  readonly rule: CallRule
  readonly words: Readonly<Record<string, string>>
}

const COMPILED = CALL_RULES.map((found) => ({
  rule: found,
  pattern: new RegExp(`^${found.path.replaceAll('.', '\\.').replaceAll(/\{(\w+)\}/g, '(?<$1>[^/]+)')}$`),
}))

function decoded(words: Readonly<Record<string, string>>): Record<string, string> | undefined {
  try {
    return Object.fromEntries(Object.entries(words).map(([name, word]) => [name, decodeURIComponent(word)]))
  } catch {
    return undefined
  }
}

/** The rule of a call by its method and path, exactly as written; HEAD is a GET. Undefined where the table has none. */
export function ruleOf(method: string, path: string): FoundRule | undefined {
  const verb = method === 'HEAD' ? 'get' : method.toLowerCase()
  for (const { rule: found, pattern } of COMPILED) {
    const match = found.method === verb ? pattern.exec(path) : null
    const words = match === null ? undefined : decoded(match.groups ?? {})
    if (words !== undefined) return { rule: found, words }
  }
  return undefined
}
