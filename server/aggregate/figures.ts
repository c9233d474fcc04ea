import type { AlarmStanding } from '../../shared/domain/alarm.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import type { MeasureLife } from '../fold/measures.ts'
import type { ResponseStanding } from '../fold/responses.ts'
import type { WarningStanding } from '../fold/warnings.ts'
import type { SourceState } from '../../shared/figures/value-state.ts'

/** How one registered source stands at the clock second. */
export interface SourceStanding {
  readonly id: string
  readonly state: SourceState
  /** Epoch ms of its newest event or `alive`; undefined: never heard. */
  readonly lastWord: number | undefined
  /** Events accepted since the city's midnight. T and work state only. */
  readonly today: number
}

/** How one dimension of the catalogue stands: its source and its own readings, whichever is worse. */
export interface DimensionStanding {
  readonly code: string
  readonly state: SourceState
  /** Epoch ms of its newest reading; undefined: never read. */
  readonly lastReading: number | undefined
  /** Places read in the last 24 hours, and those of them read within three times the limit. */
  readonly places: { readonly heard: number; readonly lately: number }
}

/** A T event as the screen may list it, newest last. Class S keeps no point here. */
export interface ListedEvent {
  readonly id: string
  readonly kind: string
  readonly type: string
  readonly step: string
  readonly node: number
  readonly point: readonly [number, number] | undefined
  readonly t: number
  /** It stands for an event that said something else before. */
  readonly corrected?: true | undefined
}

/** What was folded since the last call. */
export interface TakenEvents {
  /** Oldest first, at most the newest 2,000. */
  readonly events: readonly ListedEvent[]
  readonly leftOut: number
  /** Listed events that no longer are, because they were corrected, withdrawn or masked. */
  readonly gone: readonly ListedEvent[]
  /** The list is no longer the one before with `events` added. */
  readonly corrected: boolean
}

/**
 * Full state as the publish stage reads it: exact, of every class. Only `publish/` may import this.
 * Everything here is a function of the folded log and the clock second alone.
 */
export interface Figures {
  readonly keys: readonly KeyDef[]
  /** The clock, epoch seconds. */
  readonly clock: number
  /** Number of the last event folded. */
  readonly logSeq: number
  /** The same without counting what is person-related: the number that may be told. */
  readonly openSeq: number
  /** Exact value of a key at a node, NaN where there is none (a rate over 0, a dimension never read). */
  value(key: number, node: number): number
  /** What has been released of a key of class P or X, 0 where it is hidden; the only form in which it may be published. */
  released(key: number, node: number): number
  /** Rises whenever something may have been released. */
  readonly releaseRevision: number
  /** As `closedDays`, of what was released on each ended day; 0 where it is hidden. */
  releasedDays(key: number, node: number): readonly (readonly [day: string, released: number])[]
  /** Sources of one key taken together, with the time the figure stands for (epoch ms). */
  standing(key: number): { readonly state: SourceState; readonly asOf: number; readonly share: number }
  sources(): readonly SourceStanding[]
  /** Visits every place that measures: for a page that is read now and then. */
  dimensions(): readonly DimensionStanding[]
  /** By key: the groups its value is made of, as bits; it can have changed only where one of them was named. AG6 */
  readonly groups: Int32Array
  /** Nodes with changed figures since the last call (ancestors included), each once, and the groups that changed at each. */
  takeDirty(): { readonly nodes: readonly number[]; readonly groups: Int32Array }
  /** T events folded since the last call, how many were left out, and what was taken back. */
  takeListed(): TakenEvents
  /** Measures of class T in force and those released in the last 30 days. */
  measures(): readonly MeasureLife[]
  /** Relayed warnings in force and exercises going on, the graver first. */
  warnings(): readonly WarningStanding[]
  /** Emergency responses started and not ended. */
  responses(): readonly ResponseStanding[]
  /** T events of the last 24 h and of open cases, newest first, ≤ 50,000. */
  listed(): readonly ListedEvent[]
  /** Every alarm of the list, the graver first; `revision` rises when it may say something else. Class T and S alone. */
  alarms(): { readonly revision: number; readonly list: readonly AlarmStanding[] }
  /** 96 counts of 15 min ending with the running one, oldest first, for a windowed T base. */
  quarterHours(base: string, node: number): readonly number[]
  /** Counts of closed days, oldest first, with the day as YYYY-MM-DD in the city's zone. */
  closedDays(base: string, node: number): readonly (readonly [day: string, count: number])[]
}
