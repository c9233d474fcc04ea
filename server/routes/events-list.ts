import { Router, type Request } from 'express'
import type { ListedEvent } from '../aggregate/figures.ts'
import { stepsBelow } from '../delta/scope-rows.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import { isoTime, nodeOf, type ReadParts } from './read-parts.ts'

const PAGE_EVENTS = 1000

/** `GET /api/v1/events`: class T events of the last 24 h and of open cases, newest first. PB2 */
export function eventsListRoute(parts: ReadParts): Router {
  const { published, tree } = parts
  const shown = ({ id, kind, type, step, node, point, t, corrected }: ListedEvent) => {
    const place = point === undefined ? {} : { point }
    return { id, kind, type, step, node: tree.code(node), ...place, occurredAt: isoTime(t), ...(corrected ? { corrected } : {}) }
  }
  const after = (events: readonly ListedEvent[], cursor: string | undefined): readonly ListedEvent[] => {
    if (cursor === undefined) return events
    const at = events.findIndex((event) => event.id === cursor)
    if (at >= 0) return events.slice(at + 1)
    throw new RefusedQuery(410, 'cursor-gone', 'The event at this cursor is no longer listed; ask again without cursor.')
  }
  const answer = (request: Request): object => {
    const query = new Query(request, ['node', 'since', 'cursor'])
    const node = nodeOf(parts, query.text('node'))
    const since = query.time('since') ?? Number.NEGATIVE_INFINITY
    const inside = published
      .listed()
      .filter((event) => event.t >= since && (node === 0 || stepsBelow(tree, event.node, node) >= 0))
    const rest = after(inside, query.text('cursor'))
    const page = rest.slice(0, PAGE_EVENTS)
    const last = page.at(-1)
    const { epoch, seq, logSeq, asOf, mode } = published
    const cursor = last && rest.length > page.length ? { cursor: last.id } : {}
    return { epoch, seq, logSeq, asOf: isoTime(asOf * 1000), mode, events: page.map(shown), ...cursor }
  }
  const router = Router()
  router.get('/api/v1/events', answering(answer))
  return router
}
