import { TOTP, Secret } from 'otpauth'
import { ADMIN_ROLES, type AccountRole } from '../../shared/domain/account.ts'
import { startWall, type WallServer, type WallServerOptions } from './wall-server.ts'

const PASSWORD = 'a long enough password'

/** Somebody who calls the server: with a cookie, with a token, or as nobody. */
export interface Caller {
  get(path: string): Promise<Response>
  post(path: string, body?: unknown, headers?: Readonly<Record<string, string>>): Promise<Response>
  /** What to send with a socket's handshake. */
  readonly headers: Readonly<Record<string, string>>
}

/** A server with sign-in on and the three administrators signed in with their second factor. */
export interface SignedInWall {
  readonly wall: WallServer
  readonly nobody: Caller
  readonly system: Caller
  readonly security: Caller
  /** Makes an account, has it granted, and signs in. */
  account(name: string, role: AccountRole, more?: { readonly area?: string; readonly source?: string }): Promise<Caller>
}

function callerOf(url: string, headers: Readonly<Record<string, string>>): Caller {
  const origin = new URL(url).origin
  return {
    headers,
    get: (path) => fetch(url + path, { headers, redirect: 'manual' }),
    post: (path, body, more = {}) =>
      fetch(url + path, {
        method: 'POST',
        headers: { 'content-type': 'application/json', origin, ...headers, ...more },
        body: JSON.stringify(body ?? {}),
      }),
  }
}

async function answered(response: Response): Promise<Record<string, unknown>> {
  if (!response.ok) throw new Error(`${response.url} answered ${response.status}: ${await response.text()}`)
  return (await response.json()) as Record<string, unknown>
}

const cookieOf = (response: Response) => (response.headers.get('set-cookie') ?? '').split(';')[0] ?? ''

/** Sets up the second factor of a session that needs one. */
async function setFactor(caller: Caller): Promise<void> {
  const { secret } = await answered(await caller.post('/api/v1/session/second-factor'))
  const code = new TOTP({ secret: Secret.fromBase32(String(secret)) }).generate()
  await answered(await caller.post('/api/v1/session/second-factor/confirm', { code }))
}

/** Takes an invitation or the first link and signs in. */
async function accept(url: string, token: string, account: string | undefined, granted: () => Promise<unknown>): Promise<Caller> {
  const nobody = callerOf(url, {})
  const body = { token, password: PASSWORD, ...(account === undefined ? {} : { account }) }
  const taken = await nobody.post('/api/v1/invitation', body)
  const { account: name, role, next } = await answered(taken.clone())
  await granted()
  const entered = next === 'grant' ? await nobody.post('/api/v1/sign-in', { account: name, password: PASSWORD }) : taken
  if (!entered.ok) await answered(entered)
  const caller = callerOf(url, { cookie: cookieOf(entered) })
  if (ADMIN_ROLES.includes(role as AccountRole)) await setFactor(caller)
  return caller
}

/** Starts a server with sign-in and makes its first two administrators by the one-time link. */
export async function startSignedInWall(options: WallServerOptions = {}): Promise<SignedInWall> {
  const wall = await startWall({ ...options, args: [...(options.args ?? []), '--sign-in', 'on'] })
  const first = /sign-in#first=(\S+)/.exec(wall.said())?.[1] ?? ''
  const nothing = () => Promise.resolve()
  const system = await accept(wall.url, first, 'system', nothing)
  const tokenOf = ({ link }: Record<string, unknown>) => String(link).split('=')[1] ?? ''
  const made = await answered(await system.post('/api/v1/accounts', { account: 'security', role: 'securityAdmin' }))
  const security = await accept(wall.url, tokenOf(made), undefined, nothing)
  return {
    wall,
    system,
    security,
    nobody: callerOf(wall.url, {}),
    async account(name, role, more = {}) {
      const given = await answered(await system.post('/api/v1/accounts', { account: name, role, ...more }))
      const grant = async () => answered(await security.post(`/api/v1/accounts/${name}/grant`))
      if (typeof given['token'] === 'string') {
        await grant()
        return callerOf(wall.url, { authorization: `Bearer ${given['token']}` })
      }
      return accept(wall.url, tokenOf(given), undefined, grant)
    },
  }
}
