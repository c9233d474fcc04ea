import { columnOf, grown } from './saved.ts'
import type { FoldState } from './snapshot.ts'

const FEWEST = 256
const FULLEST = 0.6
const EMPTY = 0
const REMOVED = -1

/** A request as the log has it: `t` epoch ms, `category` by its number in the catalogue. */
export interface Asked {
  readonly t: number
  readonly node: number
  readonly category: number
}

const makeColumns = (room: number) => ({
  /** Fingerprint of the service, 0 where the row is free. */
  key: new Float64Array(room),
  delivered: new Int32Array(room),
  /** Epoch seconds of its newest act. */
  newest: new Float64Array(room),
  /** Its first request; category −1: none. */
  t: new Float64Array(room),
  node: new Int32Array(room),
  category: new Int16Array(room),
})

const byTime = (a: Asked, b: Asked) => a.t - b.t || a.node - b.node || a.category - b.category

/** Needs as columns, found by the fingerprints of their services (whole numbers from 1 to 2⁵³ − 1). */
export class NeedRows {
  columns = makeColumns(FEWEST)
  /** Rows given out so far, free ones among them. */
  size = 0
  #free: number[] = []
  /** Requests after the first, of the few that were asked for more than once, in order. */
  readonly #later = new Map<number, readonly Asked[]>()
  #prints = new Float64Array(FEWEST)
  #rows = new Int32Array(FEWEST)
  #used = 0

  #slotOf(key: number): number {
    const mask = this.#prints.length - 1
    let slot = key % (mask + 1)
    while (this.#prints[slot] !== EMPTY && this.#prints[slot] !== key) slot = (slot + 1) & mask
    return slot
  }

  /** The row of a service, opened where it is new. */
  open(key: number): number {
    const slot = this.#slotOf(key)
    if (this.#prints[slot] === key) return this.#rows[slot] as number
    const row = this.#free.pop() ?? this.size++
    if (row >= this.columns.key.length) this.#grow()
    const c = this.columns
    c.key[row] = key
    c.delivered[row] = 0
    c.newest[row] = 0
    c.category[row] = -1
    this.#index(slot, key, row)
    return row
  }

  #index(slot: number, key: number, row: number): void {
    this.#prints[slot] = key
    this.#rows[slot] = row
    if (++this.#used > this.#prints.length * FULLEST) this.#rebuild()
  }

  #rebuild(): void {
    const held = this.size - this.#free.length
    let room = FEWEST
    while (room * FULLEST < held * 1.5) room *= 2
    this.#prints = new Float64Array(room)
    this.#rows = new Int32Array(room)
    this.#used = 0
    for (let row = 0; row < this.size; row++) {
      const key = this.columns.key[row] as number
      if (key === EMPTY) continue
      const slot = this.#slotOf(key)
      this.#prints[slot] = key
      this.#rows[slot] = row
      this.#used++
    }
  }

  #grow(): void {
    const room = this.columns.key.length * 2
    const wider = Object.entries(this.columns).map(([name, column]) => [name, grown(column, room)])
    this.columns = Object.fromEntries(wider) as typeof this.columns
  }

  /** Forgets a service. */
  remove(row: number): void {
    const slot = this.#slotOf(this.columns.key[row] as number)
    this.#prints[slot] = REMOVED
    this.columns.key[row] = EMPTY
    this.#later.delete(row)
    this.#free.push(row)
  }

  /** Its requests, the first one first. */
  asked(row: number): readonly Asked[] {
    const { t, node, category } = this.columns
    if ((category[row] as number) < 0) return []
    const first = { t: t[row] as number, node: node[row] as number, category: category[row] as number }
    return [first, ...(this.#later.get(row) ?? [])]
  }

  #setAsked(row: number, [first, ...later]: readonly Asked[]): void {
    const c = this.columns
    c.category[row] = first?.category ?? -1
    c.t[row] = first?.t ?? 0
    c.node[row] = first?.node ?? 0
    if (later.length > 0) this.#later.set(row, later)
    else this.#later.delete(row)
  }

  ask(row: number, one: Asked): void {
    const c = this.columns
    if ((c.category[row] as number) >= 0) return this.#setAsked(row, [...this.asked(row), one].sort(byTime))
    c.category[row] = one.category
    c.t[row] = one.t
    c.node[row] = one.node
  }

  takeBack(row: number, { t, node, category }: Asked): void {
    const asked = this.asked(row)
    const at = asked.findIndex((one) => one.t === t && one.node === node && one.category === category)
    if (at >= 0) this.#setAsked(row, asked.toSpliced(at, 1))
  }

  save(): FoldState {
    const c = this.columns
    const rows = Array.from({ length: this.size }, (_, row) => row).filter((row) => c.key[row] !== EMPTY)
    const all = rows.map((row) => this.asked(row))
    return {
      rest: null,
      columns: {
        keys: Float64Array.from(rows, (row) => c.key[row] as number),
        delivered: Int32Array.from(rows, (row) => c.delivered[row] as number),
        newest: Float64Array.from(rows, (row) => c.newest[row] as number),
        counts: Int32Array.from(all, ({ length }) => length),
        asked: Float64Array.from(all.flatMap((asked) => asked.flatMap(({ t, node, category }) => [t, node, category]))),
      },
    }
  }

  /** Only for one that holds nothing. */
  load(state: FoldState): void {
    const delivered = columnOf(state, 'delivered', Int32Array)
    const newest = columnOf(state, 'newest', Float64Array)
    const counts = columnOf(state, 'counts', Int32Array)
    const words = columnOf(state, 'asked', Float64Array)
    let at = 0
    columnOf(state, 'keys', Float64Array).forEach((key, i) => {
      const row = this.open(key)
      this.columns.delivered[row] = delivered[i] as number
      this.columns.newest[row] = newest[i] as number
      for (let left = counts[i] as number; left > 0; left--, at += 3)
        this.ask(row, { t: words[at] as number, node: words[at + 1] as number, category: words[at + 2] as number })
    })
  }
}
