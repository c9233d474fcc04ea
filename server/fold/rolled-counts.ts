import { COUNT_BASES } from '../../shared/figures/keys.ts'
import type { NodeColumns } from './node-columns.ts'
import { grown } from './saved.ts'

/** Cells of a node in `RolledCounts`, one a windowed base. */
export const ROLLED_STRIDE = COUNT_BASES.length

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
  /** One cell a windowed base, node-major; all zero outside `roll` … `clear` where no mask is set. */
  cells = new Int32Array(0)
  /** Bases counted at each node, as bits of the counter mask; 0: none. */
  masks = new Int32Array(0)
  /** Nodes with a mask, by their depth under the root. */
  readonly #levels: NodeList[] = []
  readonly #rolled = new NodeList()
  #isEmpty = true

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  get isEmpty(): boolean {
    return this.#isEmpty
  }

  /** Counts at one node with a wide row under every base of the mask. */
  add(node: number, mask: number, weight: number): void {
    if (node >= this.masks.length) this.#grow()
    const { cells } = this
    for (let bits = mask, cell = node * ROLLED_STRIDE; bits !== 0; bits >>>= 1, cell++)
      if (bits & 1) cells[cell] = (cells[cell] as number) + weight
    this.#touch(node, mask)
  }

  #grow(): void {
    const room = this.#columns.parent.length
    this.cells = grown(this.cells, room * ROLLED_STRIDE)
    this.masks = grown(this.masks, room)
  }

  #touch(node: number, mask: number): void {
    const { masks } = this
    const known = masks[node] as number
    masks[node] = known | mask
    if (known !== 0) return
    this.#isEmpty = false
    const depth = this.#columns.depth[node] as number
    while (this.#levels.length <= depth) this.#levels.push(new NodeList())
    ;(this.#levels[depth] as NodeList).push(node)
  }

  /** Adds every node's cells to those above it; answers all nodes concerned. To be followed by `clear`. */
  roll(): NodeList {
    const { cells, masks } = this
    const { parent } = this.#columns
    for (let depth = this.#levels.length - 1; depth >= 0; depth--) {
      const level = this.#levels[depth] as NodeList
      for (let i = 0; i < level.length; i++) {
        const node = level.nodes[i] as number
        this.#rolled.push(node)
        const above = parent[node] as number
        if (above < 0) continue
        const mask = masks[node] as number
        let from = node * ROLLED_STRIDE
        for (let bits = mask, cell = above * ROLLED_STRIDE; bits !== 0; bits >>>= 1, cell++, from++)
          if (bits & 1) cells[cell] = (cells[cell] as number) + (cells[from] as number)
        this.#touch(above, mask)
      }
    }
    return this.#rolled
  }

  /** Begins anew. */
  clear(): void {
    const { cells, masks } = this
    const { nodes, length } = this.#rolled
    for (let i = 0; i < length; i++) {
      const node = nodes[i] as number
      for (let bits = masks[node] as number, cell = node * ROLLED_STRIDE; bits !== 0; bits >>>= 1, cell++) cells[cell] = 0
      masks[node] = 0
    }
    for (const level of this.#levels) level.length = 0
    this.#rolled.length = 0
    this.#isEmpty = true
  }
}
