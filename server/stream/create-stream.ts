import type { Server as HttpServer } from 'node:http'
import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Rewind } from '../delta/rewind.ts'
import type { Published } from '../publish/published.ts'
import type { Clock } from '../runtime/clock.ts'
import { encodeFrame } from './encode-frame.ts'
import { createHub, type Hub } from './hub.ts'
import type { FrameSource } from './scope-feed.ts'
import { socketIoPort, type SocketGate } from './socket-io-port.ts'

export interface StreamOptions {
  readonly http: HttpServer
  readonly published: Published
  readonly tree: CityTree
  readonly clock: Clock
  readonly version: string
  /** Names the built screen; pages with another reload. */
  readonly build: string
  readonly clockSuspect: () => boolean
  /** Who may open a line; everybody without it. */
  readonly gate?: SocketGate | undefined
  readonly viewOf: (scope: ScopeSpec) => FrameSource | undefined
  readonly rewind: (base: number) => Rewind | undefined
}

/** The stream on a real network. Call `publish` after each publication. */
export function createStream({ http, gate, ...options }: StreamOptions): Hub {
  return createHub({ ...options, port: socketIoPort(http, gate), encode: encodeFrame })
}
