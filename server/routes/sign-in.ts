import { Router, type Request, type Response } from 'express'
import { FACTOR_BODY, INVITATION_BODY, SIGN_IN_BODY, type InvitationBody } from '../../shared/domain/account.ts'
import { SESSION_COOKIE, type SignInAccess } from '../access/access.ts'
import type { StoredAccount } from '../access/access-document.ts'
import { needsFactor } from '../access/account-book.ts'
import type { FirstLink } from '../access/first-link.ts'
import { TooManyWaiting } from '../access/password.ts'
import { newFactor, stepOfCode } from '../access/second-factor.ts'
import { visitorOf, type Visitor } from '../access/visitor.ts'
import { acting, bodyReader, readBody } from './acting.ts'
import { RefusedQuery } from './query.ts'
import { setCookie, type CookiePlace } from './session-cookie.ts'
import { oftenEnough } from './too-often.ts'

export interface SignInParts {
  readonly access: SignInAccess
  readonly first: FirstLink
  readonly place: CookiePlace
}

const signInBody = bodyReader(SIGN_IN_BODY, '{account, password, code?}')
const invitationBody = bodyReader(INVITATION_BODY, '{token, password (12 characters or more), account?}')
const factorBody = bodyReader(FACTOR_BODY, '{code (6 digits)}')

const addressOf = (request: Request) => request.ip ?? ''

class SignInAnswers {
  readonly #parts: SignInParts
  /** Second factors shown and not yet confirmed, by session. */
  readonly #offered = new Map<string, string>()

  constructor(parts: SignInParts) {
    this.#parts = parts
  }

  async signIn(request: Request, response: Response): Promise<object> {
    const { access } = this.#parts
    const { account: name, password, code } = signInBody(request)
    const from = addressOf(request)
    const wait = access.lockout.waitMs(name, from, access.clock.now())
    if (wait > 0) {
      response.set('Retry-After', String(Math.ceil(wait / 1000)))
      throw new RefusedQuery(429, 'wait', `Too many failures from this machine: try again in ${Math.ceil(wait / 1000)} s.`)
    }
    const account = access.accounts.find(name)
    if (!(await this.#knows(account, password)) || account === undefined) {
      access.lockout.failed(name, from, access.clock.now())
      throw new RefusedQuery(401, 'wrong-sign-in', 'Account and password do not belong together.')
    }
    const checked = this.#factor(account, code, from)
    if (checked.state !== 'active')
      throw new RefusedQuery(403, 'not-granted', 'The security administrator has not granted this account its role yet.')
    access.lockout.passed(name, from)
    return this.#open(checked, request, response)
  }

  async #knows(account: StoredAccount | undefined, password: string): Promise<boolean> {
    try {
      return await this.#parts.access.passwords.verify(account?.password, password)
    } catch (reason) {
      if (reason instanceof TooManyWaiting)
        throw new RefusedQuery(503, 'busy', 'Many sign in at once: try again in a few seconds.')
      throw reason
    }
  }

  /** The account with its second factor's step moved on; refuses without a code that fits. */
  #factor(account: StoredAccount, code: string | undefined, from: string): StoredAccount {
    const { factor, name } = account
    if (factor === undefined) return account
    if (code === undefined) throw new RefusedQuery(401, 'second-factor', 'Give the code that the authenticator shows as code.')
    const { accounts, lockout, clock } = this.#parts.access
    const step = stepOfCode(factor.secret, code, { now: clock.now(), after: factor.step })
    if (step !== undefined) return accounts.setFactor(name, { secret: factor.secret, step })
    lockout.failed(name, from, clock.now())
    throw new RefusedQuery(401, 'wrong-code', 'This code does not fit, or was used already: wait for the next one.')
  }

  async #open(account: StoredAccount, request: Request, response: Response): Promise<object> {
    const { access, place } = this.#parts
    const secret = access.sessions.open(account, addressOf(request), access.clock.now())
    await access.save()
    setCookie({ request, response, place }, SESSION_COOKIE, { value: secret })
    const { name, role, factor } = account
    return { account: name, role, next: needsFactor(role) && factor === undefined ? 'second-factor' : 'wall' }
  }

  async signOut(request: Request, response: Response): Promise<object> {
    const { access, place } = this.#parts
    const { byCookie, session } = visitorOf(request)
    if (byCookie) access.sessions.end(session)
    await access.save()
    setCookie({ request, response, place }, SESSION_COOKIE, { value: '', seconds: 0 })
    return { account: null }
  }

  /** Takes an invitation once; the first administrator's names the account too. */
  async accept(request: Request, response: Response): Promise<object> {
    const { access } = this.#parts
    const body = invitationBody(request)
    this.#invited(body)
    const password = await access.passwords.hash(body.password)
    const invited = this.#invited(body)
    const account = invited
      ? access.accounts.accept(invited, password)
      : access.accounts.first(body.account ?? '', password, access.clock.now())
    this.#parts.first.use()
    await access.save()
    if (account.state === 'active') return this.#open(account, request, response)
    return { account: account.name, role: account.role, next: 'grant' }
  }

  /** The account that is invited, undefined for the first of all; refuses what invites nobody. */
  #invited(body: InvitationBody): StoredAccount | undefined {
    if (this.#isFirst(body)) return undefined
    const { accounts, clock } = this.#parts.access
    const invited = accounts.invited(body.token, clock.now())
    if (invited) return invited
    throw new RefusedQuery(401, 'no-invitation', 'This invitation was used, or its time is over: ask for a new one.')
  }

  #isFirst({ token, account }: InvitationBody): boolean {
    return account !== undefined && this.#parts.first.is(token)
  }

  /** A new shared secret for the session's account, shown once and kept only when a code of it comes back. */
  offerFactor(visitor: Visitor): object {
    const { accounts } = this.#parts.access
    if (accounts.find(visitor.name)?.factor !== undefined)
      throw new RefusedQuery(409, 'factor-set', 'A second factor is set up; a new one needs a new invitation.')
    const factor = newFactor(visitor.name)
    this.#offered.set(visitor.session, factor.secret)
    return factor
  }

  async confirmFactor(request: Request): Promise<object> {
    const { access } = this.#parts
    const { session, name } = visitorOf(request)
    const secret = this.#offered.get(session)
    if (secret === undefined) throw new RefusedQuery(409, 'no-factor', 'Ask for a second factor first.')
    const step = stepOfCode(secret, factorBody(request).code, { now: access.clock.now(), after: 0 })
    if (step === undefined)
      throw new RefusedQuery(401, 'wrong-code', 'This code does not fit: check the clock of the authenticator.')
    this.#offered.delete(session)
    access.accounts.setFactor(name, { secret, step })
    access.sessions.complete(session)
    await access.save()
    return { account: name, next: 'wall' }
  }
}

/** Signing in and out, invitations, the second factor. AC5 AC7 */
export function signInRoutes(parts: SignInParts): Router {
  const answers = new SignInAnswers(parts)
  const router = Router()
  const post = (path: string, answer: Parameters<typeof acting>[0]) => router.post(path, readBody, acting(answer))
  router.use(['/api/v1/sign-in', '/api/v1/invitation'], oftenEnough)
  post('/api/v1/sign-in', (request, response) => answers.signIn(request, response))
  post('/api/v1/sign-out', (request, response) => answers.signOut(request, response))
  post('/api/v1/invitation', (request, response) => answers.accept(request, response))
  post('/api/v1/session/second-factor', (request) => Promise.resolve(answers.offerFactor(visitorOf(request))))
  post('/api/v1/session/second-factor/confirm', (request) => answers.confirmFactor(request))
  return router
}
