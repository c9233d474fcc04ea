import { createHmac } from 'node:crypto'
import {
  ClientError,
  ClientSecretBasic,
  type Configuration,
  allowInsecureRequests,
  authorizationCodeGrant,
  buildAuthorizationUrl,
  calculatePKCECodeChallenge,
  discovery,
  enableNonRepudiationChecks,
  randomNonce,
  randomPKCECodeVerifier,
  randomState,
} from 'openid-client'

/** How the server is known at the city's identity provider (OpenID Connect). */
export interface IdentityOptions {
  readonly issuer: string
  readonly client: string
  readonly secret: string
}

/** What one sign-in is checked against when the browser comes back. */
export interface IdentityChecks {
  readonly state: string
  readonly nonce: string
  readonly verifier: string
}

/** What the provider said of itself is asked anew after this time, so that one that went away is noticed before anybody is sent there. */
const KNOWN_MS = 60_000
/** Seconds that the provider may take for an answer. */
const ANSWERS_WITHIN_S = 8

/** A new, unguessable set for one sign-in. */
export const newChecks = (): IdentityChecks => ({
  state: randomState(),
  nonce: randomNonce(),
  verifier: randomPKCECodeVerifier(),
})

/**
 * The identity provider: authorization code with PKCE, state and nonce. Of who signs in only the issuer and the subject are
 * read, and only their print under the server's own key leaves this class. AC10
 */
export class IdentityProvider {
  readonly #options: IdentityOptions
  readonly #key: Uint8Array
  readonly #now: () => number
  #known: { readonly config: Promise<Configuration>; readonly at: number } | undefined

  /** `key`: of this server alone, so that no list of subjects finds a print again. `now`: steady milliseconds. */
  constructor(options: IdentityOptions, { key, now }: { readonly key: Uint8Array; readonly now: () => number }) {
    this.#options = options
    this.#key = key
    this.#now = now
  }

  /** Asks the provider how it is to be used, once it answers. */
  #config(): Promise<Configuration> {
    const now = this.#now()
    if (this.#known !== undefined && now - this.#known.at < KNOWN_MS) return this.#known.config
    const config = this.#discover().catch((reason: unknown) => {
      this.#known = undefined
      throw reason
    })
    this.#known = { config, at: now }
    return config
  }

  #discover(): Promise<Configuration> {
    const { issuer, client, secret } = this.#options
    // The signature of the token is checked too, not only where it came from.
    const checked = [enableNonRepudiationChecks, ...(issuer.startsWith('http:') ? [allowInsecureRequests] : [])]
    return discovery(new URL(issuer), client, undefined, ClientSecretBasic(secret), {
      timeout: ANSWERS_WITHIN_S,
      execute: checked,
    })
  }

  /** Where the browser is to go. Rejects while the provider does not answer. */
  async address({ state, nonce, verifier }: IdentityChecks, redirect: string): Promise<string> {
    const challenge = await calculatePKCECodeChallenge(verifier)
    const asked = {
      redirect_uri: redirect,
      scope: 'openid',
      state,
      nonce,
      code_challenge: challenge,
      code_challenge_method: 'S256',
    }
    return buildAuthorizationUrl(await this.#config(), asked).href
  }

  /** Keyed print of issuer and subject of who came back. Rejects where anything does not fit. */
  async subject(back: URL, { state, nonce, verifier }: IdentityChecks): Promise<string> {
    const checks = { expectedState: state, expectedNonce: nonce, pkceCodeVerifier: verifier, idTokenExpected: true }
    const claims = (await authorizationCodeGrant(await this.#config(), back, checks)).claims()
    if (claims === undefined) throw new Error('the provider sent no ID token')
    return createHmac('sha256', this.#key)
      .update(JSON.stringify([claims.iss, claims.sub]))
      .digest('hex')
  }
}

/** Whether a failure is the provider's silence, and no word of it that does not fit. */
export const isAway = (reason: unknown): boolean =>
  reason instanceof TypeError ||
  (reason instanceof ClientError && ['OAUTH_TIMEOUT', 'OAUTH_RESPONSE_IS_NOT_CONFORM'].includes(reason.code ?? ''))
