import type { Request } from 'express'
import { visitorOf } from '../access/visitor.ts'
import type { CityTree } from '../city/city-tree.ts'
import { stepsBelow } from '../delta/scope-rows.ts'
import type { ScopeViews } from '../delta/scope-views.ts'
import type { Published } from '../publish/published.ts'
import { RefusedQuery, type Query } from './query.ts'

/** What every reading route reads. */
export interface ReadParts {
  readonly published: Published
  readonly tree: CityTree
  readonly views: ScopeViews
}

/** Node number of a code, the root by default. */
export function nodeOf({ published, tree }: Pick<ReadParts, 'published' | 'tree'>, code: string | undefined): number {
  if (code === undefined) return 0
  const node = tree.indexOf(code)
  if (node >= 0 && node < published.size) return node
  throw new RefusedQuery(404, 'unknown-node', `No node of this city has the code "${code.slice(0, 64)}".`)
}

/** Whether a node lies in the area of whoever asks; the whole city does where no area is set. AC3 */
export function insideOf(tree: CityTree, request: Request): (node: number) => boolean {
  const { area } = visitorOf(request)
  if (area === undefined) return () => true
  const own = tree.indexOf(area)
  return (node) => own >= 0 && stepsBelow(tree, node, own) >= 0
}

export function depthOf(query: Query): number {
  return query.whole('depth', 8) ?? 0
}

/** Both names, level word and rank, parent code (null for the root). */
export function nodeFacts(tree: CityTree, node: number) {
  const [zh, en] = tree.names(node)
  const parent = tree.parent(node)
  const rank = tree.level(node)
  return {
    code: tree.code(node),
    name: { zh, en },
    level: tree.levels[rank]?.level ?? '',
    parent: parent < 0 ? null : tree.code(parent),
  }
}

export const isoTime = (ms: number) => new Date(ms).toISOString()
