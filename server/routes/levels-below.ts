import type { CityTree } from '../city/city-tree.ts'
import type { Published } from '../publish/published.ts'

/** Figures of which the desk counts, level by level, the areas that have one. */
export const COUNTED_BY_LEVEL: ReadonlySet<string> = new Set(['cases.open', 'checks.coverage'])
/** Homes are what patrols visit, not what is counted as reached. */
const HOMES: ReadonlySet<string> = new Set(['compound', 'stairwell'])

/** One level below an area, as published: its units, those of which the figure has a number, and those where it is above 0. */
export interface LevelBelow {
  readonly level: string
  readonly units: number
  readonly told: number
  readonly some: number
}

/** Counts units by a figure on each level between an area and homes. AG7 */
export function levelsBelow(
  { published, tree }: { readonly published: Published; readonly tree: CityTree },
  node: number,
  key: number,
): readonly LevelBelow[] {
  const levels = tree.levels.map(({ level, role }) => ({ level, isCounted: !HOMES.has(role), units: 0, told: 0, some: 0 }))
  const count = (at: number): void => {
    for (const child of tree.children(at)) {
      const tally = levels[tree.level(child)]
      if (!tally?.isCounted) continue
      const v = published.value(key, child)
      tally.units += 1
      if (Number.isFinite(v)) tally.told += 1
      if (v > 0) tally.some += 1
      count(child)
    }
  }
  count(node)
  return levels.flatMap(({ level, units, told, some }) => (units > 0 ? [{ level, units, told, some }] : []))
}
