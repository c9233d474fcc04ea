import { COUNT_BASES } from '../../shared/figures/keys.ts'
import type { NodeColumns } from './node-columns.ts'
import { grown } from './saved.ts'

/** Cells of a node in `RolledCounts`: the bases counted at it as bits of the counter mask, then its count of each. */
export const ROLLED_STRIDE = COUNT_BASES.length + 1

/** Numbers of nodes; the first `length` of them. */
class NodeList {
  nodes = new Int32Array(64)
  length = 0

  push(node: number): void {
    if (this.length === this.nodes.length) this.nodes = grown(this.nodes, this.length * 2)
    this.nodes[this.length++] = node
  }
}

/**
 * Counts gathered where they fell, until they are rolled up: so many events cost one walk of the nodes
 * they fell at and above, each once, in place of a walk to the root an event. FD5
 */
export class RolledCounts {
  readonly #columns: NodeColumns
  /** Node-major, see `ROLLED_STRIDE`; all zero where nothing was counted. */
  cells = new Int32Array(0)
  /** Nodes with a mask, by their depth under the root. */
  readonly #levels: NodeList[] = []
  #isEmpty = true

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  get isEmpty(): boolean {
    return this.#isEmpty
  }

  /** Counts at one node with a wide row under every base of the mask. */
  add(node: number, mask: number, weight: number): void {
    if (node * ROLLED_STRIDE >= this.cells.length) this.#grow()
    const { cells } = this
    const row = node * ROLLED_STRIDE
    const known = cells[row] as number
    if (known === 0) this.#list(node)
    cells[row] = known | mask
    for (let bits = mask, cell = row + 1; bits !== 0; bits >>>= 1, cell++)
      if (bits & 1) cells[cell] = (cells[cell] as number) + weight
  }

  #grow(): void {
    const { tree, wideCount } = this.#columns
    this.cells = grown(this.cells, (tree.growing ? wideCount * 2 : wideCount) * ROLLED_STRIDE)
  }

  #list(node: number): void {
    this.#isEmpty = false
    const depth = this.#columns.depth[node] as number
    while (this.#levels.length <= depth) this.#levels.push(new NodeList())
    ;(this.#levels[depth] as NodeList).push(node)
  }

  /** Adds every node's cells to those above it; `visitor` receives each node concerned and where its cells begin. Then all is zero again. */
  roll(visitor: (node: number, row: number) => void): void {
    const { parent } = this.#columns
    for (let depth = this.#levels.length - 1; depth >= 0; depth--) {
      const level = this.#levels[depth] as NodeList
      for (let i = 0; i < level.length; i++) {
        const node = level.nodes[i] as number
        const row = node * ROLLED_STRIDE
        visitor(node, row)
        this.#lift(row, parent[node] as number)
      }
      level.length = 0
    }
    this.#isEmpty = true
  }

  #lift(row: number, above: number): void {
    const { cells } = this
    const mask = cells[row] as number
    const to = above * ROLLED_STRIDE
    if (above >= 0) {
      const known = cells[to] as number
      if (known === 0) this.#list(above)
      cells[to] = known | mask
    }
    cells[row] = 0
    for (let bits = mask, base = 1; bits !== 0; bits >>>= 1, base++) {
      if ((bits & 1) === 0) continue
      if (above >= 0) cells[to + base] = (cells[to + base] as number) + (cells[row + base] as number)
      cells[row + base] = 0
    }
  }
}
