import { ADMIN_ROLES, ROLE_PERMISSIONS, TOKEN_ROLES, type AccountBody, type AccountRole } from '../../shared/domain/account.ts'
import type { StoredAccount } from './access-document.ts'
import { hashOf, newSecret } from './secret.ts'

/** An invitation that nobody took is void after this time. */
const INVITATION_MS = 72 * 3_600_000

/** Why an account cannot be made or changed; the code is stable, the message says what to do. */
export class RefusedAccount extends Error {
  readonly code: string
  constructor(code: string, message: string) {
    super(message)
    this.code = code
  }
}

/** What is handed over once, by hand, to whoever will use the account. */
export type Handover = { readonly kind: 'invitation' | 'token'; readonly secret: string; readonly account: StoredAccount }

/**
 * Accounts and their roles. An account has one role for ever; what the system administrator makes, resets or lets in
 * again counts only once the security administrator has granted it. AC2
 */
export class AccountBook {
  readonly #accounts: Map<string, StoredAccount>

  constructor(accounts: readonly StoredAccount[]) {
    this.#accounts = new Map(accounts.map((account) => [account.name, account]))
  }

  get all(): readonly StoredAccount[] {
    return [...this.#accounts.values()]
  }

  find(name: string): StoredAccount | undefined {
    return this.#accounts.get(name)
  }

  /** The active account that a token belongs to. */
  byToken(token: string): StoredAccount | undefined {
    const hash = hashOf(token)
    return this.all.find((account) => account.token === hash && account.state === 'active')
  }

  byIdentity(subject: string): StoredAccount | undefined {
    return this.all.find(({ identity }) => identity === subject)
  }

  /** The account that a token invites, while the invitation stands. */
  invited(token: string, now: number): StoredAccount | undefined {
    const hash = hashOf(token)
    return this.all.find(({ invitation }) => invitation?.token === hash && invitation.until > now)
  }

  /** The first account of all: a system administrator, without asking anybody. AC4 */
  first(name: string, password: string, now: number): StoredAccount {
    if (this.#accounts.size > 0) throw new RefusedAccount('not-the-first', 'There are accounts already; ask for an invitation.')
    return this.#put({ name, role: 'systemAdmin', state: 'active', password, madeAt: now, madeBy: '' })
  }

  make({ account: name, role, area, source }: AccountBody, { by, now }: { readonly by: string; readonly now: number }): Handover {
    if (this.#accounts.has(name))
      throw new RefusedAccount('name-taken', `There is an account ${name} already; take another name.`)
    if (role === 'kiosk')
      throw new RefusedAccount('kiosks-enrol', 'A kiosk has no account: open /kiosk on it and approve its code.')
    if ((role === 'source') !== (source !== undefined))
      throw new RefusedAccount(
        'source-needed',
        'source names what an account of the role source sends as, and nothing else has one.',
      )
    const place = { ...(area === undefined ? {} : { area }), ...(source === undefined ? {} : { source }) }
    return this.#handOver({ name, role, ...place, state: this.#firstState(role), madeAt: now, madeBy: by }, now)
  }

  /** The first security administrator has nobody who could grant its role. */
  #firstState(role: AccountRole): 'active' | 'proposed' {
    const known = this.all.some((account) => account.role === 'securityAdmin')
    return role === 'securityAdmin' && !known ? 'active' : 'proposed'
  }

  /** A new invitation or token in place of the old secret; the role is to be granted again, so that nobody takes over an account alone. */
  invite(name: string, now: number): Handover {
    const { password: _password, token: _token, factor: _factor, identity: _identity, ...kept } = this.#known(name)
    return this.#handOver({ ...kept, state: 'proposed' }, now)
  }

  /**
   * For who stands at the server's own host: a new invitation for the only security administrator, whom nobody else could
   * let in again; no grant is asked. AC9
   */
  recover(name: string | undefined, now: number): Handover {
    const known = this.all.filter(({ role }) => role === 'securityAdmin')
    const active = known.filter(({ state }) => state === 'active')
    const [only] = active.length > 0 ? active : known.length === 1 ? known : known.filter((account) => account.name === name)
    if (only === undefined)
      throw new RefusedAccount(
        'name-it',
        `Name one of ${known.map((account) => account.name).join(', ') || 'none'} with --account.`,
      )
    if (active.length > 1 || (name !== undefined && name !== only.name))
      throw new RefusedAccount(
        'not-the-only-one',
        `${active.map((account) => account.name).join(', ')} can sign in as security administrator and let others in again.`,
      )
    const { password: _password, factor: _factor, ...kept } = only
    return this.#handOver({ ...kept, state: 'active' }, now)
  }

  #handOver(account: StoredAccount, now: number): Handover {
    const secret = newSecret()
    const token = hashOf(secret)
    if (TOKEN_ROLES.includes(account.role)) return { kind: 'token', secret, account: this.#put({ ...account, token }) }
    const invitation = { token, until: now + INVITATION_MS }
    return { kind: 'invitation', secret, account: this.#put({ ...account, invitation }) }
  }

  /** The invited sets its password; the invitation is used up. */
  accept({ invitation: _used, ...account }: StoredAccount, password: string): StoredAccount {
    return this.#put({ ...account, password })
  }

  /** The invited comes by the identity provider from now on; one person there has one account here. AC10 */
  bind({ invitation: _used, ...account }: StoredAccount, identity: string): StoredAccount {
    const other = this.byIdentity(identity)
    if (other !== undefined && other.name !== account.name)
      throw new RefusedAccount('identity-taken', 'This identity signs in to another account already.')
    return this.#put({ ...account, identity })
  }

  grant(name: string, by: string): StoredAccount {
    if (name === by) throw new RefusedAccount('own-account', 'Nobody grants a role to itself.')
    return this.#put({ ...this.#known(name), state: 'active' })
  }

  disable(name: string, by: string): StoredAccount {
    if (name === by) throw new RefusedAccount('own-account', 'Nobody disables its own account; ask another administrator.')
    return this.#put({ ...this.#known(name), state: 'disabled' })
  }

  setFactor(name: string, factor: { readonly secret: string; readonly step: number }): StoredAccount {
    return this.#put({ ...this.#known(name), factor })
  }

  #known(name: string): StoredAccount {
    const account = this.#accounts.get(name)
    if (account) return account
    throw new RefusedAccount('unknown-account', `There is no account ${name.slice(0, 40)}.`)
  }

  #put(account: StoredAccount): StoredAccount {
    this.#accounts.set(account.name, account)
    return account
  }
}

/** What a role may, all of it or while its second factor is missing. */
export function permissionsOf(role: AccountRole, whole: boolean) {
  return new Set(whole ? ROLE_PERMISSIONS[role] : (['own-session'] as const))
}

export const needsFactor = (role: AccountRole): boolean => ADMIN_ROLES.includes(role)
