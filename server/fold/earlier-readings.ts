const KEPT = 4
/** Time and value in turn. */
export const EARLIER_CELLS = KEPT * 2

/** A reading: event time, epoch ms, and value. */
export interface Reading {
  readonly t: number
  readonly value: number
}

/** The four newest readings of a place before the one that stands, in no order. FD12 */
export type EarlierReadings = Float64Array

export function noEarlierReadings(): EarlierReadings {
  return new Float64Array(EARLIER_CELLS).fill(Number.NEGATIVE_INFINITY)
}

function extreme(earlier: EarlierReadings, sign: 1 | -1): number {
  let found = 0
  for (let at = 2; at < EARLIER_CELLS; at += 2) if (sign * ((earlier[at] as number) - (earlier[found] as number)) > 0) found = at
  return found
}

/** Remembers a reading in place of the oldest, unless it is older itself. */
export function keepEarlier(earlier: EarlierReadings, t: number, value: number): void {
  const oldest = extreme(earlier, -1)
  if (t < (earlier[oldest] as number)) return
  earlier[oldest] = t
  earlier[oldest + 1] = value
}

/** Takes out the newest; undefined where there is none. */
export function takeNewest(earlier: EarlierReadings): Reading | undefined {
  const newest = extreme(earlier, 1)
  const [t, value] = [earlier[newest] as number, earlier[newest + 1] as number]
  if (t === Number.NEGATIVE_INFINITY) return undefined
  earlier[newest] = Number.NEGATIVE_INFINITY
  return { t, value }
}

/** Forgets a reading. */
export function dropEarlier(earlier: EarlierReadings, { t, value }: Reading): void {
  for (let at = 0; at < EARLIER_CELLS; at += 2) {
    if (earlier[at] !== t || earlier[at + 1] !== value) continue
    earlier[at] = Number.NEGATIVE_INFINITY
    return
  }
}
