/** Half of the server's credit; acknowledging costs a server more than sending. ST6 */
const ACKNOWLEDGE_EVERY = 2

/**
 * Frames of one subscription that were applied and not yet acknowledged. A page in sight acknowledges every second
 * one. A hidden page gives back the room of one frame at a time, so that the server merges what happens between. ST10
 */
export class OwedAnswers {
  #owed: number[] = []

  /** A frame was applied; answers with the publication to acknowledge now, if any. */
  took(seq: number, { whole, hidden }: { readonly whole: boolean; readonly hidden: boolean }): number | undefined {
    this.#owed.push(seq)
    if (whole) return this.newest()
    return hidden || this.#owed.length < ACKNOWLEDGE_EVERY ? undefined : this.newest()
  }

  /** Room for one more frame. */
  oldest(): number | undefined {
    return this.#owed.shift()
  }

  /** Room for all. */
  newest(): number | undefined {
    const seq = this.#owed.at(-1)
    this.#owed = []
    return seq
  }
}
