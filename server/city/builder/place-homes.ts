import { clearance2, isInside, momentsOf, type Flat } from './plane.ts'
import { shareOut, type SeededRandom } from './seeded-random.ts'

type Point = readonly [x: number, y: number]

/** A compound with its stairwells, on the lattice. */
export interface Home {
  readonly at: Point
  readonly stairwells: readonly Point[]
}

const SQUEEZE = 0.866
const TRIES = 14
/** Default distance of stairwells along a row and between rows, lattice steps of about 1 m. */
const ALONG = 26
const BETWEEN = 42

function boxOf(ring: Flat): readonly [number, number, number, number] {
  const xs = Array.from({ length: ring.length / 2 }, (_, k) => ring[k * 2] as number)
  const ys = Array.from({ length: ring.length / 2 }, (_, k) => ring[k * 2 + 1] as number)
  return [Math.min(...xs), Math.min(...ys), Math.max(...xs), Math.max(...ys)]
}

/** Distance that a position keeps from the border and from what is placed already. */
function room(ring: Flat, taken: readonly Point[], x: number, y: number): number {
  const apart = taken.map(([tx, ty]) => Math.hypot((x - tx) * SQUEEZE, y - ty) / 2)
  return Math.min(Math.sqrt(clearance2(ring, x, y)) * SQUEEZE, ...apart)
}

function bestPlace(ring: Flat, taken: readonly Point[], random: SeededRandom): Point {
  const [west, south, east, north] = boxOf(ring)
  const { x, y } = momentsOf(ring)
  let best: { at: Point; room: number } | undefined
  for (let tries = 0; tries < TRIES * 6 && (tries < TRIES || !best); tries++) {
    const at = [Math.round(west + random() * (east - west)), Math.round(south + random() * (north - south))] as const
    if (!isInside(ring, at[0], at[1])) continue
    const own = room(ring, taken, at[0], at[1])
    if (!best || own > best.room) best = { at, room: own }
  }
  return best?.at ?? [Math.round(x), Math.round(y)]
}

/** Rows of stairwells facing south around a compound's point, drawn together where there is little room. */
function rowsAround([x, y]: Point, count: number, reach: number): Point[] {
  const columns = Math.ceil(Math.sqrt(count * 1.4))
  const rows = Math.ceil(count / columns)
  const half = Math.hypot(((columns - 1) * ALONG) / 2, ((rows - 1) * BETWEEN) / 2)
  const scale = Math.min(1, (0.85 * reach) / Math.max(half, 1))
  return Array.from({ length: count }, (_, k): Point => {
    const east = ((k % columns) - (columns - 1) / 2) * ALONG * scale
    const north = ((rows - 1) / 2 - Math.floor(k / columns)) * BETWEEN * scale
    return [Math.round(x + east / SQUEEZE), Math.round(y + north)]
  })
}

/** The compounds of one grid: points well inside it and apart from each other, stairwells in rows around each. */
export function placeHomes(ring: Flat, stairwells: readonly number[], random: SeededRandom): Home[] {
  const places: Point[] = []
  for (let k = 0; k < stairwells.length; k++) places.push(bestPlace(ring, places, random))
  return places.map((at, k) => {
    const others = places.filter((_, j) => j !== k)
    return { at, stairwells: rowsAround(at, stairwells[k] ?? 1, room(ring, others, at[0], at[1])) }
  })
}

/** Stairwells of every compound of every grid; more homes where grids are denser. */
export function homeCounts(density: readonly number[], compounds: number, stairwells: number, random: SeededRandom): number[][] {
  const perGrid = shareOut(
    compounds,
    density.map((own) => (0.5 + Math.min(1.5, Math.log2(1 + own) / 4)) * (0.5 + random())),
  )
  const perCompound = shareOut(
    stairwells,
    perGrid.flatMap((count) => Array.from({ length: count }, () => 0.4 + 1.2 * random())),
  )
  let next = 0
  return perGrid.map((count) => {
    next += count
    return perCompound.slice(next - count, next)
  })
}
