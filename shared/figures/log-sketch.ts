/** Relative half width of a bucket: a quantile read from it is within 1 % of the exact one. */
const ACCURACY = 0.01
const GROWTH = (1 + ACCURACY) / (1 - ACCURACY)
const LOG_GROWTH = Math.log(GROWTH)
/** The smallest amount told apart from zero; less counts as zero. */
const SMALLEST = 1 / 60

/**
 * Counts by logarithmic bucket, as `[bucket, count, bucket, count, …]` with ascending buckets.
 * Adding up two sketches bucket by bucket gives the sketch of both. AG3
 */
export type LogSketch = number[]

function bucketOf(amount: number): number {
  return amount < SMALLEST ? 0 : 1 + Math.max(0, Math.ceil(Math.log(amount / SMALLEST) / LOG_GROWTH))
}

function amountOf(bucket: number): number {
  return bucket === 0 ? 0 : (SMALLEST * 2 * GROWTH ** (bucket - 1)) / (GROWTH + 1)
}

/** Adds one amount ≥ 0; with weight −1 takes back one that was added. */
export function addToSketch(sketch: LogSketch, amount: number, weight = 1): void {
  const bucket = bucketOf(amount)
  let low = 0
  for (let high = sketch.length / 2; low < high;) {
    const middle = (low + high) >> 1
    if ((sketch[middle * 2] as number) < bucket) low = middle + 1
    else high = middle
  }
  const at = low * 2
  if (sketch[at] !== bucket) sketch.splice(at, 0, bucket, weight)
  else if (sketch[at + 1] === -weight) sketch.splice(at, 2)
  else sketch[at + 1] = (sketch[at + 1] as number) + weight
}

/** The amount at `share` (0–1] by nearest rank, NaN for an empty sketch. */
export function quantileOf(sketch: LogSketch, share: number): number {
  let total = 0
  for (let i = 1; i < sketch.length; i += 2) total += sketch[i] as number
  if (total === 0) return Number.NaN
  const rank = Math.max(1, Math.ceil(share * total))
  let passed = 0
  for (let i = 0; i < sketch.length; i += 2) {
    passed += sketch[i + 1] as number
    if (passed >= rank) return amountOf(sketch[i] as number)
  }
  return Number.NaN
}
