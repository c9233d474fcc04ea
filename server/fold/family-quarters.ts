import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { isWithin } from '../../shared/domain/role.ts'
import { familiesOf } from '../../shared/figures/keys.ts'
import type { NodeColumns } from './node-columns.ts'
import { columnOf } from './saved.ts'
import type { FoldState } from './snapshot.ts'

const QUARTER_S = 900
/** Quarter hours of 24 hours, the running one among them. */
export const QUARTERS = 96

/** Reported T cases by family of types in each quarter hour of the last 24 hours, for the city and its districts. FD5 */
export class FamilyQuarters {
  readonly #columns: NodeColumns
  readonly #families: readonly string[]
  /** By type: its family's place in the order, −1 for types that are not of class T. */
  readonly #familyOf: readonly number[]
  readonly #isCounted: readonly boolean[]
  /** By node: `QUARTERS` rows of one count a family; a quarter hour's row is its number since 1970, modulo `QUARTERS`. */
  readonly #rings = new Map<number, Int32Array>()
  /** Number since 1970 of the running quarter hour. */
  #running = 0

  constructor(columns: NodeColumns, catalogue: Catalogue) {
    this.#columns = columns
    this.#families = familiesOf(catalogue)
    this.#familyOf = catalogue.types.map((type) => (type.class === 'T' ? this.#families.indexOf(type.family) : -1))
    this.#isCounted = columns.tree.levels.map(({ role }) => isWithin(role, 'district'))
  }

  get #stride(): number {
    return this.#families.length
  }

  /** Moves the clock, in epoch seconds; what is older than 24 hours is forgotten. */
  advance(second: number): void {
    const running = Math.floor(second / QUARTER_S)
    const turned = Math.min(QUARTERS, running - this.#running)
    for (let quarter = running - turned + 1; quarter <= running; quarter++) {
      const row = (quarter % QUARTERS) * this.#stride
      for (const ring of this.#rings.values()) ring.fill(0, row, row + this.#stride)
    }
    this.#running = running
  }

  /** Counts a reported case in the quarter hour of its time, at the node's district and city; with weight −1 takes it back. */
  count(node: number, second: number, type: number, weight: number): void {
    const family = this.#familyOf[type] ?? -1
    const quarter = Math.floor(second / QUARTER_S)
    if (family < 0 || quarter > this.#running || quarter <= this.#running - QUARTERS) return
    const cell = (quarter % QUARTERS) * this.#stride + family
    const { tree, parent } = this.#columns
    for (let at = node; at >= 0; at = parent[at] as number) {
      if (this.#isCounted[tree.level(at)] !== true) continue
      const ring = this.#rings.get(at) ?? this.#ringOf(at)
      ring[cell] = (ring[cell] as number) + weight
    }
  }

  #ringOf(node: number): Int32Array {
    const ring = new Int32Array(QUARTERS * this.#stride)
    this.#rings.set(node, ring)
    return ring
  }

  /** `QUARTERS` counts of a family at a node, the running one last; undefined for a family that is not counted. */
  quarterHours(family: string, node: number): readonly number[] | undefined {
    const at = this.#families.indexOf(family)
    if (at < 0) return undefined
    const ring = this.#rings.get(node)
    const first = this.#running - QUARTERS + 1
    return Array.from({ length: QUARTERS }, (_, i) => ring?.[((first + i) % QUARTERS) * this.#stride + at] ?? 0)
  }

  save(): FoldState {
    const size = QUARTERS * this.#stride
    const counts = new Int32Array(this.#rings.size * size)
    let row = 0
    for (const ring of this.#rings.values()) counts.set(ring, size * row++)
    return { rest: { running: this.#running, nodes: [...this.#rings.keys()] }, columns: { counts } }
  }

  load(state: FoldState): void {
    const { running, nodes } = state.rest as { running: number; nodes: number[] }
    const size = QUARTERS * this.#stride
    const counts = columnOf(state, 'counts', Int32Array)
    this.#running = running
    this.#rings.clear()
    nodes.forEach((node, row) => this.#rings.set(node, counts.slice(row * size, (row + 1) * size)))
  }
}
