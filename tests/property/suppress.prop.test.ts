import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayShow, releaseCounts } from '../../server/publish/person-release.ts'
import { keysOf, type KeyDef } from '../../shared/figures/keys.ts'
import { CELL } from '../../shared/figures/value-state.ts'
import { SMALL_CATALOGUE } from '../support/small-catalogue.ts'
import { smallCity } from '../support/small-city.ts'

const tree = smallCity()
const keys = keysOf(SMALL_CATALOGUE)
const keyOf = (name: string) => keys.find(({ key }) => key === name) as KeyDef & { cls: 'P' | 'X' }
const LEVELS = { 'p.events.day': [4, 5], 'x.events.month': [3, 11] } as const

/** Counts of a tree: own counts a node (what could only be placed there), summed upwards. */
function counted(own: readonly number[], levels: number): number[] {
  const sums = Array.from({ length: tree.size }, (_, node) => (tree.level(node) < levels ? (own[node % own.length] ?? 0) : 0))
  for (let node = tree.size - 1; node > 0; node -= 1) sums[tree.parent(node)] = (sums[tree.parent(node)] ?? 0) + (sums[node] ?? 0)
  return sums
}

const smallCounts = fc.array(fc.oneof({ weight: 3, arbitrary: fc.constant(0) }, fc.nat(14)), { minLength: 1, maxLength: 31 })

// Fault seen: hiding the small children alone; the subtraction law failed after 2 runs.
describe.each(['p.events.day', 'x.events.month'] as const)('thresholds of %s', (name) => {
  const def = keyOf(name)
  const [levels, smallest] = LEVELS[name]

  const release = (counts: readonly number[]) => {
    const shown = new Map<number, boolean>()
    releaseCounts(
      tree,
      def,
      (node) => counts[node] ?? 0,
      (node, _v, cell) => shown.set(node, cell === CELL.shown),
    )
    return shown
  }

  it('[PB3] no count from 1 to k − 1 is shown, and none below its level', () =>
    fc.assert(
      fc.property(smallCounts, (own) => {
        const counts = counted(own, levels)
        const released = release(counts)
        const told = [...released].filter(([, shown]) => shown).map(([node]) => counts[node] ?? 0)
        expect(told.filter((count) => count !== 0 && count < smallest)).toEqual([])
        expect([...released.keys()].filter((node) => tree.level(node) >= levels)).toEqual([])
      }),
    ))

  it('[PB4] a shown total less all that is shown below it, at any depth, is 0 or at least k', () =>
    fc.assert(
      fc.property(smallCounts, (own) => {
        const counts = counted(own, levels)
        const shown = release(counts)
        const isTold = (node: number) => shown.get(node) === true
        const left = [...shown.keys()]
          .filter((node) => isTold(node) && tree.children(node).some((child) => shown.has(child)))
          .map((node) =>
            tree
              .children(node)
              .filter(isTold)
              .reduce((rest, child) => rest - (counts[child] ?? 0), counts[node] ?? 0),
          )
        expect(left.filter((rest) => rest !== 0 && rest < smallest)).toEqual([])
      }),
    ))

  it('[PB4] what is hidden hides all below it, and one node alone is judged as in the whole', () =>
    fc.assert(
      fc.property(smallCounts, (own) => {
        const counts = counted(own, levels)
        const shown = release(counts)
        for (const [node, isShown] of shown) {
          if (node > 0 && isShown) expect(shown.get(tree.parent(node))).toBe(true)
          expect(mayShow(tree, def, node, (of) => counts[of] ?? 0)).toBe(isShown)
        }
      }),
    ))
})
