import { Router, type Request } from 'express'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { SMALLEST_SHOWN } from '../../shared/domain/privacy-class.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import { isoTime, nodeOf, type ReadParts } from './read-parts.ts'

const BIN_S = 900
const BINS = 96

function keyOf({ published }: ReadParts, name: string | undefined): KeyDef {
  const def = published.keys.find(({ key }) => key === name) ?? published.keys.find(({ base }) => base === name)
  if (def) return def
  throw new RefusedQuery(400, 'unknown-key', 'key names a figure of this city, e.g. events.h24 or cases.reported.h24.')
}

function quarterHours({ published }: ReadParts, def: KeyDef, node: number): object {
  const counts = published.quarterHours(def.base, node)
  if (counts === undefined)
    throw new RefusedQuery(400, 'no-series', `${def.key} is not counted in quarter hours; ask for a windowed count.`)
  const last = Math.floor(published.asOf / BIN_S) * BIN_S
  const bins = counts.map((v, i) => ({ t: isoTime((last - (counts.length - 1 - i) * BIN_S) * 1000), v }))
  return { window: 'h24', binSeconds: BIN_S, bins: bins.slice(-BINS) }
}

/** Closed days alone, each thresholded as a figure of its own. PB3 */
function closedDays({ published }: ReadParts, def: KeyDef, node: number): object {
  const days = published.closedDays(def.key, node)
  if (days === undefined) throw new RefusedQuery(403, 'forbidden-level', `${def.key} is not shown at the level of this node.`)
  const smallest = SMALLEST_SHOWN[def.cls]
  const bins = days.map(([day, count]) =>
    count === undefined ? { day, v: null, state: 'suppressed' } : { day, v: count, state: count === 0 ? 'zero' : 'live' },
  )
  return { window: 'days', smallestShown: smallest, bins }
}

/** `GET /api/v1/series`: a T figure in 96 quarter hours; P and X only as closed days. PB3 */
export function seriesRoute(parts: ReadParts): Router {
  const { published, tree } = parts
  const answer = (request: Request): object => {
    const query = new Query(request, ['node', 'key', 'window'])
    const node = nodeOf(parts, query.text('node'))
    const def = keyOf(parts, query.text('key'))
    const window = query.text('window') ?? (def.cls === 'T' ? 'h24' : 'days')
    if (def.cls === 'T' && window !== 'h24') throw new RefusedQuery(400, 'bad-parameter', 'window of this key is h24.')
    if (def.cls !== 'T' && window !== 'days')
      throw new RefusedQuery(400, 'closed-days-only', `${def.key} counts people: it comes as closed days, window=days.`)
    const { epoch, seq, asOf, mode } = published
    const series = def.cls === 'T' ? quarterHours(parts, def, node) : closedDays(parts, def, node)
    return { epoch, seq, asOf: isoTime(asOf * 1000), mode, node: tree.code(node), key: def.key, ...series }
  }
  const router = Router()
  router.get('/api/v1/series', answering(answer))
  return router
}
