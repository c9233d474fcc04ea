import { EARLIER_CELLS } from './earlier-readings.ts'
import { grown } from './saved.ts'

const FIRST_ROOM = 64
const NONE = -1

const makeColumns = (room: number) => ({
  node: new Int32Array(room),
  /** Row of the node above, of the first and last row right below, and of the next with the same row above; −1: none. */
  above: new Int32Array(room),
  first: new Int32Array(room),
  last: new Int32Array(room),
  next: new Int32Array(room),
  /** Newest reading at this very node; NaN where there is none. */
  value: new Float64Array(room),
  t: new Float64Array(room),
  /** Place of its earlier readings, −1 before the second reading. */
  earlier: new Int32Array(room),
  /** What lies at and under the node: sum, number and largest of the readings that stand for it, while `isRolled`. */
  isRolled: new Uint8Array(room),
  sum: new Float64Array(room),
  count: new Int32Array(room),
  largest: new Float64Array(room),
})

/** The nodes that have readings at or under them, a row each by dimension, as columns: a tree of its own over each dimension's nodes. */
export class ReadingRows {
  columns = makeColumns(FIRST_ROOM)
  size = 0
  #earlier = new Float64Array(0)
  #earlierSize = 0

  /** Opens a row under the row of the node above (−1: it is the root). */
  add(node: number, above: number): number {
    const row = this.size++
    if (row >= this.columns.node.length) this.#grow()
    const c = this.columns
    c.node[row] = node
    c.above[row] = above
    c.first[row] = c.last[row] = c.next[row] = NONE
    c.value[row] = Number.NaN
    c.t[row] = Number.NEGATIVE_INFINITY
    c.earlier[row] = NONE
    return row
  }

  /** Hangs a row, opened without one, under the row of the node above. */
  hang(row: number, above: number): void {
    const c = this.columns
    c.above[row] = above
    const last = c.last[above] as number
    if (last === NONE) c.first[above] = row
    else c.next[last] = row
    c.last[above] = row
  }

  #grow(): void {
    const room = this.columns.node.length * 2
    this.columns = Object.fromEntries(
      Object.entries(this.columns).map(([name, column]) => [name, grown(column, room)]),
    ) as typeof this.columns
  }

  /** The earlier readings of a row, see `earlier-readings`; undefined before any. */
  earlierOf(row: number): Float64Array | undefined {
    const at = this.columns.earlier[row] as number
    return at === NONE ? undefined : this.#earlier.subarray(at, at + EARLIER_CELLS)
  }

  /** As `earlierOf`, with room for them made. */
  openEarlier(row: number): Float64Array {
    const known = this.earlierOf(row)
    if (known) return known
    const at = this.#earlierSize
    this.#earlierSize += EARLIER_CELLS
    if (this.#earlierSize > this.#earlier.length)
      this.#earlier = grown(this.#earlier, Math.max(EARLIER_CELLS * FIRST_ROOM, at * 2))
    this.columns.earlier[row] = at
    return this.#earlier.subarray(at, at + EARLIER_CELLS).fill(Number.NEGATIVE_INFINITY)
  }

  /** Something changed at the row: what was summed up at it and above is summed up again when asked. */
  forgetRolled(row: number): void {
    const { isRolled, above } = this.columns
    for (let at = row; at >= 0; at = above[at] as number) isRolled[at] = 0
  }

  /** Sums up a row where it is not: `sum`, `count` and `largest` then hold. */
  roll(row: number): void {
    const c = this.columns
    if (c.isRolled[row] === 1) return
    const value = c.value[row] as number
    let [sum, count, largest] = [value, 1, value]
    if (Number.isNaN(value)) {
      ;[sum, count, largest] = [0, 0, Number.NEGATIVE_INFINITY]
      for (let at = c.first[row] as number; at >= 0; at = c.next[at] as number) {
        this.roll(at)
        sum += c.sum[at] as number
        count += c.count[at] as number
        largest = Math.max(largest, c.largest[at] as number)
      }
    }
    c.sum[row] = sum
    c.count[row] = count
    c.largest[row] = largest
    c.isRolled[row] = 1
  }
}
