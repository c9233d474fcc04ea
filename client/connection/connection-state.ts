import type { Transport } from './socket-port.ts'

/** Milliseconds without a word after which a screen says so. ST9 */
export const LOST_AFTER_MS = 6000
export const BACK_OFF = { baseMs: 1000, capMs: 30_000 } as const
interface Tries {
  /** Attempts since the last word from the server. */
  readonly attempt: number
  readonly first: Transport
}

/** One connection's life; it never ends by itself. */
export type ConnectionState =
  | ({ readonly state: 'opening' } & Tries)
  | { readonly state: 'open'; readonly transport: Transport; readonly first: Transport; readonly heard: boolean }
  | ({ readonly state: 'waiting'; readonly waitMs: number } & Tries)

export type ConnectionInput =
  | { readonly kind: 'opened'; readonly transport: Transport }
  | { readonly kind: 'heard' }
  /** `chance` in [0, 1) for the full jitter. */
  | { readonly kind: 'closed'; readonly chance: number }
  | { readonly kind: 'waited' }

export const FIRST_STATE: ConnectionState = { state: 'opening', attempt: 0, first: 'websocket' }

/** Full jitter: anything from 0 to the doubled base, capped. ST8 */
export function backOffMs(attempt: number, chance: number): number {
  return chance * Math.min(BACK_OFF.capMs, BACK_OFF.baseMs * 2 ** Math.min(attempt, 16))
}

/** The next state; inputs that do not concern the present state leave it as it is. ST8 */
export function nextConnection(now: ConnectionState, input: ConnectionInput): ConnectionState {
  switch (input.kind) {
    case 'opened':
      if (now.state === 'waiting') return now
      return {
        state: 'open',
        transport: input.transport,
        first: input.transport,
        heard: now.state === 'open' && now.heard,
      }
    case 'heard':
      return now.state === 'open' && !now.heard ? { ...now, heard: true } : now
    case 'closed':
      return closed(now, input.chance)
    case 'waited':
      return now.state === 'waiting' ? { state: 'opening', attempt: now.attempt, first: now.first } : now
  }
}

function closed(now: ConnectionState, chance: number): ConnectionState {
  if (now.state === 'waiting') return now
  const attempt = now.state === 'open' ? (now.heard ? 0 : 1) : now.attempt + 1
  // An attempt that never opened is followed by one the other way: a blocked WebSocket costs one attempt.
  const other = now.first === 'websocket' ? 'polling' : 'websocket'
  const first = now.state === 'opening' ? other : now.first
  return { state: 'waiting', attempt, first, waitMs: backOffMs(attempt, chance) }
}

/** How the link stands for a person. `behind`: a subscription waits for its state. */
export function linkOf(now: ConnectionState, silentMs: number, behind: boolean): 'connecting' | 'live' | 'catching-up' | 'lost' {
  if (silentMs >= LOST_AFTER_MS) return 'lost'
  if (now.state !== 'open' || !now.heard) return 'connecting'
  return behind ? 'catching-up' : 'live'
}
