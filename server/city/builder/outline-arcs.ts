import type { OutlineRaster } from './outline-raster.ts'

/** A border between two labels, from junction to junction, in raster corners; `left` lies on its left hand. */
export interface Arc {
  readonly points: readonly (readonly [x: number, y: number])[]
  readonly left: number
  readonly right: number
}

type Point = readonly [number, number]
/** East, north, west, south. */
const STEPS: readonly Point[] = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
]

interface Corners {
  readonly columns: number
  readonly isBorder: (x: number, y: number, direction: number) => boolean
  readonly sides: (x: number, y: number, direction: number) => { left: number; right: number }
}

function cornersOf({ labels, width, height }: OutlineRaster): Corners {
  const label = (x: number, y: number) => (x < 0 || y < 0 || x >= width || y >= height ? 0 : (labels[y * width + x] ?? 0))
  const sides = (x: number, y: number, direction: number) => {
    if (direction === 0) return { left: label(x, y), right: label(x, y - 1) }
    if (direction === 1) return { left: label(x - 1, y), right: label(x, y) }
    if (direction === 2) return { left: label(x - 1, y - 1), right: label(x - 1, y) }
    return { left: label(x, y - 1), right: label(x - 1, y - 1) }
  }
  const isBorder = (x: number, y: number, direction: number) => {
    const { left, right } = sides(x, y, direction)
    return left !== right
  }
  return { columns: width + 1, isBorder, sides }
}

function directionsAt(corners: Corners, x: number, y: number): number[] {
  return [0, 1, 2, 3].filter((direction) => corners.isBorder(x, y, direction))
}

function walk(corners: Corners, from: Point, first: number): { points: Point[]; last: number } {
  const points: Point[] = [from]
  let [x, y] = from
  let direction = first
  for (;;) {
    const [dx = 0, dy = 0] = STEPS[direction] ?? []
    x += dx
    y += dy
    points.push([x, y])
    const back = (direction + 2) % 4
    const ways = directionsAt(corners, x, y)
    if (ways.length !== 2 || (x === from[0] && y === from[1])) return { points, last: back }
    direction = ways.find((way) => way !== back) ?? back
  }
}

/** All borders of a raster. A label that touches one other only would have no junction; a corner then serves as one. */
export function arcsOf(raster: OutlineRaster): Arc[] {
  const corners = cornersOf(raster)
  const done = new Set<number>()
  const keyOf = ([x, y]: Point, direction: number) => (y * corners.columns + x) * 4 + direction
  const arcs: Arc[] = []
  const start = (x: number, y: number, direction: number) => {
    if (done.has(keyOf([x, y], direction))) return
    const { points, last } = walk(corners, [x, y], direction)
    for (const [i, [px, py]] of points.entries()) {
      const [nx, ny] = points[i + 1] ?? [px, py]
      const way = STEPS.findIndex(([dx, dy]) => px + dx === nx && py + dy === ny)
      if (way >= 0) {
        done.add(keyOf([px, py], way))
        done.add(keyOf([nx, ny], (way + 2) % 4))
      }
    }
    done.add(keyOf(points.at(-1) ?? [x, y], last))
    arcs.push({ points, ...corners.sides(x, y, direction) })
  }
  const everywhere = (visit: (x: number, y: number, ways: number[]) => void) => {
    for (let y = 0; y <= raster.height; y++)
      for (let x = 0; x <= raster.width; x++) {
        const ways = directionsAt(corners, x, y)
        if (ways.length > 0) visit(x, y, ways)
      }
  }
  everywhere((x, y, ways) => {
    if (ways.length > 2) for (const way of ways) start(x, y, way)
  })
  everywhere((x, y, ways) => {
    for (const way of ways) start(x, y, way)
  })
  return arcs
}

function offLine([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const length = Math.hypot(bx - ax, by - ay)
  if (length === 0) return Math.hypot(px - ax, py - ay)
  return Math.abs((bx - ax) * (ay - py) - (ax - px) * (by - ay)) / length
}

/** Ramer–Douglas–Peucker between fixed ends; `tolerance` in raster squares. */
function thin(points: readonly Point[], tolerance: number): Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last || points.length < 3) return [...points]
  let [worst, at] = [0, 0]
  points.forEach((point, i) => {
    const off = offLine(point, first, last)
    if (off > worst) [worst, at] = [off, i]
  })
  if (worst <= tolerance) return [first, last]
  return [...thin(points.slice(0, at + 1), tolerance).slice(0, -1), ...thin(points.slice(at), tolerance)]
}

/** The staircase of an arc smoothed: through the middles of its steps, then thinned. Its ends stay. */
export function smoothed({ points }: Arc, tolerance: number): Point[] {
  const [first, last] = [points[0], points.at(-1)]
  if (!first || !last) return []
  const middles = points.slice(1).map(([x, y], i): Point => {
    const [px, py] = points[i] ?? [x, y]
    return [(x + px) / 2, (y + py) / 2]
  })
  return thin([first, ...middles, last], tolerance)
}
