import { Connection, type LinkReport } from '../../client/connection/connection.ts'
import { ScopeReplica } from '../../client/state/scope-replica.ts'
import type { CityTree } from '../../server/city/city-tree.ts'
import { createScopeViews } from '../../server/delta/scope-views.ts'
import { createPublisher, type Publisher } from '../../server/publish/publisher.ts'
import { encodeFrame } from '../../server/stream/encode-frame.ts'
import { createHub, type Hub } from '../../server/stream/hub.ts'
import { keysOf, type KeyDef } from '../../shared/figures/keys.ts'
import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import { handFlushed, type HandFlushed } from './hand-flushed.ts'
import { manualClock, type ManualClock } from './manual-clock.ts'
import { setFigures, type SetFigures } from './set-figures.ts'
import { SMALL_CATALOGUE } from './small-catalogue.ts'

/** A page that follows scopes. */
export interface SimPage {
  readonly connection: Connection
  readonly replicas: readonly ScopeReplica[]
  readonly links: LinkReport[]
}

/** Publish, delta, stream and pages in one process, on time and sockets moved by hand. */
export interface WallSim {
  readonly tree: CityTree
  readonly keys: readonly KeyDef[]
  readonly figures: SetFigures
  readonly clock: ManualClock
  readonly sockets: HandFlushed
  readonly hub: Hub
  readonly publisher: Publisher
  openPage(scopes: readonly ScopeSpec[]): SimPage
  /** The server's hash of a scope at the newest publication. */
  hash(scope: ScopeSpec): string
  keyOf(key: string): number
}

export function wallSim(tree: CityTree, random: () => number): WallSim {
  const clock = manualClock(random)
  const figures = setFigures(keysOf(SMALL_CATALOGUE))
  const sockets = handFlushed()
  const publisher = createPublisher({ figures, tree, clock, mode: 'live', epoch: 'e1' })
  const { published } = publisher
  const views = createScopeViews(published, tree)
  const stream = {
    published,
    tree,
    clock,
    port: sockets.port,
    encode: encodeFrame,
    version: '1',
    build: 'b',
    clockSuspect: () => false,
    ...views,
  }
  const hub = createHub(stream)
  publisher.onPublication(() => hub.publish())
  return {
    tree,
    keys: figures.keys,
    figures,
    clock,
    sockets,
    hub,
    publisher,
    keyOf: (key) => figures.keys.findIndex((def) => def.key === key),
    hash(scope) {
      const [view, past] = [views.viewOf(scope), views.rewind(published.seq)]
      if (view === undefined || past === undefined) throw new Error('no such scope')
      return view.hash(past)
    },
    openPage(scopes) {
      const links: LinkReport[] = []
      const connection = new Connection({ open: sockets.open, clock, onLink: (report) => links.push(report) })
      const replicas = scopes.map((scope) => new ScopeReplica(scope))
      for (const replica of replicas)
        connection.follow({
          scope: replica.scope,
          held: () => replica.held,
          take: (frame) => replica.take(frame).state,
          refused: (reason) => {
            throw new Error(`refused: ${reason}`)
          },
        })
      return { connection, replicas, links }
    },
  }
}
