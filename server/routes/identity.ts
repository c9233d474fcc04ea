import { parse } from 'cookie'
import { Router, type Request, type Response } from 'express'
import { IDENTITY_BODY } from '../../shared/domain/account.ts'
import { SESSION_COOKIE, type SignInAccess } from '../access/access.ts'
import type { StoredAccount } from '../access/access-document.ts'
import { RefusedAccount, needsFactor } from '../access/account-book.ts'
import { IdentityLogins, type Login } from '../access/identity-logins.ts'
import { isAway, type IdentityProvider } from '../access/identity-provider.ts'
import type { AuditEntry } from '../audit/audit-row.ts'
import { acting, bodyReader, readBody } from './acting.ts'
import { RefusedQuery } from './query.ts'
import { setCookie, type CookiePlace } from './session-cookie.ts'
import { oftenEnough } from './too-often.ts'

export interface IdentityParts {
  readonly access: SignInAccess
  readonly provider: IdentityProvider
  readonly place: CookiePlace
  readonly note: (entry: AuditEntry) => void
  /** The provider did not answer, or its answer does not fit. */
  readonly onFailure: (reason: unknown) => void
}

const LOGIN_COOKIE = 'gridwall_identity'
const LOGIN_SECONDS = 600
const CALLBACK = '/api/v1/oidc/callback'
const identityBody = bodyReader(IDENTITY_BODY, '{token?, search?}')

/** Why nobody was let in; the page of signing in has the words. */
type Refused =
  'identity-failed' | 'identity-away' | 'identity-unknown' | 'identity-taken' | 'identity-admin' | 'no-invitation' | 'not-granted'
const STATUS: Readonly<Record<Refused, number>> = {
  'identity-failed': 401,
  'identity-away': 503,
  'identity-unknown': 401,
  'identity-taken': 409,
  'identity-admin': 403,
  'no-invitation': 401,
  'not-granted': 403,
}

class IdentityAnswers {
  readonly #parts: IdentityParts
  readonly #logins = new IdentityLogins()

  constructor(parts: IdentityParts) {
    this.#parts = parts
  }

  get #base(): string {
    const { path } = this.#parts.place
    return path === '/' ? '' : path
  }

  #redirect(request: Request): string {
    return `${request.protocol}://${request.host}${this.#base}${CALLBACK}`
  }

  async begin(request: Request, response: Response): Promise<object> {
    const { access, provider, place, onFailure } = this.#parts
    const { token: invitation, search = '' } = identityBody(request)
    const { checks, secret } = this.#logins.begin({ invitation, search }, access.clock.now())
    try {
      const location = await provider.address(checks, this.#redirect(request))
      setCookie({ request, response, place }, LOGIN_COOKIE, { value: secret, seconds: LOGIN_SECONDS })
      return { location }
    } catch (reason) {
      onFailure(reason)
      const words = 'The identity provider does not answer: sign in with your password, or try again in a minute.'
      throw new RefusedQuery(503, 'identity-away', words)
    }
  }

  async back(request: Request, response: Response): Promise<void> {
    const { access, place, note } = this.#parts
    setCookie({ request, response, place }, LOGIN_COOKIE, { value: '', seconds: 0 })
    const back = new URL(`${this.#redirect(request)}?${request.url.split('?')[1] ?? ''}`)
    const browser = parse(request.headers.cookie ?? '')[LOGIN_COOKIE] ?? ''
    const login = this.#logins.take(back.searchParams.get('state') ?? '', browser, access.clock.now())
    const found = login === undefined ? 'identity-failed' : await this.#account(login, back)
    const [account, refused] = typeof found === 'string' ? [undefined, found] : [found, undefined]
    const { name: who = '', role = '' } = account ?? {}
    const status = refused === undefined ? 200 : STATUS[refused]
    note({ who, role, from: request.ip ?? '', act: 'sign-in', about: `identity provider ${refused ?? ''}`.trim(), status })
    response.set('Cache-Control', 'no-store')
    if (account !== undefined) {
      const secret = access.sessions.open(account, request.ip ?? '', access.clock.now())
      await access.save()
      setCookie({ request, response, place }, SESSION_COOKIE, { value: secret })
    }
    response.redirect(`${this.#base}/sign-in${login?.search ?? ''}#identity=${refused ?? 'in'}`)
  }

  async #account({ checks, invitation }: Login, back: URL): Promise<StoredAccount | Refused> {
    const { provider, onFailure } = this.#parts
    try {
      const subject = await provider.subject(back, checks)
      return invitation === undefined ? this.#known(subject) : await this.#bind(subject, invitation)
    } catch (reason) {
      if (reason instanceof RefusedAccount) return 'identity-taken'
      onFailure(reason)
      return isAway(reason) ? 'identity-away' : 'identity-failed'
    }
  }

  /** Who runs the provider is not to become an administrator here: these have a password and a second factor. */
  #known(subject: string): StoredAccount | Refused {
    const account = this.#parts.access.accounts.byIdentity(subject)
    if (account === undefined) return 'identity-unknown'
    if (needsFactor(account.role)) return 'identity-admin'
    return account.state === 'active' ? account : 'not-granted'
  }

  async #bind(subject: string, token: string): Promise<StoredAccount | Refused> {
    const { accounts, clock } = this.#parts.access
    const invited = accounts.invited(token, clock.now())
    if (invited === undefined) return 'no-invitation'
    if (needsFactor(invited.role)) return 'identity-admin'
    const account = accounts.bind(invited, subject)
    await this.#parts.access.save()
    return account.state === 'active' ? account : 'not-granted'
  }
}

/** Signing in by the city's identity provider. AC10 */
export function identityRoutes(parts: IdentityParts): Router {
  const answers = new IdentityAnswers(parts)
  const router = Router()
  router.use('/api/v1/oidc', oftenEnough)
  router.post(
    '/api/v1/oidc',
    readBody,
    acting((request, response) => answers.begin(request, response)),
  )
  router.get(CALLBACK, (request, response) => answers.back(request, response))
  return router
}
