import { Router, type Request } from 'express'
import { scopeId } from '../../shared/delta/delta.ts'
import { AUDIENCES } from '../../shared/figures/audience-keys.ts'
import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import { MOST_ROWS } from '../delta/scope-rows.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import { depthOf, nodeOf, type ReadParts } from './read-parts.ts'

const KEPT_HASHES = 64

/** `GET /api/v1/state/hash`: the hash a screen of that scope must have at that publication. DL5 */
export function stateHashRoute(parts: ReadParts): Router {
  const { published, tree, views } = parts
  const known = new Map<string, string>()
  const hashOf = (scope: ScopeSpec, seq: number): string => {
    const past = views.rewind(seq)
    if (past === undefined)
      throw new RefusedQuery(410, 'publication-gone', 'Only the newest and the last 64 publications are kept; leave seq out.')
    const view = views.viewOf(scope)
    if (view === undefined)
      throw new RefusedQuery(400, 'too-deep', `This scope holds more than ${MOST_ROWS} nodes; ask for a smaller depth.`)
    return view.hash(past)
  }
  const answer = (request: Request): object => {
    const query = new Query(request, ['node', 'depth', 'seq', 'audience'])
    const node = tree.code(nodeOf(parts, query.text('node')))
    const audience = query.oneOf('audience', AUDIENCES)
    const scope: ScopeSpec = { node, depth: depthOf(query), events: false, ...(audience ? { audience } : {}) }
    const seq = query.whole('seq', Number.MAX_SAFE_INTEGER) ?? published.seq
    const id = `${scopeId(scope)}/${seq}`
    const hash = known.get(id) ?? hashOf(scope, seq)
    known.set(id, hash)
    for (const [oldest] of known) if (known.size > KEPT_HASHES) known.delete(oldest)
    return { epoch: published.epoch, seq, hash }
  }
  const router = Router()
  router.get('/api/v1/state/hash', answering(answer))
  return router
}
