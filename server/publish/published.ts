import type { AlarmStanding } from '../../shared/domain/alarm.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import type { Cell, SourceState, ValueState } from '../../shared/figures/value-state.ts'
import type { MeasureLife } from '../fold/measures.ts'
import type { DimensionStanding, Figures, ListedEvent, SourceStanding } from '../aggregate/figures.ts'

/** What one publication changed. */
export interface Publication {
  readonly seq: number
  /** Changed cells as parallel columns: node index, key index. */
  readonly nodes: Uint32Array
  readonly keys: Uint16Array
  /** What the changed cells showed before. */
  readonly before: { readonly values: Float64Array; readonly cells: Uint8Array }
  /** Keys whose sources changed their standing, and how they stood before. */
  readonly standings: readonly { readonly key: number; readonly before: SourceState }[]
  readonly events: readonly ListedEvent[]
  readonly eventsLeftOut: number
  /** A listed event was corrected or taken out, which no delta can say: screens with lists get a snapshot. PB10 */
  readonly corrected: boolean
  /** Wall time, epoch ms, of the oldest commit behind `events`. */
  readonly committedWall: number | undefined
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
  /** Number of the last publication; 0 until the server has caught up. */
  readonly seq: number
  /** How much has been folded, without what is person-related: that could be counted by it. PR10 */
  readonly logSeq: number
  readonly asOf: number
  readonly mode: 'live' | 'demo' | 'replay' | 'exercise'
  readonly keys: readonly KeyDef[]
  /** Nodes published so far; the tree of a growing city may already hold more. */
  readonly size: number
  /** Keys shown at a level, as indexes into `keys`, in order. */
  keysAt(level: number): readonly number[]
  headlineAt(level: number): readonly number[]
  /** NaN where there is no number, also where it is suppressed. */
  value(key: number, node: number): number
  cell(key: number, node: number): Cell
  state(key: number, node: number): ValueState
  standing(key: number): { readonly state: SourceState; readonly asOf: number; readonly share: number }
  sources(): readonly SourceStanding[]
  /** When each dimension was last read and where; class T alone. */
  dimensions(): readonly DimensionStanding[]
  /** Measures of class T in force and those released in the last 30 days. */
  measures(): readonly MeasureLife[]
  /** Relayed warnings in force and exercises going on, the graver first. */
  warnings(): ReturnType<Figures['warnings']>
  /** Emergency responses started and not ended. */
  responses(): ReturnType<Figures['responses']>
  /** T events of the last 24 h and of open cases up to `seq`, newest first. */
  listed(): readonly ListedEvent[]
  /** Alarms as they stood at `seq`, the graver first. */
  alarms(): readonly AlarmStanding[]
  /** 96 counts of 15 min of a T base; undefined for any other. */
  quarterHours(base: string, node: number): readonly number[] | undefined
  /** Closed days of a P or X key, or of a T count of the day; a day's count is undefined where it is suppressed. */
  closedDays(key: string, node: number): readonly (readonly [day: string, count: number | undefined])[] | undefined
  /** The last 64 publications, newest last; fewer where they would take too much memory. PB7 */
  readonly recent: readonly Publication[]
}
