import { Router, type Request } from 'express'
import { ACCOUNT_BODY } from '../../shared/domain/account.ts'
import type { SignInAccess } from '../access/access.ts'
import type { StoredAccount, StoredSession } from '../access/access-document.ts'
import { RefusedAccount, type Handover } from '../access/account-book.ts'
import { visitorOf } from '../access/visitor.ts'
import type { CityTree } from '../city/city-tree.ts'
import { acting, bodyReader, readBody } from './acting.ts'
import { RefusedQuery, answering, refuseParameters } from './query.ts'
import { isoTime } from './read-parts.ts'

export interface AccountParts {
  readonly access: SignInAccess
  readonly tree: CityTree
  /** Codes of the sources that the catalogue knows. */
  readonly sources: readonly string[]
}

const accountBody = bodyReader(ACCOUNT_BODY, '{account, role, area?, source?}')

/** A session's public number: enough to name it, useless to sign in. */
const numberOf = ({ token }: StoredSession) => token.slice(0, 16)

/** Without secrets and without their hashes. */
function shown({ name, role, area, source, state, factor, invitation, madeAt, madeBy }: StoredAccount): object {
  return {
    account: name,
    role,
    area: area ?? null,
    ...(source === undefined ? {} : { source }),
    state,
    secondFactor: factor !== undefined,
    invited: invitation !== undefined,
    madeAt: isoTime(madeAt),
    madeBy,
  }
}

/** The secret leaves the server in this one answer. */
function handedOver({ kind, secret, account }: Handover): object {
  return kind === 'token' ? { ...shown(account), token: secret } : { ...shown(account), link: `sign-in#invitation=${secret}` }
}

/** What an account book refuses, as a problem. */
function told<T>(task: () => T): T {
  try {
    return task()
  } catch (reason) {
    if (!(reason instanceof RefusedAccount)) throw reason
    throw new RefusedQuery(reason.code === 'unknown-account' ? 404 : 409, reason.code, reason.message)
  }
}

class AccountAnswers {
  readonly #parts: AccountParts

  constructor(parts: AccountParts) {
    this.#parts = parts
  }

  list(request: Request): object {
    refuseParameters(request)
    return { accounts: this.#parts.access.accounts.all.map(shown) }
  }

  async make(request: Request): Promise<object> {
    const { access, tree, sources } = this.#parts
    const body = accountBody(request)
    if (body.area !== undefined && tree.indexOf(body.area) < 0)
      throw new RefusedQuery(400, 'unknown-node', `No node of this city has the code "${body.area}".`)
    if (body.source !== undefined && !sources.includes(body.source))
      throw new RefusedQuery(400, 'unknown-source', `The catalogue has no source "${body.source}".`)
    const made = told(() => access.accounts.make(body, { by: visitorOf(request).name, now: access.clock.now() }))
    await access.save()
    return handedOver(made)
  }

  /** An account's change ends what it had open. */
  async change(request: Request, action: 'grant' | 'disable'): Promise<object> {
    const { access } = this.#parts
    const name = String(request.params['account'])
    const account = told(() => access.accounts[action](name, visitorOf(request).name))
    access.sessions.endAll(name)
    await access.save()
    return shown(account)
  }

  async invite(request: Request): Promise<object> {
    const { access } = this.#parts
    const name = String(request.params['account'])
    const made = told(() => access.accounts.invite(name, access.clock.now()))
    access.sessions.endAll(name)
    await access.save()
    return handedOver(made)
  }

  sessions(request: Request): object {
    refuseParameters(request)
    const { sessions } = this.#parts.access
    return {
      sessions: sessions.all.map((session) => ({
        id: numberOf(session),
        account: session.account,
        startedAt: isoTime(session.startedAt),
        seenAt: isoTime(session.seenAt),
        from: session.from,
      })),
    }
  }

  async end(request: Request): Promise<object> {
    const { access } = this.#parts
    const found = access.sessions.all.find((session) => numberOf(session) === request.params['id'])
    if (found === undefined) throw new RefusedQuery(404, 'unknown-session', 'This session has ended already.')
    access.sessions.end(found.token)
    await access.save()
    return { id: numberOf(found), account: found.account }
  }
}

/** Accounts and sessions, for the administrators. AC2 AC5 */
export function accountRoutes(parts: AccountParts): Router {
  const answers = new AccountAnswers(parts)
  const router = Router()
  const get = (path: string, answer: (request: Request) => object) => router.get(path, answering(answer))
  const post = (path: string, answer: Parameters<typeof acting>[0]) => router.post(path, readBody, acting(answer))
  get('/api/v1/accounts', (request) => answers.list(request))
  post('/api/v1/accounts', (request) => answers.make(request))
  post('/api/v1/accounts/:account/grant', (request) => answers.change(request, 'grant'))
  post('/api/v1/accounts/:account/disable', (request) => answers.change(request, 'disable'))
  post('/api/v1/accounts/:account/invite', (request) => answers.invite(request))
  get('/api/v1/sessions', (request) => answers.sessions(request))
  post('/api/v1/sessions/:id/end', (request) => answers.end(request))
  return router
}
