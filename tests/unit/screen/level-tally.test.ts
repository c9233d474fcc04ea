import { expect, test } from 'vitest'
import { levelTallies, tallyLevels } from '../../../client/state/level-tally.ts'
import type { ScopeReader } from '../../../client/state/wall-state.ts'

const NODES = [
  { code: 'C', level: 0, parent: '' },
  { code: 'A', level: 1, parent: 'C' },
  { code: 'B', level: 1, parent: 'C' },
  { code: 'A1', level: 2, parent: 'A' },
  { code: 'A2', level: 2, parent: 'A' },
  { code: 'B1', level: 2, parent: 'B' },
]
const nodes = NODES.map((node, index) => ({ ...node, index, zh: node.code, en: node.code }))

/** One city whose nodes are the same list whatever its figures are. */
function readerOf(open: readonly number[], tier: readonly number[]): ScopeReader {
  const columns: Record<string, readonly number[]> = { 'cases.open': open, tier, 'checks.coverage': [0.5, 0.5, NaN, 0, 1, NaN] }
  return {
    epoch: 'e',
    seq: 1,
    asOf: 0,
    keys: [],
    nodes,
    rowOf: (code) => nodes.findIndex((node) => node.code === code),
    figure: () => ({ v: null, state: 'none', asOf: 0 }),
    column: (key) => Float64Array.from(columns[key] ?? []),
    standing: () => 'live',
    hash: () => '',
  }
}
const first = readerOf([9, 3, 0, 1, 0, 0], [5, 2, 1, 2, NaN, 7])
const later = readerOf([9, 3, 0, 1, 4, 0], [5, 2, 1, 2, 3, 1])

// Fault seen: rows below a node kept by their list of nodes alone, whichever node is asked for.
test('[SC7] units below a node are counted by level, for one node after another and again when their figures move', () => {
  expect(tallyLevels(first, 'C', 3)[2]).toEqual({ units: 3, patrolled: 2, reached: 1, busy: 1, tiers: [2, 0, 1, 0, 0, 0] })
  expect(tallyLevels(first, 'A', 3)[2]).toMatchObject({ units: 2, busy: 1 })
  expect(tallyLevels(first, 'A', 3)[1]).toMatchObject({ units: 0 })
  expect(tallyLevels(later, 'A', 3)[2]).toMatchObject({ units: 2, busy: 2, tiers: [0, 0, 1, 1, 0, 0] })
  expect(tallyLevels(later, 'C', 3)[1]).toMatchObject({ units: 2, busy: 1 })
})

test('[SC7] where no source tells of cases the busy units are unknown, not none', () => {
  const silent = { ...first, column: () => undefined }
  expect(tallyLevels(silent, 'C', 3)[2]).toEqual({
    units: 3,
    patrolled: 0,
    reached: 0,
    busy: undefined,
    tiers: [3, 0, 0, 0, 0, 0],
  })
})

// Fault seen: the tally kept for a coarser level answered for a finer one; with no further publication its figures stayed unknown.
test('[SC7] [SC-S2] a finer level is counted when it is asked for, also where nothing moves any more', () => {
  const talliesOf = levelTallies()
  expect(talliesOf(first, 'C', 2)[1]?.units).toBe(2)
  expect(talliesOf(first, 'C', 3)[2]?.tiers).toEqual([2, 0, 1, 0, 0, 0])
  expect(talliesOf(first, 'C', 2)).toBe(talliesOf(first, 'C', 3))
})
