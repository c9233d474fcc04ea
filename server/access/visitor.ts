import type { IncomingMessage } from 'node:http'
import { PERMISSIONS, type AccountRole, type Permission } from '../../shared/domain/account.ts'

/** Who asks, as the gate knows it for one call or one connection. */
export interface Visitor {
  /** Name of an account or number of a device; '' where no sign-in is configured. */
  readonly name: string
  readonly role: AccountRole | 'anyone'
  readonly permissions: ReadonlySet<Permission>
  /** Code of the area it may see; undefined: the whole city. */
  readonly area: string | undefined
  /** The source it sends as; undefined: any. */
  readonly source: string | undefined
  /** Devices alone: who stands before the screen. */
  readonly audience?: 'public' | 'staff'
  /** Names the session, the device or the token; changes when it is signed in again. */
  readonly session: string
  /** By a cookie, which a browser adds by itself, so that the page's origin is asked too. */
  readonly byCookie: boolean
}

/** Everybody, where sign-in is not configured: the server then listens on loopback alone. AC4 */
export const ANYONE: Visitor = {
  name: '',
  role: 'anyone',
  permissions: new Set(PERMISSIONS),
  area: undefined,
  source: undefined,
  session: '',
  byCookie: false,
}

const visitors = new WeakMap<IncomingMessage, Visitor>()

/** Remembers who sent a request for the routes behind the gate. */
export function bindVisitor(request: IncomingMessage, visitor: Visitor): void {
  visitors.set(request, visitor)
}

/** Who sent a request; `ANYONE` where no gate stands before the routes. */
export function visitorOf(request: IncomingMessage): Visitor {
  return visitors.get(request) ?? ANYONE
}
