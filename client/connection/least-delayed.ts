/** Beats among which the least delayed is sought: half a minute. */
const BEATS = 30

/**
 * The distance of two clocks from messages that carry the other's time. A message that waited on its way makes the
 * distance look smaller, so the largest of the newest ones is nearest to the truth; a clock that was set is followed
 * within half a minute.
 */
export function leastDelayed(): (offsetMs: number) => number {
  let newest: readonly number[] = []
  return (offsetMs) => {
    newest = [...newest, offsetMs].slice(-BEATS)
    return Math.max(...newest)
  }
}
