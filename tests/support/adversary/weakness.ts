/** Single rules of the release, each taken away by one of these. PR9 */
export const WEAKNESSES = [
  /** Places show themselves from k − 1 on. */
  'threshold-off-by-one',
  /** A place shows its exact count once it is at least k. */
  'exact-once-large',
  /** A place that counted nothing shows zero. */
  'zeros-shown',
  /** An area tells all whole steps of its remainders, also when hardly any place could then be empty. */
  'no-complement',
  /** An area is its true count, rounded down. */
  'parents-from-truth',
  /** A longer window is its true count, rounded down. */
  'month-from-truth',
  /** Figures follow what is taken back. */
  'downward-moves',
  /** Each event is released by itself. */
  'no-cadence',
  /** A process that starts tells anew what its areas hold. */
  'restart-tells-anew',
  /** All events of a place are released beside its groups of types. */
  'overlapping-types',
  /** The share of one group in another is shown though both are hidden. */
  'rates-of-hidden',
  /** The number of all events written is shown. */
  'sequence-numbers',
] as const

export type Weakness = (typeof WEAKNESSES)[number] | 'none'
