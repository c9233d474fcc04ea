import type { PrivacyClass } from './privacy-class.ts'
import type { EventKind, EventOf } from './grid-event.ts'

/** What the door adds or decides before an event is written; nothing finer is kept anywhere. */
interface DoorMarks {
  /** Event time, epoch milliseconds; P rounded down to 15 min, X to the start of the city's day. */
  readonly t: number
  /** Node code after placing and coarsening: T as placed, P its community, X its street, root if unplaced. */
  readonly node: string
  /** WGS 84, six decimals; only class T and S keep it, and T at a home only as its compound's point. */
  readonly point?: readonly [number, number] | undefined
  readonly cls: PrivacyClass
  /** It came later than its source's limit allows (`events.arrivedLate`). */
  readonly late?: true | undefined
  /** It named neither node nor a usable point; counted at the root (`events.noPosition`). */
  readonly unplaced?: true | undefined
  /** Its type is in no catalogue: kept as X in the tray. */
  readonly tray?: true | undefined
  /** P and X steps only: the verdict taken at the door from the exact times. */
  readonly onTime?: boolean | undefined
  /** A recorded row whose step and stage times run backwards. */
  readonly outOfOrder?: true | undefined
}

type Times = 'dueAt' | 'reviewBy' | 'expiresAt' | 'upTo'
type Dropped = 'occurredAt' | 'node' | 'point' | 'crs' | 'stages' | Times

type InMs<T> = { readonly [K in Extract<keyof T, Times>]: number | Extract<T[K], undefined> }

type StoredOf<K extends EventKind> = Omit<EventOf<K>, Dropped> &
  InMs<EventOf<K>> &
  DoorMarks & { readonly stages?: Readonly<Record<string, number>> | undefined }

/** A correction as it is written: with what it takes out of the figures and what it puts in its place. EV9 */
export type StoredCorrection = Omit<StoredOf<'correction'>, 'by' | 'ref'> & {
  /** Left out once the text of a masked event has left the log. */
  readonly ref?: StoredOf<'correction'>['ref'] | undefined
  /** The event as it counted until now; none where it was withdrawn before, and in a masked text. */
  readonly was?: Correctable | undefined
  readonly by?: Correctable | undefined
}

/** An accepted event as it is written to the log and folded; times are epoch milliseconds. */
export type StoredEvent = { [K in EventKind]: K extends 'correction' ? StoredCorrection : StoredOf<K> }[EventKind]
/** What a correction may name. */
export type Correctable = { [K in Exclude<EventKind, 'alive' | 'correction'>]: StoredOf<K> }[Exclude<
  EventKind,
  'alive' | 'correction'
>]
/** What is left of a masked event in the log: that its source was heard, and when. LG11 */
export interface MaskedRow {
  readonly kind: 'masked'
  readonly source: string
  readonly t: number
}
export type StoredEventOf<K extends EventKind> = Extract<StoredEvent, { kind: K }>
