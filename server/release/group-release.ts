import { RemainderPool } from './remainder-pool.ts'
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
  readonly since: Int32Array
  readonly told: Int32Array
  readonly batches: Int32Array
  readonly pools: readonly (readonly [node: number, words: readonly number[]])[]
}

/**
 * One disjoint base release: counts of one group of events by place and period, told upwards in steps of k. An area above
 * is the sum of what was released below it, of the pool of its places' remainders, and of what only it could hold. PR1–PR4
 */
export class GroupRelease {
  readonly #shape: ReleaseShape
  /** Highest count seen at a tick: of the period for places, of all time for what lies above them. */
  #high = new Int32Array(0)
  /** Tick of the period from which a place's remainder has grown: 0 for its beginning, else its newest batch. */
  #since = new Int32Array(0)
  /** Told so far in the running period, by node: batches and pools. */
  #told = new Int32Array(0)
  /** Of this the batches. */
  #batches = new Int32Array(0)
  readonly #pools = new Map<number, { readonly pool: RemainderPool; shown: number }>()
  readonly #touched = new Set<number>()

  constructor(shape: ReleaseShape) {
    this.#shape = shape
  }

  /** Told so far in the running period; shared, to be read only. */
  get told(): Int32Array {
    return this.#told
  }

  /** The batches of it. */
  get batches(): Int32Array {
    return this.#batches
  }

  #fit(): void {
    const { size } = this.#shape.tree
    this.#high = withRoom(this.#high, size)
    this.#since = withRoom(this.#since, size)
    this.#told = withRoom(this.#told, size)
    this.#batches = withRoom(this.#batches, size)
  }

  #poolOf(node: number) {
    const known = this.#pools.get(node)
    if (known) return known
    const made = { pool: new RemainderPool(), shown: 0 }
    this.#pools.set(node, made)
    return made
  }

  #add(to: Int32Array, node: number, by: number): void {
    const { tree } = this.#shape
    for (let at = node; at >= 0; at = tree.parent(at)) to[at] = (to[at] as number) + by
  }

  /** Takes in the count of a node at a tick; what was taken back since the highest count changes nothing. */
  count(node: number, count: number, tick: number): void {
    this.#fit()
    const { tree, k, placeLevel } = this.#shape
    const before = this.#high[node] as number
    if (count <= before) return
    this.#high[node] = count
    const batches = Math.floor(count / k) - Math.floor(before / k)
    const above = tree.level(node) === placeLevel ? tree.parent(node) : -1
    if (above >= 0) this.#touched.add(above)
    if (batches === 0) return
    for (const column of [this.#told, this.#batches]) this.#add(column, node, batches * k)
    if (above < 0) return
    this.#poolOf(above).pool.released(this.#since[node] as number, k)
    this.#since[node] = tick
  }

  /** What the places below an area hold back, and how many they are. */
  #held(node: number): { held: number; places: number } {
    const { tree, k } = this.#shape
    const children = tree.children(node)
    return { held: children.reduce((sum, child) => sum + ((this.#high[child] ?? 0) % k), 0), places: children.length }
  }

  /** Ends a tick: tells what the pools have gathered. */
  settle(tick: number): void {
    for (const node of this.#touched) {
      const told = this.#poolOf(node)
      const { held, places } = this.#held(node)
      told.pool.tell(tick, held, { places, k: this.#shape.k })
      this.#add(this.#told, node, told.pool.known - told.shown)
      told.shown = told.pool.known
    }
    this.#touched.clear()
  }

  /** Ends the period after its last tick and begins the next; answers what was told in it. */
  close(): Int32Array {
    this.#fit()
    const { tree, placeLevel } = this.#shape
    for (const [node, told] of this.#pools) {
      told.pool.close(this.#held(node).held)
      told.shown = 0
    }
    const released = this.#told
    this.#told = new Int32Array(released.length)
    this.#batches.fill(0)
    this.#since.fill(0)
    const isPlaceOfAbove = (node: number) => tree.level(node) === placeLevel && tree.parent(node) >= 0
    for (let node = 0; node < tree.size; node++) if (isPlaceOfAbove(node)) this.#high[node] = 0
    return released
  }

  save(): SavedGroup {
    const pools = [...this.#pools].map(([node, { pool }]) => [node, pool.save()] as const)
    return {
      high: this.#high.slice(),
      since: this.#since.slice(),
      told: this.#told.slice(),
      batches: this.#batches.slice(),
      pools,
    }
  }

  load({ high, since, told, batches, pools }: SavedGroup): void {
    this.#high = Int32Array.from(high)
    this.#since = Int32Array.from(since)
    this.#told = Int32Array.from(told)
    this.#batches = Int32Array.from(batches)
    this.#pools.clear()
    for (const [node, words] of pools) {
      const at = this.#poolOf(node)
      at.pool.load(words)
      at.shown = at.pool.known
    }
  }
}
