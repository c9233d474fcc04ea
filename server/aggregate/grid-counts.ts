import type { CityTree } from '../city/city-tree.ts'

/** How many grids lie at or under each node; follows a city that grows. */
export class GridCounts {
  readonly #tree: CityTree
  #counts: number[] = []

  constructor(tree: CityTree) {
    this.#tree = tree
  }

  /** Grids at or under a node; 1 below a grid, so that a share of it is the count itself. */
  under(node: number): number {
    for (let at = this.#counts.length; at < this.#tree.size; at++) this.#add(at)
    return this.#counts[node] || 1
  }

  #add(node: number): void {
    this.#counts[node] ??= 0
    if (this.#tree.levels[this.#tree.level(node)]?.role !== 'grid') return
    for (let at = node; at >= 0; at = this.#tree.parent(at)) this.#counts[at] = (this.#counts[at] ?? 0) + 1
  }
}
