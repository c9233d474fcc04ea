import type { KeyDef } from '../figures/keys.ts'
import type { SourceState } from '../figures/value-state.ts'
import type { FrameEvent, FrameNode, ScopeSpec } from '../protocol/messages.ts'

/** The keys of a scope, numbered for the wire. */
export interface ScopeKeys {
  readonly keys: readonly KeyDef[]
  /** Keys of the scope's own node (row 0), as positions in `keys`. */
  readonly own: readonly number[]
  /** Keys of the rows below, by level of the city. */
  readonly below: readonly (readonly number[])[]
}

/**
 * Cells as parallel columns: row and key of the scope, absolute value (NaN where there is no number)
 * and cell code. A cell that is not `shown` has the value NaN. Where a cell is named twice the later stands.
 */
export interface ChangedCells {
  readonly rows: Uint32Array
  readonly keys: Uint16Array
  readonly values: Float64Array
  readonly cells: Uint8Array
}

export interface KeyStanding {
  readonly key: number
  readonly state: SourceState
  /** Epoch ms. */
  readonly asOf: number
}

interface FrameBody {
  readonly scope: ScopeSpec
  readonly epoch: string
  readonly seq: number
  readonly logSeq: number
  /** The city's clock, epoch seconds. */
  readonly asOf: number
  /** Rows added at the end; all rows of a snapshot. New rows begin as shown zeros. */
  readonly nodes: readonly FrameNode[]
  readonly changed: ChangedCells
  readonly standings: readonly KeyStanding[]
  /** T events inside the scope, oldest first. */
  readonly events: readonly FrameEvent[]
  readonly eventsLeftOut: number
  /** Server wall time, epoch ms, of the oldest commit whose events came with this frame; undefined where there is none. */
  readonly committedWall: number | undefined
}

/** Everything a scope holds at `seq`; needs nothing before it. DL1 */
export interface Snapshot extends FrameBody {
  readonly kind: 'snapshot'
  readonly scopeKeys: ScopeKeys
}

/** What leads from `base` to `seq`; of use only to who holds exactly `base`. DL2 */
export interface Delta extends FrameBody {
  readonly kind: 'delta'
  readonly base: number
}

export type Frame = Snapshot | Delta

/** Same node, depth, events and audience: such subscriptions get the very same bytes. */
export function scopeId(scope: ScopeSpec): string {
  return `${scope.node}/${scope.depth}${scope.audience ?? (scope.events ? '+' : '')}`
}
