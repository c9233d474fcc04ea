import { latticeDegrees, type LatticeCell } from '../../shared/geo/cell-codec.ts'
import { depthInside } from './label-point.ts'
import type { PackFault, PackFaultKind } from './pack-fault.ts'

/** Largest relative difference between an area and the sum of its children (CP5). */
const AREA_TOLERANCE = 1e-6
/** How far a vertex may lie inside a sibling or outside its parent, metres (CP5). */
const METRES_TOLERANCE = 1
const METRES_PER_DEGREE = 111_320

/** An area with what the checks ask of it more than once. */
export interface CheckedArea {
  readonly code: string
  readonly cell: LatticeCell
  readonly box: readonly [west: number, south: number, east: number, north: number]
}

export function checkedArea(code: string, cell: LatticeCell): CheckedArea {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of cell.rings)
    for (let i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i] as number)
      east = Math.max(east, ring[i] as number)
      south = Math.min(south, ring[i + 1] as number)
      north = Math.max(north, ring[i + 1] as number)
    }
  return { code, cell, box: [west, south, east, north] }
}

const inBox = ({ box }: CheckedArea, x: number, y: number) => x >= box[0] && x <= box[2] && y >= box[1] && y <= box[3]
/** One number for a lattice vertex; the offset keeps western and southern ones apart. */
const keyOf = (x: number, y: number) => (x + 2 ** 31) * 2 ** 21 + (y % 2 ** 21)

function vertexKeys({ cell }: CheckedArea): Set<number> {
  const keys = new Set<number>()
  for (const ring of cell.rings)
    for (let i = 0; i < ring.length; i += 2) keys.add(keyOf(ring[i] as number, ring[i + 1] as number))
  return keys
}

/** Area by the shoelace formula, lattice steps squared; holes run against the outer ring or are taken by depth. */
function extent(cell: LatticeCell): number {
  let sum = 0
  const [originX = 0, originY = 0] = cell.rings[0] ?? []
  for (let t = 0; t < cell.triangles.length; t += 3) {
    const [a, b, c] = [0, 1, 2].map((k) => vertexAt(cell, cell.triangles[t + k] as number)) as [Vertex, Vertex, Vertex]
    const [ax, ay, bx, by, cx, cy] = [
      a[0] - originX,
      a[1] - originY,
      b[0] - originX,
      b[1] - originY,
      c[0] - originX,
      c[1] - originY,
    ]
    sum += Math.abs((bx - ax) * (cy - ay) - (cx - ax) * (by - ay)) / 2
  }
  return sum
}

type Vertex = readonly [x: number, y: number]

function vertexAt(cell: LatticeCell, vertex: number): Vertex {
  let at = vertex * 2
  for (const ring of cell.rings) {
    if (at < ring.length) return [ring[at] as number, ring[at + 1] as number]
    at -= ring.length
  }
  return [0, 0]
}

/** What is wrong between one area and its children (CP5). */
export function checkChildren(parent: CheckedArea, children: readonly CheckedArea[], quantum: number, file: string): PackFault[] {
  const faults: PackFault[] = []
  const say = (kind: PackFaultKind, at: string, message: string) => faults.push({ kind, file, at, message })
  const whole = extent(parent.cell)
  const parts = children.reduce((sum, child) => sum + extent(child.cell), 0)
  const off = Math.abs(parts - whole) / whole
  if (!(off <= AREA_TOLERANCE))
    say(
      'area-sum',
      parent.code,
      `its children's areas sum to ${((parts / whole) * 100).toFixed(4)} % of its own; close gaps and overlaps`,
    )
  const steps = toleranceSteps(parent, quantum)
  const parentKeys = vertexKeys(parent)
  const childKeys = children.map(vertexKeys)
  children.forEach((child, i) => {
    const deepest = deepestBreach(child, parentKeys, (x, y) => -depthInside(parent.cell.rings, x, y))
    if (deepest > steps) say('outside-parent', child.code, `reaches ${metres(deepest, steps)} m out of its parent ${parent.code}`)
    children.forEach((sibling, j) => {
      if (i === j || !boxesMeet(child, sibling)) return
      const within = (x: number, y: number) => (inBox(sibling, x, y) ? depthInside(sibling.cell.rings, x, y) : -1)
      const depth = deepestBreach(child, childKeys[j] ?? new Set(), within)
      if (depth > steps) say('overlap', child.code, `a vertex lies ${metres(depth, steps)} m inside its sibling ${sibling.code}`)
    })
  })
  return faults
}

function boxesMeet(a: CheckedArea, b: CheckedArea): boolean {
  return a.box[0] <= b.box[2] && b.box[0] <= a.box[2] && a.box[1] <= b.box[3] && b.box[1] <= a.box[3]
}

/** Lattice steps of the tolerance; the shorter one of a step east and a step north counts. */
function toleranceSteps(area: CheckedArea, quantum: number): number {
  const latitude = latticeDegrees((area.box[1] + area.box[3]) / 2, quantum)
  const metresPerStep = latticeDegrees(1, quantum) * METRES_PER_DEGREE * Math.max(0.05, Math.cos((latitude * Math.PI) / 180))
  return METRES_TOLERANCE / metresPerStep
}

const metres = (depth: number, steps: number) => (depth / steps).toFixed(1)

/** The largest breach of a child's vertices; those shared with the other outline are none. */
function deepestBreach(child: CheckedArea, shared: ReadonlySet<number>, breach: (x: number, y: number) => number): number {
  let deepest = 0
  for (const ring of child.cell.rings)
    for (let i = 0; i < ring.length; i += 2) {
      const [x, y] = [ring[i] as number, ring[i + 1] as number]
      if (!shared.has(keyOf(x, y))) deepest = Math.max(deepest, breach(x, y))
    }
  return deepest
}

/** A point must lie in the area it belongs to, or no more than the tolerance outside. */
export function checkPoint(area: CheckedArea, point: Vertex, quantum: number): boolean {
  return depthInside(area.cell.rings, point[0], point[1]) >= -Math.max(1, toleranceSteps(area, quantum))
}
