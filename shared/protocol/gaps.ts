/** Ascending whole numbers as differences: small numbers compress. */
export function gapsOf(positions: readonly number[]): number[] {
  return positions.map((position, i) => position - (positions[i - 1] ?? 0))
}

export function positionsOf(gaps: readonly number[]): number[] {
  let at = 0
  return gaps.map((gap) => (at += gap))
}
