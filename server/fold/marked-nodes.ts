import { grown } from './saved.ts'

/** Nodes that were marked and not yet looked at, each once, with the groups that changed at each. */
export class MarkedNodes {
  #groups = new Int32Array(0)
  #nodes: number[] = []

  add(node: number, groups: number): void {
    if (node >= this.#groups.length) this.#groups = grown(this.#groups, Math.max(256, (node + 1) * 2))
    const known = this.#groups[node] as number
    if (known === 0) this.#nodes.push(node)
    this.#groups[node] = known | groups
  }

  take(): { readonly nodes: readonly number[]; readonly groups: Int32Array } {
    const nodes = this.#nodes
    const groups = Int32Array.from(nodes, (node) => this.#groups[node] as number)
    this.#nodes = []
    for (const node of nodes) this.#groups[node] = 0
    return { nodes, groups }
  }
}
