import type { CityLevelFacts } from './city-facts.ts'

/** Deepest level at which units may be ranked: below it an order by value points at people. */
const RANKED_TO = 'street'

/** True where the units one level below `level` may be put in an order by value, or one of them named as the most or least. */
export function mayRankBelow(levels: readonly CityLevelFacts[], level: number): boolean {
  const deepest = levels.findIndex(({ role }) => role === RANKED_TO)
  return level + 1 <= (deepest < 0 ? 1 : deepest)
}
