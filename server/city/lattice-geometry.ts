import earcut from 'earcut'
import { latticeDegrees, toLattice, type LatticeCell } from '../../shared/geo/cell-codec.ts'
import type { PolygonRings } from './geometry-file.ts'
import { labelPoint } from './label-point.ts'

/** Lattice steps tried from coarse to fine, in 1e-7°: 1 m, 11 cm, 1 cm. */
const QUANTA = [100, 10, 1] as const

/** The coarsest lattice on which every given coordinate lies, so that nothing is lost and little is sent; else 1 cm. */
export function quantumOf(coordinates: Iterable<number>): number {
  let at = 0
  for (const value of coordinates)
    while (at < QUANTA.length - 1) {
      const quantum = QUANTA[at] ?? 1
      if (Math.abs(latticeDegrees(toLattice(value, quantum), quantum) - value) < 1e-10) break
      at++
    }
  return QUANTA[at] ?? 1
}

function latticeRing(ring: Float64Array, quantum: number): Int32Array {
  const lattice = new Int32Array(ring.length)
  for (let i = 0; i < ring.length; i++) lattice[i] = toLattice(ring[i] as number, quantum)
  return lattice
}

function trianglesOf(rings: readonly Int32Array[]): number[] {
  const [originX = 0, originY = 0] = rings[0] ?? []
  const flat = rings.flatMap((ring) => Array.from(ring, (value, i) => value - (i % 2 === 0 ? originX : originY)))
  const holes: number[] = []
  rings.slice(0, -1).reduce((at, ring) => {
    holes.push(at + ring.length / 2)
    return at + ring.length / 2
  }, 0)
  return earcut(flat, holes)
}

/** One area on the lattice with its triangles and its label point. */
export function latticeCell(polygons: readonly PolygonRings[], quantum: number): LatticeCell {
  const onLattice = polygons.map((rings) => rings.map((ring) => latticeRing(ring, quantum)))
  const triangles: number[] = []
  let before = 0
  for (const rings of onLattice) {
    triangles.push(...trianglesOf(rings).map((vertex) => vertex + before))
    before += rings.reduce((sum, ring) => sum + ring.length / 2, 0)
  }
  const rings = onLattice.flat()
  return { rings, triangles, label: labelPoint(rings) }
}
