import { columnOf, grown } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/**
 * A heap of (second, number): what has to be looked at when its second comes. Entries are never taken
 * back; whoever receives one checks that it still holds.
 */
export class MomentQueue {
  #seconds = new Float64Array(64)
  #numbers = new Int32Array(64)
  #length = 0

  push(second: number, number: number): void {
    if (this.#length === this.#seconds.length) {
      this.#seconds = grown(this.#seconds, this.#length * 2)
      this.#numbers = grown(this.#numbers, this.#length * 2)
    }
    let at = this.#length++
    while (at > 0) {
      const above = (at - 1) >> 1
      if ((this.#seconds[above] as number) <= second) break
      this.#put(at, this.#seconds[above] as number, this.#numbers[above] as number)
      at = above
    }
    this.#put(at, second, number)
  }

  #put(at: number, second: number, number: number): void {
    this.#seconds[at] = second
    this.#numbers[at] = number
  }

  /** Takes out the earliest number due at or before `second`; −1 where there is none. */
  take(second: number): number {
    if (this.#length === 0 || (this.#seconds[0] as number) > second) return -1
    const first = this.#numbers[0] as number
    const length = --this.#length
    const lastSecond = this.#seconds[length] as number
    const lastNumber = this.#numbers[length] as number
    let at = 0
    for (let below = 1; below < length; below = at * 2 + 1) {
      if (below + 1 < length && (this.#seconds[below + 1] as number) < (this.#seconds[below] as number)) below++
      if ((this.#seconds[below] as number) >= lastSecond) break
      this.#put(at, this.#seconds[below] as number, this.#numbers[below] as number)
      at = below
    }
    this.#put(at, lastSecond, lastNumber)
    return first
  }

  clear(): void {
    this.#length = 0
  }

  save(): FoldState {
    const length = this.#length
    return { rest: length, columns: { seconds: this.#seconds.slice(0, length), numbers: this.#numbers.slice(0, length) } }
  }

  load(state: FoldState): void {
    this.#length = state.rest as number
    this.#seconds = grown(columnOf(state, 'seconds', Float64Array), Math.max(64, this.#length))
    this.#numbers = grown(columnOf(state, 'numbers', Int32Array), Math.max(64, this.#length))
  }
}
