/**
 * T things, P person-related, X sensitive, S sensitive places, O official totals (contract 3).
 * The catalogue gives each event type exactly one.
 */
export const PRIVACY_CLASSES = ['T', 'P', 'X', 'S', 'O'] as const

export type PrivacyClass = (typeof PRIVACY_CLASSES)[number]

/** Smallest count that may be shown (domain A6). T is never suppressed. */
export const SMALLEST_SHOWN = { T: 1, P: 5, X: 11 } as const

/** Seconds to which a stored time is rounded down; X is rounded to the city's day instead. */
export const P_TIME_GRAIN_S = 900
