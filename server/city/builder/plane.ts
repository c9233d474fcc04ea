/** A flat outline `x0 y0 x1 y1 …`, open. */
export type Flat = ArrayLike<number>

export interface Moments {
  readonly area: number
  readonly x: number
  readonly y: number
  /** 1 for a disc, 0.95 for a square, 0.45 for a strip four times as long as wide; blind to a wavy border. */
  readonly compactness: number
}

/** Area, centroid and compactness (area² over 2π times the second moment) of a counter-clockwise outline. */
export function momentsOf(ring: Flat): Moments {
  const [originX, originY] = [ring[0] as number, ring[1] as number]
  let [area, mx, my, second] = [0, 0, 0, 0]
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay] = [(ring[j] as number) - originX, (ring[j + 1] as number) - originY]
    const [bx, by] = [(ring[i] as number) - originX, (ring[i + 1] as number) - originY]
    const cross = ax * by - bx * ay
    area += cross / 2
    mx += ((ax + bx) * cross) / 6
    my += ((ay + by) * cross) / 6
    second += ((ax * ax + ax * bx + bx * bx + ay * ay + ay * by + by * by) * cross) / 12
  }
  const [x, y] = [mx / area, my / area]
  const about = second - area * (x * x + y * y)
  return { area, x: x + originX, y: y + originY, compactness: (area * area) / (2 * Math.PI * about) }
}

/** Squared distance from a position to the nearest edge. */
export function clearance2(ring: Flat, x: number, y: number): number {
  let nearest = Infinity
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay] = [ring[j] as number, ring[j + 1] as number]
    const [dx, dy] = [(ring[i] as number) - ax, (ring[i + 1] as number) - ay]
    const span = dx * dx + dy * dy
    const t = span === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / span))
    const [ex, ey] = [x - ax - t * dx, y - ay - t * dy]
    nearest = Math.min(nearest, ex * ex + ey * ey)
  }
  return nearest
}

/** Even-odd rule. */
export function isInside(ring: Flat, x: number, y: number): boolean {
  let inside = false
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [ring[j] as number, ring[j + 1] as number, ring[i] as number, ring[i + 1] as number]
    if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
  }
  return inside
}

type Segment = readonly [ax: number, ay: number, bx: number, by: number]

/** 1 where the position lies left of the segment's line, −1 right of it, 0 on it. */
function side([ax, ay, bx, by]: Segment, x: number, y: number): number {
  return Math.sign((bx - ax) * (y - ay) - (by - ay) * (x - ax))
}

/** True where the segment crosses an edge; touching in an end of either is no crossing. */
export function crossesEdge(ring: Flat, segment: Segment): boolean {
  const [ax, ay, bx, by] = segment
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const edge: Segment = [ring[j] as number, ring[j + 1] as number, ring[i] as number, ring[i + 1] as number]
    if (side(segment, edge[0], edge[1]) * side(segment, edge[2], edge[3]) < 0 && side(edge, ax, ay) * side(edge, bx, by) < 0)
      return true
  }
  return false
}

/** A sample of an area: positions on an even grid inside it, flat. */
export function samplesOf(ring: Flat, area: number, wanted: number): number[] {
  const step = Math.sqrt(area / wanted)
  let [south, north] = [Infinity, -Infinity]
  for (let i = 1; i < ring.length; i += 2) {
    south = Math.min(south, ring[i] as number)
    north = Math.max(north, ring[i] as number)
  }
  const samples: number[] = []
  for (let y = south + step / 2; y < north; y += step) {
    const found: number[] = []
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const [ay, by] = [ring[j + 1] as number, ring[i + 1] as number]
      if (ay > y === by > y) continue
      const [ax, bx] = [ring[j] as number, ring[i] as number]
      found.push(ax + ((y - ay) / (by - ay)) * (bx - ax))
    }
    found.sort((a, b) => a - b)
    for (let k = 0; k + 1 < found.length; k += 2)
      for (let x = (Math.floor((found[k] as number) / step) + 0.5) * step; x < (found[k + 1] as number); x += step)
        if (x > (found[k] as number)) samples.push(x, y)
  }
  return samples
}
