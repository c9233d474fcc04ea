import { hash, verify } from '@node-rs/argon2'

/** 19 MiB and two passes: about 60 ms of one core (OWASP's second choice for Argon2id). */
const COST = { memoryCost: 19_456, timeCost: 2, parallelism: 1 }
/** Reckoned at a time; the rest waits, so that a flood of sign-ins takes no more memory and leaves a core to the wall. */
const AT_A_TIME = 2
const MOST_WAITING = 64

/** More sign-ins wait than can be answered in a reasonable time. */
export class TooManyWaiting extends Error {}

/** Hashes and checks passwords, a few at a time. AC5 */
export class Passwords {
  #busy = 0
  readonly #waiting: (() => void)[] = []
  readonly #dummy = hash('no account has this password', COST)

  hash(password: string): Promise<string> {
    return this.#inTurn(() => hash(password, COST))
  }

  /** False for an account without a password, in the same time as for any other. */
  verify(kept: string | undefined, password: string): Promise<boolean> {
    return this.#inTurn(async () => (await verify(kept ?? (await this.#dummy), password)) && kept !== undefined)
  }

  async #inTurn<T>(task: () => Promise<T>): Promise<T> {
    if (this.#waiting.length >= MOST_WAITING) throw new TooManyWaiting('too many sign-ins at one time')
    if (this.#busy < AT_A_TIME) this.#busy += 1
    else await new Promise<void>((resolve) => this.#waiting.push(resolve))
    try {
      return await task()
    } finally {
      const next = this.#waiting.shift()
      if (next) next()
      else this.#busy -= 1
    }
  }
}
