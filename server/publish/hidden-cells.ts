import { CELL } from '../../shared/figures/value-state.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Published } from './published.ts'

/** Cells with a number and cells withheld. */
export interface CellCounts {
  shown: number
  hidden: number
}

/** Counts the published cells of classes P and X, a key at a level at a time: linear in nodes × keys of those classes. PR11 */
export function hiddenCells(published: Published, tree: CityTree): Readonly<Record<'P' | 'X', CellCounts>> {
  const counts = { P: { shown: 0, hidden: 0 }, X: { shown: 0, hidden: 0 } }
  tree.levels.forEach((_, level) => {
    const [from, to] = tree.range(level)
    for (const key of published.keysAt(level)) {
      const cls = published.keys[key]?.cls
      if (cls !== 'P' && cls !== 'X') continue
      for (let node = from; node < Math.min(to, published.size); node++) {
        if (published.cell(key, node) === CELL.suppressed) counts[cls].hidden += 1
        else counts[cls].shown += 1
      }
    }
  })
  return counts
}
