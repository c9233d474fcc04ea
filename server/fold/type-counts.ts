import { isWithin } from '../../shared/domain/role.ts'
import { TYPES_GROUP } from '../../shared/figures/change-groups.ts'
import type { NodeColumns } from './node-columns.ts'
import { columnOf, grown } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Reported cases by type, today and in all, for the city and its districts. */
export class TypeCounts {
  readonly #columns: NodeColumns
  readonly #types: number
  /** Row of a node, given out as nodes are first counted at. */
  readonly #rowOf = new Map<number, number>()
  /** Today and all in turn, by type, by row. */
  #counts = new Int32Array(0)
  /** Whether the nodes of a level have rows. */
  readonly #isCounted: readonly boolean[]

  constructor(columns: NodeColumns, types: number) {
    this.#columns = columns
    this.#isCounted = columns.tree.levels.map(({ role }) => isWithin(role, 'district'))
    this.#types = types
  }

  #row(node: number): number {
    const known = this.#rowOf.get(node)
    if (known !== undefined) return known
    const row = this.#rowOf.size
    this.#rowOf.set(node, row)
    const cells = (row + 1) * this.#types * 2
    if (cells > this.#counts.length) this.#counts = grown(this.#counts, cells * 2)
    return row
  }

  /** Counts one reported case at the node's district and city; with weight −1 takes it back. */
  count(node: number, type: number, today: boolean, weight: number): void {
    if (type >= this.#types) return
    const { tree, parent } = this.#columns
    for (let at = node; at >= 0; at = parent[at] as number) {
      if (this.#isCounted[tree.level(at)] !== true) continue
      const cell = (this.#row(at) * this.#types + type) * 2
      if (today) this.#counts[cell] = (this.#counts[cell] as number) + weight
      this.#counts[cell + 1] = (this.#counts[cell + 1] as number) + weight
    }
    this.#columns.mark(node, TYPES_GROUP)
  }

  value(node: number, type: number, window: 'day' | 'all'): number {
    const row = this.#rowOf.get(node)
    if (row === undefined) return 0
    return this.#counts[(row * this.#types + type) * 2 + (window === 'day' ? 0 : 1)] ?? 0
  }

  /** A new day begins. */
  startDay(): void {
    for (const [node, row] of this.#rowOf) {
      let was = 0
      for (let cell = row * this.#types * 2, end = cell + this.#types * 2; cell < end; cell += 2) {
        was |= this.#counts[cell] as number
        this.#counts[cell] = 0
      }
      if (was !== 0) this.#columns.mark(node, TYPES_GROUP)
    }
  }

  save(): FoldState {
    const cells = this.#rowOf.size * this.#types * 2
    return { rest: [...this.#rowOf.keys()], columns: { counts: this.#counts.slice(0, cells) } }
  }

  load(state: FoldState): void {
    this.#rowOf.clear()
    for (const node of state.rest as number[]) this.#rowOf.set(node, this.#rowOf.size)
    this.#counts = columnOf(state, 'counts', Int32Array).slice()
  }
}
