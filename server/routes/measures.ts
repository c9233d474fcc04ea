import { Router, type Request } from 'express'
import type { ListedMeasure, MeasureList } from '../../shared/protocol/measure-list.ts'
import type { CityTree } from '../city/city-tree.ts'
import { answering, Query } from './query.ts'
import { isoTime, nodeOf, type ReadParts } from './read-parts.ts'

/** Measures listed in one answer; those past review stand first and are never the ones left out. */
const MOST = 500

type Life = ReturnType<ReadParts['published']['measures']>[number]

const rank = ({ overdue, active }: Life) => (overdue ? 0 : active ? 1 : 2)
const stamp = (ms: number | null) => (ms === null ? null : isoTime(ms))

function liesUnder(tree: CityTree, node: number, area: number): boolean {
  for (let at = node; at >= 0; at = tree.parent(at)) if (at === area) return true
  return false
}

function pathOf(tree: CityTree, node: number): ListedMeasure['path'] {
  const path: ListedMeasure['path'] = []
  for (let at = node; at > 0; at = tree.parent(at)) {
    const [zh, en] = tree.names(at)
    path.unshift({ zh, en })
  }
  return path
}

function listed(tree: CityTree, life: Life): ListedMeasure {
  const { id, node, type, basis, active, overdue } = life
  return {
    id,
    node: tree.code(node),
    path: pathOf(tree, node),
    type,
    basis,
    imposedAt: stamp(life.imposedAt),
    reviewedAt: stamp(life.reviewedAt),
    reviewBy: stamp(life.reviewBy),
    releasedAt: stamp(life.releasedAt),
    active,
    overdueReview: overdue,
  }
}

/** `GET /api/v1/measures?node=`: control measures of class T in an area, in force and released in the last 30 days. */
export function measuresRoute(parts: ReadParts): Router {
  const { published, tree } = parts
  const router = Router()
  const list = (request: Request): MeasureList => {
    const area = nodeOf(parts, new Query(request, ['node']).text('node'))
    const found = published.measures().filter(({ node }) => liesUnder(tree, node, area))
    const sorted = found.toSorted((a, b) => rank(a) - rank(b) || (b.imposedAt ?? 0) - (a.imposedAt ?? 0))
    const measures = sorted.slice(0, MOST).map((life) => listed(tree, life))
    return { asOf: isoTime(published.asOf * 1000), measures, leftOut: sorted.length - measures.length }
  }
  router.get('/api/v1/measures', answering(list))
  return router
}
