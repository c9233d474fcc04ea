type Rings = readonly Int32Array[]

/** Distance from a position to the nearest edge, negative outside (even-odd rule), lattice steps. */
export function depthInside(rings: Rings, x: number, y: number): number {
  let inside = false
  let nearest = Infinity
  for (const ring of rings)
    for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
      const ax = ring[j] as number
      const ay = ring[j + 1] as number
      const by = ring[i + 1] as number
      const bx = ring[i] as number
      if (ay > y !== by > y && x < ((bx - ax) * (y - ay)) / (by - ay) + ax) inside = !inside
      const dx = bx - ax
      const dy = by - ay
      const span = dx * dx + dy * dy
      const t = span === 0 ? 0 : Math.max(0, Math.min(1, ((x - ax) * dx + (y - ay) * dy) / span))
      const ex = x - ax - t * dx
      const ey = y - ay - t * dy
      nearest = Math.min(nearest, ex * ex + ey * ey)
    }
  return (inside ? 1 : -1) * Math.sqrt(nearest)
}

const STEPS = 7
const ROUNDS = 2
/** Depth a try must gain for each step it leaves the middle, so that a long area is labelled at its middle. */
const PULL_TO_MIDDLE = 0.1

/** A lattice position well inside an area: the deepest of a grid of tries, refined around the best. */
export function labelPoint(rings: Rings): readonly [x: number, y: number] {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of rings)
    for (let i = 0; i < ring.length; i += 2) {
      west = Math.min(west, ring[i] as number)
      east = Math.max(east, ring[i] as number)
      south = Math.min(south, ring[i + 1] as number)
      north = Math.max(north, ring[i + 1] as number)
    }
  let best = { x: Math.round((west + east) / 2), y: Math.round((south + north) / 2), depth: -Infinity }
  let [centreX, centreY, width, height] = [(west + east) / 2, (south + north) / 2, east - west, north - south]
  for (let round = 0; round < ROUNDS; round++) {
    for (let step = 0; step < STEPS * STEPS; step++) {
      const x = Math.round(centreX + width * (((step % STEPS) + 0.5) / STEPS - 0.5))
      const y = Math.round(centreY + height * ((Math.floor(step / STEPS) + 0.5) / STEPS - 0.5))
      const depth = depthInside(rings, x, y) - PULL_TO_MIDDLE * Math.hypot(x - (west + east) / 2, y - (south + north) / 2)
      if (depth > best.depth) best = { x, y, depth }
    }
    ;[centreX, centreY, width, height] = [best.x, best.y, (width * 2) / STEPS, (height * 2) / STEPS]
  }
  return [best.x, best.y]
}
