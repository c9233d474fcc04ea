/** Frames that may be unacknowledged for one subscription; a screen acknowledges every second one. ST6 */
export const CREDIT = 4

/** One subscription of one screen. */
export type Subscriber =
  /** Holds nothing of use: needs a snapshot. `waiting`: publications of frames under way. */
  | { readonly state: 'empty'; readonly waiting: readonly number[] }
  /** Came back holding `seq`; owed an answer even when nothing changed. */
  | { readonly state: 'resumed'; readonly seq: number; readonly waiting: readonly number[] }
  /** Was last sent `seq`. */
  | { readonly state: 'fed'; readonly seq: number; readonly waiting: readonly number[] }

export type Feeding =
  { readonly kind: 'hold' } | { readonly kind: 'snapshot' } | { readonly kind: 'delta'; readonly base: number }

export interface Newest {
  readonly seq: number
  /** Oldest publication from which a delta can still be made. */
  readonly oldestBase: number
}

/** What to send next. Without credit nothing: what changes meanwhile is in one frame later. ST6 */
export function nextFeeding(subscriber: Subscriber, newest: Newest): Feeding {
  if (subscriber.waiting.length >= CREDIT) return { kind: 'hold' }
  if (subscriber.state === 'empty' || subscriber.seq < newest.oldestBase) return { kind: 'snapshot' }
  if (subscriber.state === 'fed' && subscriber.seq >= newest.seq) return { kind: 'hold' }
  return { kind: 'delta', base: subscriber.seq }
}

/** After a frame for `seq` was written. */
export function fed(subscriber: Subscriber, seq: number): Subscriber {
  return { state: 'fed', seq, waiting: [...subscriber.waiting, seq] }
}

/** After the screen said it applied `seq`. */
export function applied(subscriber: Subscriber, seq: number): Subscriber {
  return { ...subscriber, waiting: subscriber.waiting.filter((sent) => sent > seq) }
}
