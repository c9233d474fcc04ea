import fc from 'fast-check'
import { expect, test } from 'vitest'
import { latticeDegrees, type LatticeCell, type LatticeCells } from '../../shared/geo/cell-codec.ts'
import { placeIndex } from '../../server/city/place-index.ts'

const QUANTUM = 100

/** A sheet of `side`² quadrilaterals over shaken grid corners: every inner border is shared by two. */
function sheet(side: number, shake: readonly number[]): LatticeCells {
  const corner = (c: number, l: number): [number, number] => {
    const k = (l * (side + 1) + c) * 2
    return [12_000_000 + c * 400 + (shake[k % shake.length] ?? 0), 3_000_000 + l * 400 + (shake[(k + 1) % shake.length] ?? 0)]
  }
  const cells = Array.from({ length: side * side }, (_, row): LatticeCell => {
    const [c, l] = [row % side, Math.floor(row / side)]
    const ring = [corner(c, l), corner(c + 1, l), corner(c + 1, l + 1), corner(c, l + 1)].flat()
    return {
      rings: [
        Int32Array.from(row % 2 === 0 ? ring : [...ring.slice(6), ...ring.slice(4, 6), ...ring.slice(2, 4), ...ring.slice(0, 2)]),
      ],
      triangles: [],
      label: [0, 0],
    }
  })
  return { firstIndex: 0, quantum: QUANTUM, cells }
}

/** The oracle: whole-number arithmetic on the lattice, every cell tried. */
function scan(cells: LatticeCells, x: number, y: number): number[] {
  return cells.cells.flatMap(({ rings }, row) => {
    let inside = false
    for (const ring of rings)
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
        const [ax, ay, bx, by] = [ring[j], ring[j + 1], ring[i], ring[i + 1]].map((v) => BigInt(v ?? 0)) as [
          bigint,
          bigint,
          bigint,
          bigint,
        ]
        const [lx, ly, hx, hy] = ay < by ? [ax, ay, bx, by] : [bx, by, ax, ay]
        const [px, py] = [BigInt(x), BigInt(y)]
        if (ay > py !== by > py && (px - lx) * (hy - ly) < (hx - lx) * (py - ly)) inside = !inside
      }
    return inside ? [row] : []
  })
}

/** The first corner of a ring, and the middles of its edges where they lie on the lattice. */
function onBorder(ring: Int32Array): (readonly [number, number])[] {
  const middles = Array.from({ length: ring.length / 2 - 1 }, (_, i): readonly [number, number] => [
    ((ring[2 * i] ?? 0) + (ring[2 * i + 2] ?? 0)) / 2,
    ((ring[2 * i + 1] ?? 0) + (ring[2 * i + 3] ?? 0)) / 2,
  ])
  return [[ring[0] ?? 0, ring[1] ?? 0], ...middles.filter(([x, y]) => Number.isInteger(x) && Number.isInteger(y))]
}

// Fault seen: coordinates in degrees, so that rounding decided on borders; the spare column of `touchEdge` left out; the crossing computed from the first end of the edge.
test('[CP7] every position falls into the one area that a scan of all areas finds', () => {
  const shake = fc.array(fc.integer({ min: -180, max: 180 }), { minLength: 40, maxLength: 90 })
  const positions = fc.array(fc.tuple(fc.integer({ min: -300, max: 3000 }), fc.integer({ min: -300, max: 3000 })), {
    minLength: 60,
    maxLength: 60,
  })
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 6 }), shake, positions, (side, shaken, list) => {
      const cells = sheet(side, shaken)
      const index = placeIndex([cells])
      const corners = cells.cells.flatMap(({ rings: [ring = new Int32Array()] }) => onBorder(ring))
      for (const [x, y] of [...list.map(([dx, dy]) => [12_000_000 + dx, 3_000_000 + dy] as const), ...corners]) {
        const found = scan(cells, x, y)
        expect(found.length).toBeLessThan(2)
        expect(index.find(latticeDegrees(x, QUANTUM), latticeDegrees(y, QUANTUM))).toBe(found[0] ?? -1)
      }
    }),
    { numRuns: 150 },
  )
})
