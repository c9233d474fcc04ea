/** A stream of numbers 0 ≤ x < 1 that is a pure function of its seeds (mulberry32 over a mixed seed). */
export type Chance = () => number

function mix(hash: number, word: number): number {
  let h = Math.imul(hash ^ word, 0x85ebca6b)
  h ^= h >>> 13
  h = Math.imul(h, 0xc2b2ae35)
  return (h ^ (h >>> 16)) >>> 0
}

/** Chance from the feed's seed, a topic and any whole numbers that name the occasion. */
export function chanceOf(seed: number, topic: string, ...occasion: readonly number[]): Chance {
  let state = mix(0x9e3779b9, seed)
  for (let i = 0; i < topic.length; i++) state = mix(state, topic.charCodeAt(i))
  for (const number of occasion) state = mix(mix(state, number | 0), Math.floor(number / 4294967296))
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let x = Math.imul(state ^ (state >>> 15), 1 | state)
    x = (x + Math.imul(x ^ (x >>> 7), 61 | x)) ^ x
    return ((x ^ (x >>> 14)) >>> 0) / 4294967296
  }
}

/** Whole number in [low, high]. */
export function wholeBetween(chance: Chance, low: number, high: number): number {
  return low + Math.floor(chance() * (high - low + 1))
}

/** One of a list; throws on an empty one. */
export function oneOf<T>(chance: Chance, list: readonly T[]): T {
  const found = list[Math.min(list.length - 1, Math.floor(chance() * list.length))]
  if (found === undefined) throw new RangeError('nothing to choose from')
  return found
}

/** How many of a rate fall into one occasion (Poisson by inversion; rates below about 50). */
export function howMany(chance: Chance, rate: number): number {
  if (rate <= 0) return 0
  let left = Math.exp(-rate)
  let sum = left
  const x = chance()
  let n = 0
  while (x > sum && n < 500) {
    n++
    left *= rate / n
    sum += left
  }
  return n
}
