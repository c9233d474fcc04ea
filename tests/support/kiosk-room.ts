import { Manager } from 'socket.io-client'
import { Connection, type LinkReport } from '../../client/connection/connection.ts'
import { pageClock, socketIoPort } from '../../client/connection/socket-io-port.ts'
import type { OpenSocket, PageClock } from '../../client/connection/socket-port.ts'
import { ScopeReplica } from '../../client/state/scope-replica.ts'
import { followed } from './lasting-screen.ts'
import type { Caller, SignedInWall } from './signed-in-wall.ts'

/** An unattended screen as it was let in: its cookie and its area. */
export interface EnrolledKiosk {
  readonly id: string
  readonly cookie: string
  readonly node: string
}

/** Has a screen in public ask, and a duty lead let it in. */
export async function enrol(
  room: SignedInWall,
  lead: Caller,
  { name, node }: { name: string; node: string },
): Promise<EnrolledKiosk> {
  const asked = await room.nobody.post('/api/v1/devices')
  const { code } = (await asked.json()) as { readonly code: string }
  const approved = await lead.post('/api/v1/devices/approve', { code, name, area: node, audience: 'public' })
  if (!approved.ok) throw new Error(`the screen was not let in: ${approved.status} ${await approved.text()}`)
  const { id } = (await approved.json()) as { readonly id: string }
  return { id, cookie: (asked.headers.get('set-cookie') ?? '').split(';')[0] ?? '', node }
}

let cookieOfNext = ''
const { open } = Manager.prototype
/** A browser sends a device's cookie by itself; Node has to be told, for each attempt its own. */
Manager.prototype.open = function openWithCookie(this: Manager, ...told) {
  if (cookieOfNext !== '') this.opts.extraHeaders = { cookie: cookieOfNext }
  return open.apply(this, told)
}

function portOf(url: string, cookie: string, onAttempt: () => void): OpenSocket {
  const plain = socketIoPort(url)
  return (first, listener) => {
    onAttempt()
    cookieOfNext = cookie
    try {
      return plain(first, listener)
    } finally {
      cookieOfNext = ''
    }
  }
}

/** The page's own connection and replica of a kiosk in public, for as long as it is not closed. */
export interface OpenKiosk {
  readonly live: boolean
  /** Servers whose picture it held. */
  readonly servers: number
  /** What it holds and the hash of it; undefined before its first picture. */
  shown(): { readonly epoch: string; readonly seq: number; readonly hash: string } | undefined
  close(): void
}

export interface KioskWatch {
  readonly onAttempt?: () => void
  /** It holds a picture of a server that it did not hold one of before. */
  readonly onLive?: () => void
  readonly onClosed?: () => void
  /** Nobody lets this screen in any more. */
  readonly onSignedOut?: () => void
  readonly clock?: PageClock
}

/** Opens the connection of one kiosk as its page does. */
export function openKiosk(url: string, { cookie, node }: EnrolledKiosk, watch: KioskWatch = {}): OpenKiosk {
  const replica = new ScopeReplica({ node, depth: 1, events: false, audience: 'public' })
  let epochs: ReadonlySet<string> = new Set()
  let link: LinkReport | undefined
  let told = 0
  const settle = () => {
    if (link?.state !== 'live' || told === epochs.size) return
    told = epochs.size
    watch.onLive?.()
  }
  const connection = new Connection({
    open: portOf(url, cookie, () => watch.onAttempt?.()),
    clock: watch.clock ?? pageClock,
    onLink(report) {
      if (link?.state === 'live' && report.state !== 'live') watch.onClosed?.()
      link = report
      settle()
    },
    onSignIn: () => watch.onSignedOut?.(),
  })
  epochs = followed(connection, replica)
  return {
    get live() {
      return link?.state === 'live'
    },
    get servers() {
      return epochs.size
    },
    shown: () => replica.held && { ...replica.held, hash: replica.hash() },
    close: () => connection.close(),
  }
}
