import type { KeyDef } from '../../shared/figures/keys.ts'
import type { SourceState, ValueState } from '../../shared/figures/value-state.ts'
import type { ListedEvent, SourceStanding } from '../aggregate/figures.ts'

/** What one publication changed. */
export interface Publication {
  readonly seq: number
  /** Changed cells as parallel columns: node index, key index. */
  readonly nodes: Uint32Array
  readonly keys: Uint16Array
  /** Keys whose sources changed their standing. */
  readonly standings: readonly number[]
  readonly events: readonly ListedEvent[]
  readonly eventsLeftOut: number
  /** First new node index where the city grew, else −1. */
  readonly grewFrom: number
}

/**
 * What may be seen: the only state that routes, delta and stream import. PB1
 * Suppression has been applied; no unsuppressed P or X value is reachable from here.
 */
export interface Published {
  /** Changes when numbers restart (a new process, a new key table). */
  readonly epoch: string
  readonly seq: number
  readonly logSeq: number
  readonly asOf: number
  readonly mode: 'live' | 'demo' | 'replay' | 'exercise'
  readonly keys: readonly KeyDef[]
  /** Keys shown at a level, as indexes into `keys`, in order. */
  keysAt(level: number): readonly number[]
  headlineAt(level: number): readonly number[]
  value(key: number, node: number): number
  state(key: number, node: number): ValueState
  standing(key: number): { readonly state: SourceState; readonly asOf: number; readonly share: number }
  sources(): readonly SourceStanding[]
  listed(): readonly ListedEvent[]
  quarterHours(base: string, node: number): readonly number[] | undefined
  closedDays(key: string, node: number): readonly (readonly [day: string, count: number | undefined])[] | undefined
  /** The last 64 publications, newest last. */
  readonly recent: readonly Publication[]
}
