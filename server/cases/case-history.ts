import { columnOf, grown } from '../fold/saved.ts'
import type { FoldState } from '../fold/snapshot.ts'

const FIRST_ROOM = 1024

/**
 * Where the log holds the steps of each remembered case: twelve bytes a step, as chains from a case's
 * last step to its first. What a step said is read from the log. CS5
 */
export class CaseHistory {
  #seqs = new Float64Array(FIRST_ROOM)
  #before = new Int32Array(FIRST_ROOM).fill(-1)
  #size = 0
  /** Head of the chain of places given back, −1 for none. */
  #free = -1

  /** Notes a step after `last` (−1: the first); answers the case's new last step. */
  add(last: number, seq: number): number {
    const at = this.#free >= 0 ? this.#free : this.#size++
    if (this.#free >= 0) this.#free = this.#before[at] as number
    if (at >= this.#seqs.length) {
      this.#seqs = grown(this.#seqs, at * 2)
      this.#before = grown(this.#before, at * 2)
    }
    this.#seqs[at] = seq
    this.#before[at] = last
    return at
  }

  /** Numbers in the log of the steps up to `last`, in the order in which they came. */
  seqs(last: number): readonly number[] {
    const found: number[] = []
    for (let at = last; at >= 0; at = this.#before[at] as number) found.push(this.#seqs[at] as number)
    return found.reverse()
  }

  /** Gives the whole chain back. */
  forget(last: number): void {
    for (let at = last; at >= 0;) {
      const before = this.#before[at] as number
      this.#before[at] = this.#free
      this.#free = at
      at = before
    }
  }

  save(): FoldState {
    const size = this.#size
    return { rest: { size, free: this.#free }, columns: { seqs: this.#seqs.slice(0, size), before: this.#before.slice(0, size) } }
  }

  load(state: FoldState): void {
    const { size, free } = state.rest as { readonly size: number; readonly free: number }
    const room = Math.max(FIRST_ROOM, size)
    this.#seqs = grown(columnOf(state, 'seqs', Float64Array), room)
    this.#before = grown(columnOf(state, 'before', Int32Array), room)
    this.#size = size
    this.#free = free
  }
}
