/** One quarter hour of `/api/v1/series`: its start, ISO 8601, and its count. */
export interface CurveBin {
  readonly t: string
  readonly v: number | null
}

const QUARTERS_AN_HOUR = 4

/**
 * Counts of the hour that ends with each ended quarter hour; the running one is left out, so that no curve falls at its end
 * for want of time. `midnight` is the place of the point whose hour ends as a day begins, −1 where there is none.
 */
export function hourlyCurve(
  bins: readonly CurveBin[],
  minuteText: (ms: number) => string,
): { readonly points: readonly number[]; readonly midnight: number } {
  const ended = bins.slice(0, -1)
  const points = ended
    .slice(QUARTERS_AN_HOUR - 1)
    .map((_, at) => ended.slice(at, at + QUARTERS_AN_HOUR).reduce((sum, { v }) => sum + (v ?? 0), 0))
  const begins = bins.findIndex(({ t }, at) => at >= QUARTERS_AN_HOUR && minuteText(Date.parse(t)) === '00:00')
  return { points, midnight: begins < 0 ? -1 : begins - QUARTERS_AN_HOUR }
}
