import { isWithin } from '../../shared/domain/role.ts'
import type { CityTree } from '../city/city-tree.ts'
import { DEEP_GROUPS, EVERY_GROUP, WIDE_GROUPS } from '../../shared/figures/change-groups.ts'
import { DEEP_STRIDE, WIDE_STRIDE } from '../../shared/figures/counter-layout.ts'
import { MarkedNodes } from './marked-nodes.ts'
import { columnOf, grown, nonZero, setNonZero } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Nodes with changed figures, each once, and the groups that changed at each. */
export interface DirtyNodes {
  readonly nodes: readonly number[]
  readonly groups: Int32Array
}

function wideEnd(tree: CityTree): number {
  if (tree.growing) return tree.size
  const ends = tree.levels.map((level, at) => (isWithin(level.role, 'grid') ? tree.range(at)[1] : 0))
  return Math.max(...ends)
}

/**
 * Counters of all nodes, node-major. Nodes city … grid (`[0, wideCount)`) have the wide row, every
 * node the short deep row. Every change walks to the root, so a parent is the sum of its children
 * plus what could only be placed at it. FD5
 */
export class NodeColumns {
  readonly tree: CityTree
  wide: Int32Array
  deep: Int32Array
  parent: Int32Array
  /** Steps from each node to the root. */
  depth: Uint8Array
  wideCount = 0
  #size = 0
  /** Groups changed at each node. */
  #dirty: Int32Array
  #dirtyNodes: number[] = []
  /** Where marks go once there is a second reader: one place for each. */
  #readers: { readonly changed: MarkedNodes; readonly watched: MarkedNodes } | undefined

  constructor(tree: CityTree) {
    this.tree = tree
    this.wide = new Int32Array(0)
    this.deep = new Int32Array(0)
    this.parent = new Int32Array(0)
    this.depth = new Uint8Array(0)
    this.#dirty = new Int32Array(0)
    this.fit()
  }

  /** Takes in nodes that a growing city added. */
  fit(): void {
    const size = this.tree.size
    if (size === this.#size) return
    if (size > this.parent.length) {
      const room = this.tree.growing ? Math.max(64, size * 2) : size
      const wideRoom = this.tree.growing ? room : wideEnd(this.tree)
      this.wide = grown(this.wide, wideRoom * WIDE_STRIDE)
      this.deep = grown(this.deep, room * DEEP_STRIDE)
      this.parent = grown(this.parent, room)
      this.depth = grown(this.depth, room)
      this.#dirty = grown(this.#dirty, room)
    }
    for (let node = this.#size; node < size; node++) {
      const above = this.tree.parent(node)
      this.parent[node] = above
      this.depth[node] = above < 0 ? 0 : (this.depth[above] as number) + 1
      this.mark(node, EVERY_GROUP)
    }
    this.#size = size
    this.wideCount = wideEnd(this.tree)
  }

  get size(): number {
    return this.#size
  }

  /** The finest node at or above `node` that has a wide row. */
  wideOf(node: number): number {
    let at = node
    while (at >= this.wideCount) at = this.parent[at] as number
    return at
  }

  /** Adds to one wide counter from the node's wide ancestor up to the root. */
  addWide(node: number, offset: number, weight: number): void {
    for (let at = this.wideOf(node); at >= 0; at = this.parent[at] as number) {
      const cell = at * WIDE_STRIDE + offset
      this.wide[cell] = (this.wide[cell] as number) + weight
    }
    this.mark(node, WIDE_GROUPS[offset] as number)
  }

  /** Adds to one deep counter from the node itself up to the root. */
  addDeep(node: number, column: number, weight: number): void {
    for (let at = node; at >= 0; at = this.parent[at] as number) {
      const cell = at * DEEP_STRIDE + column
      this.deep[cell] = (this.deep[cell] as number) + weight
    }
    this.mark(node, DEEP_GROUPS[column] as number)
  }

  /** Marks groups of a node and its ancestors as changed. What is marked at a node is always marked at its ancestors. AG6 */
  mark(node: number, groups: number): void {
    for (let at = node; at >= 0; at = this.parent[at] as number) {
      const known = this.#dirty[at] as number
      if ((known & groups) === groups) return
      if (known === 0) this.#dirtyNodes.push(at)
      this.#dirty[at] = known | groups
    }
  }

  /** As `mark`, for a caller that also marks every ancestor. */
  markOne(node: number, groups: number): void {
    const known = this.#dirty[node] as number
    if (known === 0) this.#dirtyNodes.push(node)
    this.#dirty[node] = known | groups
  }

  /** What changed since the last call. */
  takeDirty(): DirtyNodes {
    if (this.#readers) return this.#spill(this.#readers).changed.take()
    const nodes = this.#dirtyNodes
    const groups = Int32Array.from(nodes, (node) => this.#dirty[node] as number)
    this.#dirtyNodes = []
    for (const node of nodes) this.#dirty[node] = 0
    return { nodes, groups }
  }

  /** As `takeDirty`, for a second reader; the first call begins to keep its marks. */
  takeWatched(): DirtyNodes {
    this.#readers ??= { changed: new MarkedNodes(), watched: new MarkedNodes() }
    return this.#spill(this.#readers).watched.take()
  }

  #spill<T extends { readonly changed: MarkedNodes; readonly watched: MarkedNodes }>(readers: T): T {
    for (const node of this.#dirtyNodes) {
      const groups = this.#dirty[node] as number
      readers.changed.add(node, groups)
      readers.watched.add(node, groups)
      this.#dirty[node] = 0
    }
    this.#dirtyNodes = []
    return readers
  }

  /** Sets columns of every node to zero and marks the nodes where that changed something. */
  zero(offsets: readonly number[]): void {
    for (let node = 0; node < this.wideCount; node++) {
      let was = 0
      for (let i = 0; i < offsets.length; i++) {
        const cell = node * WIDE_STRIDE + (offsets[i] as number)
        was |= this.wide[cell] as number
        this.wide[cell] = 0
      }
      if (was !== 0) this.mark(node, EVERY_GROUP)
    }
  }

  save(): FoldState {
    const codes = this.tree.growing ? Array.from({ length: this.#size }, (_, node) => this.tree.code(node)) : []
    const wide = nonZero(this.wide.subarray(0, this.wideCount * WIDE_STRIDE))
    const deep = nonZero(this.deep.subarray(0, this.#size * DEEP_STRIDE))
    return {
      rest: { size: this.#size, codes },
      columns: { widePlaces: wide.places, wide: wide.values, deepPlaces: deep.places, deep: deep.values },
    }
  }

  load(state: FoldState): void {
    const header = state.rest as { readonly size: number; readonly codes: readonly string[] }
    for (const code of header.codes) this.tree.ensure(code)
    this.fit()
    if (header.size !== this.#size) throw new Error(`the snapshot holds ${header.size} nodes, the city has ${this.#size}`)
    setNonZero(this.wide, columnOf(state, 'widePlaces', Uint32Array), columnOf(state, 'wide', Int32Array))
    setNonZero(this.deep, columnOf(state, 'deepPlaces', Uint32Array), columnOf(state, 'deep', Int32Array))
    for (let node = 0; node < this.#size; node++) this.mark(node, EVERY_GROUP)
  }
}
