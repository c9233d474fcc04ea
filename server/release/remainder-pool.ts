/** What was told at a tick: the remainders held then came to at least `mass`. */
interface Told {
  mass: number
  /** How much of it each part may have given away since, at most k − 1. */
  readonly lost: Map<number, number>
}

/** As JSON: what is left of earlier periods, and each word with the losses of its parts. */
export type SavedPool = readonly [carry: number, ...told: readonly (readonly [mass: number, ...lost: readonly number[]])[]]

/**
 * The remainders of the parts of one area: what they counted and did not tell, together with what is left of earlier
 * periods. It is told from below and in steps of k above what is known already: a part that tells something may have
 * given away k − 1 of what the pool has told, so so much is no longer known. PR3
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

  /** The remainder of a part may have fallen by so much. */
  lose(part: number, loss: number, k: number): void {
    for (const told of this.#told) {
      const before = told.lost.get(part) ?? 0
      const after = Math.min(k - 1, before + loss)
      told.lost.set(part, after)
      told.mass -= after - before
    }
    this.#told = this.#told.filter(({ mass }) => mass > 0)
  }

  /**
   * Tells whole steps of k of what is not known yet, and never so much that one of the `parts` could not be empty. PR4
   * `held`: what the parts hold now, without `carry`.
   */
  tell(held: number, { parts, k }: { readonly parts: number; readonly k: number }): void {
    const { known } = this
    const room = Math.max(0, parts - 1) * (k - 1) - known
    const steps = Math.floor(Math.min(this.carry + held - known, room) / k)
    if (steps > 0) this.#told.push({ mass: known + steps * k, lost: new Map() })
  }

  /** A period ends: answers what was not told of it, which is no longer held here. */
  close(held: number): number {
    const left = this.carry + held - this.known
    this.carry = 0
    this.#told = []
    return left
  }

  save(): SavedPool {
    return [this.carry, ...this.#told.map(({ mass, lost }) => [mass, ...[...lost].flat()] as const)]
  }

  load([carry, ...told]: SavedPool): void {
    this.carry = carry
    this.#told = told.map(([mass, ...words]) => {
      const lost = new Map<number, number>()
      for (let at = 0; at < words.length; at += 2) lost.set(words[at] ?? 0, words[at + 1] ?? 0)
      return { mass, lost }
    })
  }
}
