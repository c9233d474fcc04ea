import { Connection, type LinkReport } from '../../client/connection/connection.ts'
import { pageClock, socketIoPort } from '../../client/connection/socket-io-port.ts'
import { ScopeReplica } from '../../client/state/scope-replica.ts'
import { until } from './wall-server.ts'

/** A page's own connection and replica over real sockets, opened once. */
export interface LastingScreen {
  /** Servers it has held a picture of. */
  readonly servers: number
  /** Whether it would ask to be loaded anew. */
  readonly wantsReload: boolean
  /** Waits for the server's present publication; answers whether both have the same hash for it. */
  agrees(): Promise<boolean>
  close(): void
}

interface ServerHash {
  readonly epoch: string
  readonly seq: number
  readonly hash: string
}

const CAUGHT_UP_WITHIN_MS = 45_000

/** Lets a connection fill a replica; answers the servers whose picture it has held. */
export function followed(connection: Connection, replica: ScopeReplica): ReadonlySet<string> {
  const epochs = new Set<string>()
  connection.follow({
    scope: replica.scope,
    held: () => replica.held,
    take(frame) {
      const { state } = replica.take(frame)
      epochs.add(frame.head.epoch)
      return state
    },
    refused: (reason) => {
      throw new Error(`the screen was refused: ${reason}`)
    },
  })
  return epochs
}

/** Opens a screen on one scope; it stays open whatever becomes of the server. */
export function lastingScreen(url: string, node: string, depth: number): LastingScreen {
  const replica = new ScopeReplica({ node, depth, events: true })
  let link: LinkReport | undefined
  const connection = new Connection({ open: socketIoPort(url), clock: pageClock, onLink: (report) => (link = report) })
  const epochs = followed(connection, replica)
  const hashAt = async (seq: string): Promise<ServerHash> => {
    const answer = await fetch(`${url}/api/v1/state/hash?node=${node}&depth=${depth}${seq}`)
    return (await answer.json()) as ServerHash
  }
  return {
    get servers() {
      return epochs.size
    },
    get wantsReload() {
      return link?.reload === true
    },
    async agrees() {
      const { epoch, seq } = await hashAt('')
      const caughtUp = () => Promise.resolve(replica.held?.epoch === epoch && replica.held.seq >= seq && link?.state === 'live')
      await until(caughtUp, CAUGHT_UP_WITHIN_MS, 'the screen has not caught up')
      const [shown, own] = [replica.held?.seq, replica.hash()]
      const server = await hashAt(`&seq=${shown}`)
      return server.epoch === epoch && server.hash === own
    },
    close: () => connection.close(),
  }
}
