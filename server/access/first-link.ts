import { hashOf, newSecret, sameHash } from './secret.ts'

/** The one-time link by which the first account of a server is made; another with each start until there is one. AC4 */
export class FirstLink {
  readonly #secret = newSecret()
  #stands: boolean

  constructor(accounts: number) {
    this.#stands = accounts === 0
  }

  /** What follows the server's address; after the `#`, so that no log and no proxy sees it. Undefined where it is not needed. */
  get address(): string | undefined {
    return this.#stands ? `sign-in#first=${this.#secret}` : undefined
  }

  is(token: string): boolean {
    return this.#stands && sameHash(hashOf(token), hashOf(this.#secret))
  }

  use(): void {
    this.#stands = false
  }
}
