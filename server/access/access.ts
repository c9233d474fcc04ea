import { parse } from 'cookie'
import type { IncomingHttpHeaders } from 'node:http'
import type { Clock } from '../runtime/clock.ts'
import { readAccessFile, AccessKeeper } from './access-file.ts'
import { AccountBook, permissionsOf } from './account-book.ts'
import { DeviceBook } from './device-book.ts'
import { Lockout } from './lockout.ts'
import { Passwords } from './password.ts'
import { hashOf } from './secret.ts'
import { SessionBook } from './session-book.ts'
import { ANYONE, type Visitor } from './visitor.ts'

export const SESSION_COOKIE = 'gridwall_session'
export const DEVICE_COOKIE = 'gridwall_device'
/** How often the times when sessions were last seen go to disk. */
const SAVE_EVERY_MS = 60_000

/** Whose words a server takes: everybody's on loopback without sign-in, else those of its accounts. AC4 AC5 */
export interface Access {
  /** False: no sign-in is configured, anyone may do everything. */
  readonly signIn: boolean
  /** Undefined: nobody the server knows. `seen`: the word counts as a sign of life. */
  visitorOf(headers: IncomingHttpHeaders, seen: boolean): Visitor | undefined
  /** Wall time, epoch ms. */
  now(): number
  /** True while a visitor may go on: not signed out, revoked, or idle for too long. */
  holds(visitor: Visitor): boolean
}

/** Without sign-in: everybody, for as long as it runs. AC4 */
export const everybodysAccess = (clock: Clock): Access => ({
  signIn: false,
  now: () => clock.now(),
  visitorOf: () => ANYONE,
  holds: () => true,
})

/** Accounts and sessions of one data folder. */
export class SignInAccess implements Access {
  readonly signIn = true
  readonly accounts: AccountBook
  readonly sessions: SessionBook
  readonly devices: DeviceBook
  readonly passwords = new Passwords()
  readonly lockout = new Lockout()
  readonly clock: Clock
  readonly #keeper: AccessKeeper
  readonly #stop: () => void

  /** Throws `BrokenAccessFile`. */
  constructor(folder: string, clock: Clock) {
    const kept = readAccessFile(folder)
    this.clock = clock
    this.accounts = new AccountBook(kept.accounts)
    this.sessions = new SessionBook(kept.sessions)
    this.devices = new DeviceBook(kept.devices)
    this.#keeper = new AccessKeeper(folder, () => ({
      version: 1,
      accounts: [...this.accounts.all],
      sessions: [...this.sessions.all],
      devices: [...this.devices.all],
    }))
    this.#stop = clock.every(SAVE_EVERY_MS, () => void this.save().catch(() => undefined))
  }

  now(): number {
    return this.clock.now()
  }

  visitorOf(headers: IncomingHttpHeaders, seen: boolean): Visitor | undefined {
    const bearer = /^Bearer (\S{20,200})$/i.exec(headers.authorization ?? '')?.[1]
    if (bearer !== undefined) return this.#byToken(bearer)
    const { [SESSION_COOKIE]: session, [DEVICE_COOKIE]: device } = parse(headers.cookie ?? '')
    const visitor = session === undefined ? undefined : this.#bySession(session, seen)
    return visitor ?? (device === undefined ? undefined : this.#byDevice(device))
  }

  #byToken(token: string): Visitor | undefined {
    const account = this.accounts.byToken(token)
    if (account === undefined) return undefined
    const { name, role, area, source } = account
    return { name, role, permissions: permissionsOf(role, true), area, source, session: hashOf(token), byCookie: false }
  }

  #bySession(secret: string, seen: boolean): Visitor | undefined {
    const session = this.sessions.find(secret)
    const account = session && this.accounts.find(session.account)
    if (!session || !account || !this.sessions.holds(session.token, account, { now: this.clock.now(), seen })) return undefined
    const { name, role, area, source } = account
    return { name, role, permissions: permissionsOf(role, session.whole), area, source, session: session.token, byCookie: true }
  }

  #byDevice(secret: string): Visitor | undefined {
    const standing = this.devices.standing(secret, this.clock.now())
    if (standing.state !== 'approved') return undefined
    const { id, name, area, audience } = standing.device
    const permissions = permissionsOf('kiosk', true)
    return { name, role: 'kiosk', permissions, area, audience, source: undefined, session: id, byCookie: true }
  }

  /** A live screen of a desk is a sign of life; an administrator's page has to be touched. */
  holds({ name, role, session, byCookie }: Visitor): boolean {
    if (role === 'kiosk') return this.devices.find(session) !== undefined
    const account = this.accounts.find(name)
    if (!byCookie) return account?.state === 'active' && account.token === session
    const seen = account !== undefined && !account.role.endsWith('Admin')
    return this.sessions.holds(session, account, { now: this.clock.now(), seen })
  }

  /** Resolves when accounts and sessions as they are now are on disk. */
  save(): Promise<void> {
    return this.#keeper.save()
  }

  async stop(): Promise<void> {
    this.#stop()
    await this.save()
  }
}
