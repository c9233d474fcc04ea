import type { AccountRole } from '../../shared/domain/account.ts'
import type { StoredAccount, StoredSession } from './access-document.ts'
import { needsFactor } from './account-book.ts'
import { hashOf, newSecret } from './secret.ts'

const MINUTE_MS = 60_000
const HOUR_MS = 60 * MINUTE_MS
/** Sessions of one account at a time; one more ends the one that was used longest ago. */
const MOST_SESSIONS = 50

/** How long a session lasts without a word, and at most. Administrators are locked after a quarter of an hour. AC7 */
export function limitsOf(role: AccountRole): { readonly idleMs: number; readonly wholeMs: number } {
  if (needsFactor(role)) return { idleMs: 15 * MINUTE_MS, wholeMs: 8 * HOUR_MS }
  return { idleMs: 12 * HOUR_MS, wholeMs: 24 * HOUR_MS }
}

/** Sessions by the hash of what their cookie holds. AC5 */
export class SessionBook {
  readonly #sessions: Map<string, StoredSession>

  constructor(sessions: readonly StoredSession[]) {
    this.#sessions = new Map(sessions.map((session) => [session.token, session]))
  }

  get all(): readonly StoredSession[] {
    return [...this.#sessions.values()]
  }

  /** Answers what the cookie is to hold; it is kept nowhere else. */
  open({ name, role, factor }: StoredAccount, from: string, now: number): string {
    const own = this.all.filter(({ account }) => account === name).sort((a, b) => a.seenAt - b.seenAt)
    for (const { token } of own.slice(0, Math.max(0, own.length + 1 - MOST_SESSIONS))) this.#sessions.delete(token)
    const secret = newSecret()
    const token = hashOf(secret)
    const whole = !needsFactor(role) || factor !== undefined
    this.#sessions.set(token, { token, account: name, startedAt: now, seenAt: now, from, whole })
    return secret
  }

  /** The session of a cookie, whether or not its time is over. */
  find(secret: string): StoredSession | undefined {
    return this.#sessions.get(hashOf(secret))
  }

  /** True while a session stands for its account; a word from it (`seen`) keeps it. Ended ones are forgotten. */
  holds(
    token: string,
    account: StoredAccount | undefined,
    { now, seen }: { readonly now: number; readonly seen: boolean },
  ): boolean {
    const session = this.#sessions.get(token)
    if (session === undefined) return false
    const { idleMs, wholeMs } = limitsOf(account?.role ?? 'monitor')
    const stands = account?.state === 'active' && now - session.seenAt < idleMs && now - session.startedAt < wholeMs
    if (!stands) this.#sessions.delete(token)
    else if (seen) this.#sessions.set(token, { ...session, seenAt: now })
    return stands
  }

  /** The second factor is set up: the session may all that its role may. */
  complete(token: string): void {
    const session = this.#sessions.get(token)
    if (session) this.#sessions.set(token, { ...session, whole: true })
  }

  end(token: string): boolean {
    return this.#sessions.delete(token)
  }

  /** Ends every session of an account; answers how many. */
  endAll(account: string): number {
    const own = this.all.filter((session) => session.account === account)
    for (const { token } of own) this.#sessions.delete(token)
    return own.length
  }
}
