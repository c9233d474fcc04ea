import { cellToParent, latLngToCell } from 'h3-js'
import { expect, test } from 'vitest'
import { autoTree } from '../../server/city/auto-tree.ts'

test('[CP11] a named grid brings its ancestors with it, parents first, and names read in both languages', () => {
  const tree = autoTree()
  const grid = latLngToCell(39.29, -76.61, 9)
  expect(tree.place(-76.61, 39.29)?.code).toBe(grid)
  expect(tree.indexOf(grid)).toBe(-1)
  expect(tree.ensure(grid)).toBe(4)
  const path = [0, 1, 2, 3, 4].map((index) => tree.code(index))
  expect(path).toEqual(['AUTO', ...[5, 6, 8].map((r) => cellToParent(grid, r)), grid])
  expect([1, 2, 3, 4].map((index) => tree.parent(index))).toEqual([0, 1, 2, 3])
  expect(tree.children(3)).toEqual([4])
  expect(tree.ensure(grid)).toBe(4)
  expect(tree.names(4)[0]).toMatch(/^网格 [0-9A-F]+$/)
  expect(tree.names(1)[1]).toMatch(/^Zone [0-9A-F]+$/)
  expect(tree.ring(4)?.length).toBe(7)
})

test('[CP11] no code but an H3 cell of the four resolutions becomes a node', () => {
  const tree = autoTree()
  const other = latLngToCell(39.29, -76.61, 7)
  for (const code of ['', 'AUTO ', '__proto__', other, other.toUpperCase(), 'f'.repeat(15), '89283082803fff'])
    expect(tree.ensure(code)).toBe(-1)
  expect(tree.size).toBe(1)
})

// Fault seen: the parent taken one resolution too coarse.
test('[CP11] an area is lifted to a wider level without becoming a node', () => {
  const tree = autoTree()
  const grid = latLngToCell(30.27, 120.16, 9)
  expect(tree.lift(grid, 'grid')).toBe(grid)
  expect(tree.lift(grid, 'community')).toBe(cellToParent(grid, 8))
  expect(tree.lift(grid, 'street')).toBe(cellToParent(grid, 6))
  expect(tree.lift(grid, 'city')).toBe('AUTO')
  expect(tree.lift('nowhere', 'city')).toBeUndefined()
  expect(tree.size).toBe(1)
})
