import { columnOf, grown } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Bits of a packed word: second of the minute, then the counter mask, then the sign. */
const SECOND_BITS = 6
const MASK_BITS = 11
const SECOND_MASK = (1 << SECOND_BITS) - 1
const COUNT_MASK = (1 << MASK_BITS) - 1
const NEGATIVE = 1 << (SECOND_BITS + MASK_BITS)
const FIRST_ROOM = 8

class MinuteBucket {
  /** Node and packed word in turn. */
  words = new Uint32Array(FIRST_ROOM * 2)
  length = 0

  push(node: number, word: number): void {
    if (this.length === this.words.length) this.words = grown(this.words, Math.max(FIRST_ROOM, this.length) * 2)
    this.words[this.length] = node
    this.words[this.length + 1] = word
    this.length += 2
  }
}

/** Receives one counted event: its node, counter mask and weight (+1 or −1). */
export type CountedVisitor = (node: number, mask: number, weight: number, second: number) => void

/**
 * Events of the last 24 hours by the minute of their event time, 8 bytes each, so that a sliding
 * window can let go of exactly the events whose second leaves it, however late they came. FD3
 */
export class ExpiryQueue {
  #minutes = new Map<number, MinuteBucket>()

  push(second: number, node: number, mask: number, weight: number): void {
    const minute = Math.floor(second / 60)
    let bucket = this.#minutes.get(minute)
    if (!bucket) this.#minutes.set(minute, (bucket = new MinuteBucket()))
    bucket.push(node, (second - minute * 60) | (mask << SECOND_BITS) | (weight < 0 ? NEGATIVE : 0))
  }

  /** Visits the events whose second lies in (after, upTo]. */
  visit(after: number, upTo: number, visitor: CountedVisitor): void {
    const from = Math.floor((after + 1) / 60)
    const to = Math.floor(upTo / 60)
    if (to - from < this.#minutes.size) {
      for (let minute = from; minute <= to; minute++) this.#visitMinute(minute, after, upTo, visitor)
      return
    }
    const inside = [...this.#minutes.keys()].filter((minute) => minute >= from && minute <= to)
    for (const minute of inside.sort((a, b) => a - b)) this.#visitMinute(minute, after, upTo, visitor)
  }

  #visitMinute(minute: number, after: number, upTo: number, visitor: CountedVisitor): void {
    const bucket = this.#minutes.get(minute)
    if (!bucket) return
    const start = minute * 60
    const { words, length } = bucket
    for (let i = 0; i < length; i += 2) {
      const word = words[i + 1] as number
      const second = start + (word & SECOND_MASK)
      if (second <= after || second > upTo) continue
      visitor(words[i] as number, (word >>> SECOND_BITS) & COUNT_MASK, word & NEGATIVE ? -1 : 1, second)
    }
  }

  /** Forgets whole minutes that end at or before `second`. */
  dropThrough(second: number): void {
    for (const minute of this.#minutes.keys()) if (minute * 60 + 59 <= second) this.#minutes.delete(minute)
  }

  /** Events held. */
  get size(): number {
    let words = 0
    for (const bucket of this.#minutes.values()) words += bucket.length
    return words / 2
  }

  save(): FoldState {
    const minutes = [...this.#minutes].sort(([a], [b]) => a - b)
    const words = new Uint32Array(this.size * 2)
    let at = 0
    for (const [, bucket] of minutes) {
      words.set(bucket.words.subarray(0, bucket.length), at)
      at += bucket.length
    }
    return {
      rest: minutes.map(([minute, bucket]) => [minute, bucket.length]),
      columns: { words },
    }
  }

  load(state: FoldState): void {
    const words = columnOf(state, 'words', Uint32Array)
    this.#minutes.clear()
    let at = 0
    for (const [minute, length] of state.rest as [number, number][]) {
      const bucket = new MinuteBucket()
      bucket.words = words.slice(at, at + length)
      bucket.length = length
      at += length
      this.#minutes.set(minute, bucket)
    }
  }
}
