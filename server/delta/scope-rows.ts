import type { ScopeKeys } from '../../shared/delta/delta.ts'
import type { FrameNode, ScopeSpec } from '../../shared/protocol/messages.ts'
import { isShownTo } from '../../shared/figures/audience-keys.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Published } from '../publish/published.ts'

/** More rows than this are refused: page through `/api/v1/state` instead. ST5 */
export const MOST_ROWS = 40_000

/** The nodes of a scope: its own first, then those below in the order of the tree. */
export function scopeNodes(tree: CityTree, node: number, depth: number): number[] {
  const rows = [node]
  let level: readonly number[] = [node]
  for (let step = 0; step < depth && level.length > 0; step += 1) {
    level = level.flatMap((parent) => [...tree.children(parent)])
    for (const child of level) rows.push(child)
  }
  const [own = node, ...below] = rows
  return [own, ...below.sort((a, b) => a - b)]
}

/** How many levels `node` lies below `above`; −1 when it does not. */
export function stepsBelow(tree: CityTree, node: number, above: number): number {
  let at = node
  for (let steps = 0; at >= 0; steps += 1) {
    if (at === above) return steps
    at = tree.parent(at)
  }
  return -1
}

/** The keys of a scope, global numbers: all of its own node's level, the headline ones below. DL8 */
export interface ScopeKeyTable {
  /** Position in the scope → global key. */
  readonly globals: readonly number[]
  readonly wire: ScopeKeys
}

export function scopeKeys(published: Published, tree: CityTree, { node, depth, audience }: ScopeSpec): ScopeKeyTable {
  const level = tree.level(tree.indexOf(node))
  const seen = (keys: readonly number[], at: number) =>
    audience === undefined ? keys : keys.filter((key) => isShownTo(audience, published.keys[key], tree.levels[at]?.role))
  const own = seen(published.keysAt(level), level)
  const levels = tree.levels.map((_, at) => (at > level && at <= level + depth ? seen(published.headlineAt(at), at) : []))
  const globals = [...new Set([...own, ...levels.flat()])]
  const position = new Map(globals.map((key, at) => [key, at]))
  const local = (keys: readonly number[]) => keys.map((key) => position.get(key) ?? 0)
  const keys = globals.flatMap((key) => published.keys[key] ?? [])
  return { globals, wire: { keys, own: local(own), below: levels.map(local) } }
}

/** A node as a frame carries it; the ring goes along only in a growing city. */
export function frameNode(tree: CityTree, index: number): FrameNode {
  const [zh, en] = tree.names(index)
  const parent = tree.parent(index)
  return {
    index,
    code: tree.code(index),
    level: tree.level(index),
    parent: parent < 0 ? '' : tree.code(parent),
    zh,
    en,
    ring: tree.growing ? tree.ring(index) : undefined,
  }
}
