import type { KeyDef } from '../../shared/figures/keys.ts'
import type { Figure, FrameEvent, FrameNode, Mode } from '../../shared/protocol/messages.ts'
import type { SourceState } from '../../shared/figures/value-state.ts'

/** Read side of a replica of one scope; the map reads columns, panels read figures. */
export interface ScopeReader {
  readonly epoch: string
  readonly seq: number
  readonly asOf: number
  readonly keys: readonly KeyDef[]
  /** All nodes of the scope in the server's order; the first is the scope's own. */
  readonly nodes: readonly FrameNode[]
  rowOf(code: string): number
  figure(key: string, row: number): Figure
  /** Raw column of a key over the rows (NaN where there is no number); undefined if the key is not in scope or no source stands for it. */
  column(key: string): Float64Array | undefined
  standing(key: string): SourceState
  hash(): string
}

export type LinkState = 'connecting' | 'live' | 'catching-up' | 'lost'

export interface LinkFacts {
  readonly state: LinkState
  readonly mode: Mode
  /** Milliseconds since the last word from the server. */
  readonly ageMs: number
  /** The city's clock second as the server last said it, carried forward. */
  readonly clock: number
  readonly polling: boolean
  /** Sources that agree with each other lie ahead of the server's clock: new events are held, not refused. */
  readonly clockSuspect: boolean
  /** Moves when something that is no figure changed on the server, such as an act of a desk. ST11 */
  readonly news: string
}

/** Whether the server has published nothing yet: what it answers over HTTP says nothing of the city. ST12 */
export const serverCatchesUp = ({ state, clock }: LinkFacts): boolean => state === 'catching-up' && clock === 0

export type NewEvents = readonly FrameEvent[]
