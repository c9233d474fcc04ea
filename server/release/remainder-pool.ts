/** What was told at a tick: the remainders held then came to at least `mass`. */
interface Told {
  readonly tick: number
  mass: number
}

/**
 * The remainders of the places below one area: what they counted and did not release, together with what is left of
 * earlier periods. It is told from below and in steps of k above what is known already: a place that releases a batch may
 * have brought k − 1 of what was told, so so much is no longer known. PR3
 */
export class RemainderPool {
  /** What earlier periods left untold. */
  carry = 0
  /** Oldest first. */
  #told: Told[] = []

  /** The least that the remainders come to, as everybody knows. */
  get known(): number {
    return this.#told.reduce((most, { mass }) => Math.max(most, mass), 0)
  }

  /** A place that had released nothing since `since` released a batch: what it held of the earlier words is gone. */
  released(since: number, k: number): void {
    for (const told of this.#told) if (told.tick >= since) told.mass -= k - 1
    this.#told = this.#told.filter(({ mass }) => mass > 0)
  }

  /**
   * Tells whole steps of k of what is not known yet, and never so much that one of the `places` could not be empty. PR4
   * `held`: what the places hold now, without `carry`.
   */
  tell(tick: number, held: number, { places, k }: { readonly places: number; readonly k: number }): void {
    const { known } = this
    const room = Math.max(0, places - 1) * (k - 1) - known
    const steps = Math.floor(Math.min(this.carry + held - known, room) / k)
    if (steps > 0) this.#told.push({ tick, mass: known + steps * k })
  }

  /** A period ends: what was not told of it stays for the next. */
  close(held: number): void {
    this.carry += held - this.known
    this.#told = []
  }

  save(): readonly number[] {
    return [this.carry, ...this.#told.flatMap(({ tick, mass }) => [tick, mass])]
  }

  load([carry = 0, ...words]: readonly number[]): void {
    this.carry = carry
    this.#told = []
    for (let at = 0; at < words.length; at += 2) this.#told.push({ tick: words[at] ?? 0, mass: words[at + 1] ?? 0 })
  }
}
