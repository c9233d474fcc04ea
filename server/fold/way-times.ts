import { isWithin } from '../../shared/domain/role.ts'
import { WAYS_GROUP } from '../../shared/figures/change-groups.ts'
import type { NodeColumns } from './node-columns.ts'
import { columnOf, grown } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Inbound: from what happened in the grid to the wall. Outbound: from an order sent out to its receipt. */
export const WAYS = ['inbound', 'outbound'] as const
export type Way = (typeof WAYS)[number]

/** Each bucket ends 6 % after the one before: whole seconds apart up to 17 s, within 3 % beyond; the last takes all over four days. */
const GROWTH = 1.06
const LOG_GROWTH = Math.log(GROWTH)
const BUCKETS = 224
const STRIDE = BUCKETS * WAYS.length
const EXACT_TO_S = 17

function bucketOf(seconds: number): number {
  return seconds < 1 ? 0 : Math.min(BUCKETS - 1, 1 + Math.ceil(Math.log(seconds) / LOG_GROWTH))
}

function secondsOf(bucket: number): number {
  if (bucket === 0) return 0
  const end = GROWTH ** (bucket - 1)
  return end < EXACT_TO_S + 1 ? Math.floor(end) : (end * (1 + 1 / GROWTH)) / 2
}

/** Buckets of the whole seconds up to an hour, which are nearly all. */
const BUCKET_OF = Uint8Array.from({ length: 3600 }, (_, seconds) => bucketOf(seconds))

/** How long today's words took between the city and its streets, as counts by length in a fixed table. FD14 */
export class WayTimes {
  readonly #columns: NodeColumns
  /** The street or wider area a node counts at, less one; 0: not yet looked for. */
  #streetOf = new Int32Array(0)
  /** Row of a node less one; 0: none yet. */
  #rowOf = new Int32Array(0)
  readonly #nodes: number[] = []
  #counts = new Int32Array(0)
  /** Whether the nodes of a level are streets or wider. */
  readonly #isWide: readonly boolean[]

  constructor(columns: NodeColumns) {
    this.#columns = columns
    this.#isWide = columns.tree.levels.map(({ role }) => isWithin(role, 'street'))
  }

  /** Counts one way of today from the street above the node to the root; with weight −1 takes it back. */
  count(way: Way, node: number, seconds: number, weight: number): void {
    const { parent } = this.#columns
    const street = this.#street(node)
    this.#columns.mark(street, WAYS_GROUP)
    const place = (way === 'inbound' ? 0 : BUCKETS) + (BUCKET_OF[seconds] ?? bucketOf(seconds))
    for (let at = street; at >= 0; at = parent[at] as number) {
      const cell = this.#row(at) * STRIDE + place
      this.#counts[cell] = (this.#counts[cell] as number) + weight
    }
  }

  #street(node: number): number {
    const { tree, parent } = this.#columns
    if (node >= this.#streetOf.length) this.#streetOf = grown(this.#streetOf, parent.length)
    const known = this.#streetOf[node] as number
    if (known > 0) return known - 1
    let at = node
    while (at > 0 && this.#isWide[tree.level(at)] !== true) at = parent[at] as number
    this.#streetOf[node] = at + 1
    return at
  }

  #row(node: number): number {
    if (node >= this.#rowOf.length) this.#rowOf = grown(this.#rowOf, Math.max(256, (node + 1) * 2))
    const known = this.#rowOf[node] as number
    if (known > 0) return known - 1
    const cells = this.#nodes.push(node) * STRIDE
    this.#rowOf[node] = this.#nodes.length
    if (cells > this.#counts.length) this.#counts = grown(this.#counts, cells * 2)
    return this.#nodes.length - 1
  }

  #cells(way: Way, node: number): Int32Array {
    const row = (this.#rowOf[node] ?? 0) - 1
    if (row < 0) return this.#counts.subarray(0, 0)
    const from = row * STRIDE + WAYS.indexOf(way) * BUCKETS
    return this.#counts.subarray(from, from + BUCKETS)
  }

  /** How many were counted today. */
  total(way: Way, node: number): number {
    let total = 0
    for (const count of this.#cells(way, node)) total += count
    return total
  }

  /** Seconds at a share of today's, by nearest rank; NaN where there were none. */
  quantile(way: Way, node: number, share: number): number {
    const cells = this.#cells(way, node)
    const total = this.total(way, node)
    if (total <= 0) return Number.NaN
    const rank = Math.max(1, Math.ceil(total * share))
    let passed = 0
    for (let bucket = 0; bucket < cells.length; bucket++) {
      passed += cells[bucket] as number
      if (passed >= rank) return secondsOf(bucket)
    }
    return Number.NaN
  }

  /** A new day begins. */
  startDay(): void {
    for (const node of this.#nodes) this.#columns.mark(node, WAYS_GROUP)
    this.#counts.fill(0)
  }

  save(): FoldState {
    const used = this.#counts.subarray(0, this.#nodes.length * STRIDE)
    const places: number[] = []
    used.forEach((count, at) => count !== 0 && places.push(at))
    const counts = Int32Array.from(places, (at) => used[at] as number)
    return { rest: this.#nodes.slice(), columns: { places: Uint32Array.from(places), counts } }
  }

  load(state: FoldState): void {
    this.#nodes.length = 0
    this.#rowOf = new Int32Array(0)
    this.#counts = new Int32Array(0)
    for (const node of state.rest as readonly number[]) this.#row(node)
    const counts = columnOf(state, 'counts', Int32Array)
    columnOf(state, 'places', Uint32Array).forEach((place, at) => (this.#counts[place] = counts[at] as number))
  }
}
