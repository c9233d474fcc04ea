import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import type { CityLevelFacts } from './city-facts.ts'

/** The map's scope: the city or one area of it, no deeper than its grids. */
export function wallScope(top: { readonly node: string; readonly level: number }, levels: readonly CityLevelFacts[]): ScopeSpec {
  const grid = levels.findIndex((level) => level.role === 'grid')
  const deepest = grid < 0 ? Math.min(4, levels.length - 1) : grid
  return { node: top.node, depth: Math.max(0, deepest - top.level), events: true }
}

/** The panels' scope: a node with its children; a grid also with the stairwells of its compounds. */
export function focusScope(node: string, level: number, levels: readonly CityLevelFacts[]): ScopeSpec {
  const wanted = levels[level]?.role === 'grid' ? 2 : 1
  return { node, depth: Math.max(0, Math.min(wanted, levels.length - 1 - level)), events: true }
}
