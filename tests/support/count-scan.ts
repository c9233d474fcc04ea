import type { CityTree } from '../../server/city/city-tree.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { SLIDING, type WindowName } from '../../shared/figures/windows.ts'
import { CALENDAR } from './fold-run.ts'

/** Whether a window at clock second `s` holds an event of second `second`: the contract's words and nothing else. */
export function holds(window: WindowName, second: number, s: number): boolean {
  if (second > s) return false
  if (window === 'all') return true
  if (window === 'm15' || window === 'h1' || window === 'h24') return s - SLIDING[window] < second
  return second >= CALENDAR.span(window, s).start
}

/** Whether `code` lies at or under `area`. */
export function isUnder(tree: CityTree, code: string, area: number): boolean {
  let at = tree.indexOf(code)
  while (at >= 0 && at !== area) at = tree.parent(at)
  return at === area
}

/** Counts by looking at every event there is: the oracle of all windowed counts. */
export function scan(
  events: readonly StoredEvent[],
  counts: (event: StoredEvent) => boolean,
  at: { tree: CityTree; area: number; window: WindowName; clock: number },
): number {
  return events.filter(
    (event) => counts(event) && holds(at.window, Math.floor(event.t / 1000), at.clock) && isUnder(at.tree, event.node, at.area),
  ).length
}
