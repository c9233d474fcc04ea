/** True for a count that may not be shown: someone, but fewer than `smallest`. PB3 */
export function isTooSmall(count: number, smallest: number): boolean {
  return count > 0 && count < smallest
}

/**
 * Which children of a shown total are hidden: the small ones, and of the others the smallest, until what is
 * left of the total after subtracting every shown child is 0 or at least `smallest` itself. PB4
 */
export function hideChildren(total: number, counts: readonly number[], smallest: number): boolean[] {
  const hidden = counts.map((count) => isTooSmall(count, smallest))
  let left = counts.reduce((rest, count, i) => (hidden[i] === true ? rest : rest - count), total)
  const shown = counts.map((count, i) => ({ count, i })).filter(({ count, i }) => count > 0 && hidden[i] !== true)
  shown.sort((a, b) => a.count - b.count || a.i - b.i)
  for (const { count, i } of shown) {
    if (left === 0 || left >= smallest) break
    hidden[i] = true
    left += count
  }
  return hidden
}
