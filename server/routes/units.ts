import { Router, type Request } from 'express'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { CELL, valueState } from '../../shared/figures/value-state.ts'
import type { CaseFiles } from '../publish/case-files.ts'
import { Query, RefusedQuery, answering } from './query.ts'
import { isoTime, nodeOf, type ReadParts } from './read-parts.ts'

export interface UnitsRouteParts extends Pick<ReadParts, 'published' | 'tree'> {
  readonly cases: CaseFiles
  readonly catalogue: Catalogue
}

const NO_UNIT = { code: '', name: { zh: '', en: '' }, kind: '' }

/** `GET /api/v1/units?node=CODE`: responsible units with their figures in that area; `keys` narrows them. CS6 */
export function unitsRoute(parts: UnitsRouteParts): Router {
  const { published, tree, cases, catalogue } = parts
  const places = new Map(published.keys.map(({ key }, at) => [key, at]))
  const figureOf = (key: string, v: number): object => {
    const { state, asOf } = published.standing(places.get(key) ?? -1)
    const known = Number.isNaN(v) ? CELL.none : CELL.shown
    return { v: Number.isNaN(v) ? null : v, state: valueState(state, known, v), asOf: isoTime(asOf) }
  }
  const answer = (request: Request): object => {
    const query = new Query(request, ['node', 'keys'])
    const node = nodeOf(parts, query.text('node'))
    const keys = query.text('keys')?.split(',')
    const strange = keys?.find((key) => !places.has(key))
    if (strange !== undefined) throw new RefusedQuery(400, 'unknown-key', `There is no figure "${strange.slice(0, 64)}".`)
    const units = cases.units(node).map(({ unit, values }) => {
      const { code, name, kind } = catalogue.units[unit] ?? NO_UNIT
      const shown = [...values].filter(([key]) => keys === undefined || keys.includes(key))
      return { code, name, kind, values: Object.fromEntries(shown.map(([key, v]) => [key, figureOf(key, v)])) }
    })
    const { epoch, seq, asOf, mode } = published
    return { epoch, seq, asOf: isoTime(asOf * 1000), mode, node: tree.code(node), units }
  }
  const router = Router()
  router.get('/api/v1/units', answering(answer))
  return router
}
