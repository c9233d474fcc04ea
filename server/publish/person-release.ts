import { SMALLEST_SHOWN } from '../../shared/domain/privacy-class.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { CELL, type Cell } from '../../shared/figures/value-state.ts'
import { isWithin } from '../../shared/domain/role.ts'
import type { CityTree } from '../city/city-tree.ts'
import { hideChildren, isTooSmall } from './suppress.ts'

type PersonKey = KeyDef & { readonly cls: 'P' | 'X' }
type Count = (node: number) => number

/** Narrows to the keys whose counts are thresholded. */
export function isPersonKey(def: KeyDef): def is PersonKey {
  return def.cls !== 'T'
}

const reaches = (tree: CityTree, def: KeyDef, node: number) =>
  isWithin(tree.levels[tree.level(node)]?.role ?? 'stairwell', def.deepest)

/**
 * Walks the tree from the top and says of every count whether it may be shown. What is hidden hides what
 * lies below it, or a hidden sum could be put together from its parts. PB4
 */
export function releaseCounts(
  tree: CityTree,
  def: PersonKey,
  count: Count,
  put: (node: number, v: number, cell: Cell) => void,
): void {
  const smallest = SMALLEST_SHOWN[def.cls]
  const visit = (node: number, hidden: boolean): void => {
    const v = count(node)
    put(node, v, hidden ? CELL.suppressed : CELL.shown)
    if (tree.levels[tree.level(node)]?.role === def.deepest) return
    const children = tree.children(node).filter((child) => reaches(tree, def, child))
    const below = hidden ? undefined : hideChildren(v, children.map(count), smallest)
    children.forEach((child, i) => visit(child, below?.[i] ?? true))
  }
  visit(0, isTooSmall(count(0), smallest))
}

/** The same decision for one node alone: only the siblings along its path are looked at. */
export function mayShow(tree: CityTree, def: PersonKey, node: number, count: Count): boolean {
  const smallest = SMALLEST_SHOWN[def.cls]
  if (!reaches(tree, def, node)) return false
  const parent = tree.parent(node)
  if (parent < 0) return !isTooSmall(count(node), smallest)
  if (!mayShow(tree, def, parent, count)) return false
  const children = tree.children(parent)
  return hideChildren(count(parent), children.map(count), smallest)[children.indexOf(node)] === false
}
