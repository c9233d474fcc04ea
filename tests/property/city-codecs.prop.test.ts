import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  bufferCells,
  decodeCells,
  encodeCells,
  latticeDegrees,
  readCells,
  type LatticeCell,
} from '../../shared/geo/cell-codec.ts'
import { decodeNodes, encodeNodes, namesOf, type NodeRows } from '../../shared/geo/node-codec.ts'

const coordinate = fc.integer({ min: -1_799_999_999, max: 1_799_999_999 })
const ring = fc
  .array(fc.tuple(coordinate, coordinate), { minLength: 3, maxLength: 300 })
  .map((pairs) => Int32Array.from(pairs.flat()))
const cell = fc
  .record({ rings: fc.array(ring, { minLength: 1, maxLength: 3 }), label: fc.tuple(coordinate, coordinate) })
  .chain(({ rings, label }): fc.Arbitrary<LatticeCell> => {
    const vertices = rings.reduce((sum, own) => sum + own.length / 2, 0)
    const triangle = fc.integer({ min: 0, max: vertices - 1 })
    return fc
      .array(fc.tuple(triangle, triangle, triangle), { maxLength: 20 })
      .map((triples) => ({ rings, label, triangles: Uint32Array.from(triples.flat()) }))
  })

// Fault seen: the start of a ring not carried over to the next one.
test('[CP8] a cell file gives back every vertex, triangle and label exactly', () => {
  fc.assert(
    fc.property(fc.array(cell, { maxLength: 8 }), fc.nat(300_000), (cells, firstIndex) => {
      const run = { firstIndex, quantum: 1, cells }
      expect(readCells(encodeCells(run))).toEqual(run)
    }),
    { numRuns: 100 },
  )
})

test('[CP8] runs of one level join into buffers whose vertices lie within 2 cm of the lattice', () => {
  const near = fc.integer({ min: -20_000, max: 20_000 })
  const small = fc.array(fc.tuple(near, near), { minLength: 3, maxLength: 9 }).map((pairs): LatticeCell => {
    const shifted = Int32Array.from(pairs.flatMap(([x, y]) => [x + 1_200_000, y + 300_000]))
    return { rings: [shifted], triangles: Uint32Array.of(0, 1, 2), label: [shifted[0] ?? 0, shifted[1] ?? 0] }
  })
  fc.assert(
    fc.property(fc.array(small, { minLength: 2, maxLength: 12 }), fc.nat(10), (cells, cut) => {
      const at = Math.min(cut, cells.length)
      const runs = [cells.slice(at), cells.slice(0, at)].map((own, i) => ({
        firstIndex: i === 0 ? 7 + at : 7,
        quantum: 1000,
        cells: own,
      }))
      const joined = decodeCells(...runs.filter((run) => run.cells.length > 0).map(encodeCells))
      expect(joined).toEqual(bufferCells([{ firstIndex: 7, quantum: 1000, cells }]))
      cells.forEach((own, i) => {
        const flat = own.rings[0] ?? new Int32Array()
        const start = joined.ringStart[i] ?? 0
        flat.forEach((value, k) => {
          const origin = joined.origin[k % 2] ?? 0
          expect(Math.abs((joined.positions[start * 2 + k] ?? 0) + origin - latticeDegrees(value, 1000))).toBeLessThan(2e-7)
        })
        expect(joined.indices[i * 3]).toBe(start)
      })
    }),
    { numRuns: 60 },
  )
})

const name = fc.string({ minLength: 1, maxLength: 6, unit: fc.constantFrom('区', '街', 'a', 'Ω', ' ') })
const rowsUnder = (level: number, firstIndex: number, parents: number[]): fc.Arbitrary<NodeRows> =>
  fc.record({
    level: fc.constant(level),
    firstIndex: fc.constant(firstIndex),
    codes: fc.constant(parents.map((parent, row) => (row % 3 === 0 ? `x${row}` : `c${parent}-${row}`))),
    parents: fc.constant(Uint32Array.from(parents)),
    pattern: fc.constant({ zh: '第{n}网格', en: 'Grid {n}' }),
    given: fc
      .uniqueArray(fc.nat(Math.max(parents.length - 1, 0)), { maxLength: parents.length })
      .chain((own) =>
        fc
          .tuple(...own.map(() => fc.tuple(name, name)))
          .map((names) => new Map(own.map((row, i) => [row, names[i] ?? ['', '']]))),
      ),
    points: fc.constant(Float64Array.from(parents.flatMap((_, row) => [120.1 + row / 1e5, 30.2 - row / 1e5]))),
  })

// Fault seen: a code that does not begin with its parent's written without its mark.
test('[CP8] a node file gives back codes, parents, names and points', () => {
  const parents = fc.array(fc.nat(20), { maxLength: 30 }).map((list) => list.map((p) => p + 100).sort((a, b) => a - b))
  const blocks = fc.tuple(parents, parents).chain(([upper, lower]) =>
    fc.tuple(
      rowsUnder(3, 200, upper),
      rowsUnder(
        4,
        500,
        lower.map((p) => p + 100),
      ),
    ),
  )
  fc.assert(
    fc.property(blocks, (levels) => {
      const back = decodeNodes(encodeNodes(levels, 100))
      expect(back.map(({ points: _, ...rest }) => rest)).toEqual(levels.map(({ points: _, ...rest }) => rest))
      back.forEach((rows, i) => rows.points.forEach((value, k) => expect(value).toBeCloseTo(levels[i]?.points[k] ?? 0, 6)))
      levels.forEach((rows) =>
        rows.codes.forEach((_, row) => {
          const n = [...rows.parents].slice(0, row).filter((p) => p === rows.parents[row]).length + 1
          expect(namesOf(rows, row)).toEqual(rows.given.get(row) ?? [`第${n}网格`, `Grid ${n}`])
        }),
      )
    }),
    { numRuns: 100 },
  )
})
