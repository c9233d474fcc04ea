import { isWithin, type Role } from '../../shared/domain/role.ts'

/** What of the tree a release follows. */
export interface ReleaseTree {
  readonly size: number
  readonly levels: readonly { readonly role: Role }[]
  level(node: number): number
  /** −1 for the root. */
  parent(node: number): number
  children(node: number): readonly number[]
}

/** The tree down to the deepest level at which a class may be shown. */
export interface ReleaseShape {
  readonly tree: ReleaseTree
  /** Smallest count that may be shown, and the step of every release. */
  readonly k: number
  /** Position of the level of the places. */
  readonly placeLevel: number
}

export function releaseShape(tree: ReleaseTree, k: number, deepest: Role): ReleaseShape {
  const within = tree.levels.flatMap(({ role }, level) => (isWithin(role, deepest) ? [level] : []))
  return { tree, k, placeLevel: Math.max(0, ...within) }
}

/** The node itself, or the place that it lies in. */
export function placeOf({ tree, placeLevel }: ReleaseShape, node: number): number {
  let at = node
  while (tree.level(at) > placeLevel) at = tree.parent(at)
  return at
}
