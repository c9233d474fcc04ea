import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import type { CityLevelFacts } from './city-facts.ts'

/** What a page follows with its figures: the events of an area, or, where not only staff looks on, none. SC-K2 SC-F2 */
export type ScopeSight = Pick<ScopeSpec, 'events' | 'audience'>
export const STAFF_SIGHT: ScopeSight = { events: true }
export const PUBLIC_SIGHT: ScopeSight = { events: false, audience: 'public' }
export const VISITOR_SIGHT: ScopeSight = { events: false, audience: 'visitors' }

/** The map's scope: the city or one area of it, no deeper than its grids. */
export function wallScope(
  top: { readonly node: string; readonly level: number },
  levels: readonly CityLevelFacts[],
  sight: ScopeSight,
): ScopeSpec {
  const grid = levels.findIndex((level) => level.role === 'grid')
  const deepest = grid < 0 ? Math.min(4, levels.length - 1) : grid
  return { node: top.node, depth: Math.max(0, deepest - top.level), ...sight }
}

/** The panels' scope: a node with its children; a grid also with the stairwells of its compounds. */
export function focusScope(
  { node, level }: { readonly node: string; readonly level: number },
  levels: readonly CityLevelFacts[],
  sight: ScopeSight,
): ScopeSpec {
  const wanted = levels[level]?.role === 'grid' ? 2 : 1
  return { node, depth: Math.max(0, Math.min(wanted, levels.length - 1 - level)), ...sight }
}
