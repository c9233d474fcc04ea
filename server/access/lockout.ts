/** Failures that cost nothing. */
const FREE_TRIES = 4
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 5 * 60_000
/** Failures are forgotten after this time without another. */
const FORGOTTEN_MS = 30 * 60_000
/** Pairs remembered; the one that failed longest ago goes first. */
const MOST_PAIRS = 10_000

interface Failures {
  readonly count: number
  readonly last: number
}

/** How long after its last failure a pair may not try: doubles from a second to five minutes and ends by itself. AC6 */
export function waitAfter(failures: number): number {
  return failures <= FREE_TRIES ? 0 : Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (failures - FREE_TRIES - 1))
}

/**
 * Slows down whoever guesses. Failures count for an account from one address alone, so that a stranger elsewhere locks
 * nobody out, and a colleague's mistake slows only that account on that machine. AC6
 */
export class Lockout {
  readonly #failures = new Map<string, Failures>()

  /** Milliseconds until the pair may try again; 0: now. */
  waitMs(account: string, from: string, now: number): number {
    const failed = this.#failures.get(`${account} ${from}`)
    return failed === undefined ? 0 : Math.max(0, failed.last + waitAfter(failed.count) - now)
  }

  failed(account: string, from: string, now: number): void {
    const pair = `${account} ${from}`
    const before = this.#failures.get(pair)
    const count = before !== undefined && now - before.last < FORGOTTEN_MS ? before.count + 1 : 1
    this.#failures.delete(pair)
    this.#failures.set(pair, { count, last: now })
    const [oldest] = this.#failures.keys()
    if (this.#failures.size > MOST_PAIRS && oldest !== undefined) this.#failures.delete(oldest)
  }

  passed(account: string, from: string): void {
    this.#failures.delete(`${account} ${from}`)
  }
}
