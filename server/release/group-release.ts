import { RemainderPool, type SavedPool } from './remainder-pool.ts'
import type { ReleaseShape } from './release-shape.ts'

/** A column at least so long, its cells kept. */
export function withRoom(column: Int32Array<ArrayBuffer>, length: number): Int32Array<ArrayBuffer> {
  if (column.length >= length) return column
  const wider = new Int32Array(Math.max(length, column.length * 2))
  wider.set(column)
  return wider
}

export interface SavedGroup {
  readonly high: Int32Array
  readonly told: Int32Array
  readonly batches: Int32Array
  readonly pools: readonly (readonly [node: number, saved: SavedPool])[]
}

/**
 * One disjoint base release: counts of one group of events by place and period, told upwards in steps of k. An area above
 * is the sum of what was told below it, of the pool of what its parts hold back, and of what only it could hold. PR1–PR4
 */
export class GroupRelease {
  readonly #shape: ReleaseShape
  /** Highest count seen at a tick: of the period for places, of all time for what lies above them. */
  #high = new Int32Array(0)
  /** Told so far in the running period, by node: batches and pools. */
  #told = new Int32Array(0)
  /** Of this the batches. */
  #batches = new Int32Array(0)
  readonly #pools = new Map<number, RemainderPool>()
  /** By level: areas whose parts changed at this tick, and by how much each part's remainder may have fallen. */
  readonly #changed: Map<number, Map<number, number>>[]

  constructor(shape: ReleaseShape) {
    this.#shape = shape
    this.#changed = Array.from({ length: shape.placeLevel }, () => new Map())
  }

  /** Told so far in the running period; shared, to be read only. */
  get told(): Int32Array {
    return this.#told
  }

  /** The batches of it. */
  get batches(): Int32Array {
    return this.#batches
  }

  /** Columns reach as far as the last node that counted: places lie before what is in them, so they stay short in a large city. */
  #fit(node: number): void {
    const { tree } = this.#shape
    let last = node
    for (let at = node; at >= 0; at = tree.parent(at)) last = Math.max(last, at)
    if (last < this.#high.length) return
    this.#high = withRoom(this.#high, last + 1)
    this.#told = withRoom(this.#told, last + 1)
    this.#batches = withRoom(this.#batches, last + 1)
  }

  #poolOf(node: number): RemainderPool {
    const known = this.#pools.get(node)
    if (known) return known
    const made = new RemainderPool()
    this.#pools.set(node, made)
    return made
  }

  #add(to: Int32Array, node: number, by: number): void {
    const { tree } = this.#shape
    for (let at = node; at >= 0; at = tree.parent(at)) to[at] = (to[at] as number) + by
  }

  /** Notes at the area above that a part changed and by how much its remainder may have fallen. */
  #tellAbove(node: number, loss: number): void {
    const { tree } = this.#shape
    const above = tree.parent(node)
    if (above < 0) return
    const changed = this.#changed[tree.level(above)]
    const losses = changed?.get(above) ?? new Map<number, number>()
    losses.set(node, loss)
    changed?.set(above, losses)
  }

  /** Takes in the count of a node at a tick; what was taken back since the highest count changes nothing. */
  count(node: number, count: number): void {
    this.#fit(node)
    const { tree, k, placeLevel } = this.#shape
    const before = this.#high[node] as number
    if (count <= before) return
    this.#high[node] = count
    const batches = Math.floor(count / k) - Math.floor(before / k)
    if (batches > 0) for (const column of [this.#told, this.#batches]) this.#add(column, node, batches * k)
    if (tree.level(node) === placeLevel) this.#tellAbove(node, batches > 0 ? k - 1 : 0)
  }

  /** What a node holds back, as far as it is of use to the area above. */
  #rest(node: number): number {
    const { tree, k, placeLevel } = this.#shape
    if (tree.level(node) === placeLevel) return (this.#high[node] ?? 0) % k
    const pool = this.#pools.get(node)
    return pool ? Math.min(k - 1, pool.carry + this.#held(node) - pool.known) : 0
  }

  #held(node: number): number {
    return this.#shape.tree.children(node).reduce((sum, child) => sum + this.#rest(child), 0)
  }

  /** Ends a tick: tells what the pools have gathered, from the bottom up. */
  settle(): void {
    const { tree, k } = this.#shape
    for (const changed of [...this.#changed].reverse()) {
      for (const [node, losses] of changed) {
        const pool = this.#poolOf(node)
        const before = pool.known
        for (const [part, loss] of losses) if (loss > 0) pool.lose(part, loss, k)
        pool.tell(this.#held(node), { parts: tree.children(node).length, k })
        const told = pool.known - before
        this.#add(this.#told, node, told)
        const fell = [...losses.values()].reduce((sum, loss) => sum + loss, told)
        this.#tellAbove(node, Math.max(0, Math.min(k - 1, fell)))
      }
      changed.clear()
    }
  }

  /** Ends the period after its last tick and begins the next; answers what was told in it. */
  close(): Int32Array {
    const { tree, placeLevel } = this.#shape
    const areas = [...this.#pools.keys()].sort((a, b) => tree.level(b) - tree.level(a))
    for (const node of areas) {
      const held = tree.level(node) === placeLevel - 1 ? this.#held(node) : 0
      const left = this.#poolOf(node).close(held)
      this.#poolOf(Math.max(0, tree.parent(node))).carry += left
    }
    const told = this.#told
    this.#told = new Int32Array(told.length)
    this.#batches.fill(0)
    const isPlaceOfAbove = (node: number) => tree.level(node) === placeLevel && tree.parent(node) >= 0
    for (let node = 0; node < this.#high.length; node++) if (node < tree.size && isPlaceOfAbove(node)) this.#high[node] = 0
    return told
  }

  save(): SavedGroup {
    const pools = [...this.#pools].map(([node, pool]) => [node, pool.save()] as const)
    return { high: this.#high.slice(), told: this.#told.slice(), batches: this.#batches.slice(), pools }
  }

  load({ high, told, batches, pools }: SavedGroup): void {
    this.#high = Int32Array.from(high)
    this.#told = Int32Array.from(told)
    this.#batches = Int32Array.from(batches)
    this.#pools.clear()
    for (const [node, saved] of pools) this.#poolOf(node).load(saved)
  }
}
