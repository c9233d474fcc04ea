import { newChecks, type IdentityChecks } from './identity-provider.ts'
import { hashOf, newSecret } from './secret.ts'

/** Time to sign in at the provider. */
const LOGIN_MS = 10 * 60_000
/** Under way at a time; one more ends the oldest. */
const MOST_LOGINS = 1_000

/** One sign-in under way. */
export interface Login {
  readonly checks: IdentityChecks
  /** SHA-256 of what the cookie of the browser holds that began it. */
  readonly browser: string
  /** Token of the invitation that is to be taken; undefined to sign in. */
  readonly invitation: string | undefined
  /** Query of the page to come back to. */
  readonly search: string
  readonly until: number
}

/** Sign-ins at the identity provider that are under way; each is good once, for the browser that began it. AC10 */
export class IdentityLogins {
  readonly #logins = new Map<string, Login>()

  /** `secret`: what the cookie is to hold. */
  begin(asked: Pick<Login, 'invitation' | 'search'>, now: number): { readonly checks: IdentityChecks; readonly secret: string } {
    for (const [state, { until }] of this.#logins)
      if (until <= now || this.#logins.size >= MOST_LOGINS) this.#logins.delete(state)
    const [checks, secret] = [newChecks(), newSecret()]
    this.#logins.set(checks.state, { checks, browser: hashOf(secret), ...asked, until: now + LOGIN_MS })
    return { checks, secret }
  }

  /** The login of a state, which is over with it; undefined where none is under way for this browser. */
  take(state: string, secret: string, now: number): Login | undefined {
    const login = this.#logins.get(state)
    this.#logins.delete(state)
    return login !== undefined && login.until > now && login.browser === hashOf(secret) ? login : undefined
  }
}
