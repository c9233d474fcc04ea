import type { ReleaseShape } from './release-shape.ts'

/** Released at a node, and how much more it may be as far as anybody knows. */
interface Told {
  readonly shown: number
  readonly play: number
}

/**
 * Releases counts that rise and fall (what waits now): each place in whole steps of k, each area above as the sum of what
 * is released below and of whole steps of what stays hidden, never so much that one of its parts could not be empty. PR8
 * `count`: what lies at the node and below it. Answers what is released by node, 0 where it is hidden.
 */
export function releaseStock(shape: ReleaseShape, count: (node: number) => number): Int32Array {
  const { tree, k, placeLevel } = shape
  const released = new Int32Array(tree.size)
  const visit = (node: number): Told => {
    const all = Math.max(0, count(node))
    if (tree.level(node) >= placeLevel) {
      released[node] = all - (all % k)
      return { shown: released[node], play: k - 1 }
    }
    const children = tree.children(node)
    const own = Math.max(0, all - children.reduce((sum, child) => sum + count(child), 0))
    const parts = children.map(visit)
    const shown = parts.reduce((sum, part) => sum + part.shown, own - (own % k))
    const play = parts.reduce((sum, part) => sum + part.play, 0)
    const room = Math.max(0, play - Math.max(0, ...parts.map((part) => part.play)))
    const steps = Math.max(0, Math.floor(Math.min(all - shown, room) / k))
    released[node] = shown + steps * k
    return { shown: released[node], play: Math.min(k - 1, play - steps * k) }
  }
  visit(0)
  return released
}
