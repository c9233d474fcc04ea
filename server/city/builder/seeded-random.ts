/** A repeatable stream of numbers in [0, 1): the same seed gives the same stream on every machine. */
export type SeededRandom = () => number

/** Mulberry32 over a seed. */
export function seededRandom(seed: number): SeededRandom {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let mixed = Math.imul(state ^ (state >>> 15), state | 1)
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61)
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296
  }
}

/** Shares a whole number out by weights, at least one each; the largest remainders get what is left over. */
export function shareOut(total: number, weights: readonly number[]): number[] {
  const spare = total - weights.length
  const sum = weights.reduce((a, b) => a + b, 0)
  const exact = weights.map((weight) => (spare * weight) / sum)
  const shares = exact.map((value) => 1 + Math.floor(value))
  const order = exact.map((value, i) => [value - Math.floor(value), i] as const).sort((a, b) => b[0] - a[0] || a[1] - b[1])
  const left = total - shares.reduce((a, b) => a + b, 0)
  for (const [, i] of order.slice(0, left)) shares[i] = (shares[i] ?? 0) + 1
  return shares
}
