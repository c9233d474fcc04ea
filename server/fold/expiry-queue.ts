import { columnOf, grown } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Bits of a packed word: second of the minute, then the counter mask, then the sign. */
const SECOND_BITS = 6
const MASK_BITS = 11
const SECOND_MASK = (1 << SECOND_BITS) - 1
const COUNT_MASK = (1 << MASK_BITS) - 1
const NEGATIVE = 1 << (SECOND_BITS + MASK_BITS)
/** A block: the number of the next one, then node and packed word in turn. */
const BLOCK = 64
const FIRST_BLOCKS = 64
const NONE = 0xffff_ffff

/** One minute's events, in the order in which they came. */
interface Minute {
  readonly first: number
  last: number
  /** Words written to its blocks. */
  length: number
}

const ascending = (a: number, b: number) => a - b

/** Receives one counted event: its node, counter mask and weight (+1 or −1). */
export type CountedVisitor = (node: number, mask: number, weight: number, second: number) => void

/**
 * Events of the last 24 hours by the minute of their event time, 8 bytes each, so that a sliding
 * window can let go of exactly the events whose second leaves it, however late they came. Minutes share one
 * store, as chains of blocks that are given out again. FD3
 */
export class ExpiryQueue {
  readonly #minutes = new Map<number, Minute>()
  #blocks = new Uint32Array(FIRST_BLOCKS * BLOCK)
  #used = 0
  /** Head of the chain of blocks given back. */
  #free = NONE
  /** The minute last written to: the next event is nearly always of the same. */
  #number = Number.NaN
  #minute: Minute = { first: NONE, last: NONE, length: 0 }
  /** No minute before this one is held. */
  #oldest = Number.POSITIVE_INFINITY

  push(second: number, node: number, mask: number, weight: number): void {
    const number = Math.floor(second / 60)
    this.#write(number, node, (second - number * 60) | (mask << SECOND_BITS) | (weight < 0 ? NEGATIVE : 0))
  }

  #write(number: number, node: number, word: number): void {
    if (number !== this.#number) this.#turnTo(number)
    const minute = this.#minute
    let at = minute.length % (BLOCK - 2)
    if (at === 0 && minute.length > 0) {
      const next = this.#block()
      this.#blocks[minute.last * BLOCK] = next
      minute.last = next
    }
    at += minute.last * BLOCK + 2
    this.#blocks[at] = node
    this.#blocks[at + 1] = word
    minute.length += 2
  }

  #turnTo(number: number): void {
    let minute = this.#minutes.get(number)
    if (!minute) {
      const block = this.#block()
      this.#minutes.set(number, (minute = { first: block, last: block, length: 0 }))
      if (number < this.#oldest) this.#oldest = number
    }
    this.#number = number
    this.#minute = minute
  }

  #block(): number {
    let block = this.#free
    if (block === NONE) {
      block = this.#used++
      if (this.#used * BLOCK > this.#blocks.length) this.#blocks = grown(this.#blocks, block * 2 * BLOCK)
    } else this.#free = this.#blocks[block * BLOCK] as number
    this.#blocks[block * BLOCK] = NONE
    return block
  }

  /** Visits the events whose second lies in (after, upTo]. */
  visit(after: number, upTo: number, visitor: CountedVisitor): void {
    this.#between(Math.floor((after + 1) / 60), Math.floor(upTo / 60), (number) =>
      this.#visitMinute(number, after, upTo, visitor),
    )
  }

  /** Visits minutes from … to, those held among them, in order. */
  #between(from: number, to: number, visitor: (number: number) => void): void {
    const first = Math.max(from, this.#oldest)
    if (to - first < this.#minutes.size) for (let number = first; number <= to; number++) visitor(number)
    else
      [...this.#minutes.keys()]
        .filter((number) => number >= from && number <= to)
        .sort(ascending)
        .forEach(visitor)
  }

  #visitMinute(number: number, after: number, upTo: number, visitor: CountedVisitor): void {
    const minute = this.#minutes.get(number)
    if (!minute) return
    const start = number * 60
    const blocks = this.#blocks
    let left = minute.length
    for (let block = minute.first; left > 0; block = blocks[block * BLOCK] as number) {
      const first = block * BLOCK + 2
      const end = first + Math.min(left, BLOCK - 2)
      for (let at = first; at < end; at += 2) {
        const word = blocks[at + 1] as number
        const second = start + (word & SECOND_MASK)
        if (second <= after || second > upTo) continue
        visitor(blocks[at] as number, (word >>> SECOND_BITS) & COUNT_MASK, word & NEGATIVE ? -1 : 1, second)
      }
      left -= BLOCK - 2
    }
  }

  /** Forgets whole minutes that end at or before `second`. */
  dropThrough(second: number): void {
    const last = Math.floor((second - 59) / 60)
    if (last < this.#oldest) return
    this.#between(this.#oldest, last, (number) => this.#drop(number))
    this.#oldest = last + 1
    this.#number = Number.NaN
  }

  #drop(number: number): void {
    const minute = this.#minutes.get(number)
    if (!minute) return
    this.#minutes.delete(number)
    this.#blocks[minute.last * BLOCK] = this.#free
    this.#free = minute.first
  }

  /** Events held. */
  get size(): number {
    let words = 0
    for (const { length } of this.#minutes.values()) words += length
    return words / 2
  }

  save(): FoldState {
    const minutes = [...this.#minutes].sort(([a], [b]) => a - b)
    const words = new Uint32Array(this.size * 2)
    let at = 0
    for (const [, { first, length }] of minutes) {
      let left = length
      for (let block = first; left > 0; block = this.#blocks[block * BLOCK] as number) {
        const take = Math.min(left, BLOCK - 2)
        words.set(this.#blocks.subarray(block * BLOCK + 2, block * BLOCK + 2 + take), at)
        at += take
        left -= take
      }
    }
    return {
      rest: minutes.map(([number, { length }]) => [number, length]),
      columns: { words },
    }
  }

  load(state: FoldState): void {
    const words = columnOf(state, 'words', Uint32Array)
    this.#minutes.clear()
    this.#number = Number.NaN
    this.#oldest = Number.POSITIVE_INFINITY
    this.#used = 0
    this.#free = NONE
    let at = 0
    for (const [number, length] of state.rest as [number, number][])
      for (const end = at + length; at < end; at += 2) this.#write(number, words[at] as number, words[at + 1] as number)
  }
}
