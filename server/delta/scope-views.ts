import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Published } from '../publish/published.ts'
import { rewind, type Rewind } from './rewind.ts'
import { MOST_ROWS, scopeNodes } from './scope-rows.ts'
import { ScopeView } from './scope-view.ts'

/** Cuts published state into scopes for stream and routes. */
export interface ScopeViews {
  /** Undefined where the node is unknown or the scope holds more than 40,000 nodes. ST5 */
  viewOf(scope: ScopeSpec): ScopeView | undefined
  /** As `rewind`, built once for each base of a publication. */
  rewind(base: number): Rewind | undefined
}

export function createScopeViews(published: Published, tree: CityTree): ScopeViews {
  let seq = -1
  let known = new Map<number, Rewind | undefined>()
  return {
    viewOf(scope) {
      const node = tree.indexOf(scope.node)
      if (node < 0 || node >= published.size || scopeNodes(tree, node, scope.depth).length > MOST_ROWS) return undefined
      return new ScopeView(published, tree, scope)
    },
    rewind(base) {
      if (published.seq !== seq) {
        seq = published.seq
        known = new Map()
      }
      if (!known.has(base)) known.set(base, rewind(published, base))
      return known.get(base)
    },
  }
}
