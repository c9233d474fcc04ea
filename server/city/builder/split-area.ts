import type { NetRing, PlanarNet } from './planar-net.ts'
import { clearance2, crossesEdge, isInside, momentsOf, samplesOf, type Flat } from './plane.ts'
import type { SeededRandom } from './seeded-random.ts'

/** Weight of a square step of the lattice plane: how many areas want to be here. */
export type Density = (x: number, y: number) => number

export interface SplitOptions {
  /** Shares of the weight that the first piece may get; the one that gives the best pieces is taken. */
  readonly fractions: readonly number[]
  /** Length that the segments of a border should have, lattice steps. */
  readonly segment: number
  /** Largest sideways swing of a border as a share of its length. */
  readonly swing: number
  readonly density: Density
  /** Prefer cuts whose first piece lies where it is denser. */
  readonly denserFirst: boolean
  readonly random: SeededRandom
}

export interface Split {
  /** Index into `fractions`. */
  readonly chosen: number
  readonly first: NetRing
  readonly second: NetRing
}

const DIRECTIONS = 10
const SAMPLES = 140
/** East–west steps are shorter than north–south ones at this latitude. */
const SQUEEZE = 0.866
const RATIO_WEIGHT = 1.5
const CLEARANCE_WEIGHT = 0.35
const DENSER_WEIGHT = 0.15

interface Position {
  readonly x: number
  readonly y: number
}

/** Where a straight cut meets the outline: on the edge that ends at ring position `edge`. */
interface Crossing extends Position {
  readonly edge: number
  readonly along: number
}

interface Chord {
  readonly from: Crossing
  readonly to: Crossing
  readonly chosen: number
  readonly score: number
}

function crossingsOf(ring: Flat, nx: number, ny: number, offset: number): Crossing[] {
  const found: Crossing[] = []
  for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2) {
    const [ax, ay, bx, by] = [ring[j] as number, ring[j + 1] as number, ring[i] as number, ring[i + 1] as number]
    const [a, b] = [ax * nx + ay * ny - offset, bx * nx + by * ny - offset]
    if (a >= 0 === b >= 0) continue
    const t = a / (a - b)
    const [x, y] = [ax + t * (bx - ax), ay + t * (by - ay)]
    found.push({ edge: i / 2, x, y, along: x * -ny + y * nx })
  }
  return found.sort((a, b) => a.along - b.along)
}

/** The two pieces on either side of a chord: the first keeps the outline from `from` on to `to`. */
function piecesOf<T>(ring: readonly T[], from: number, to: number): readonly [T[], T[]] {
  const run = (start: number, end: number) => {
    const piece: T[] = []
    for (let k = start; k !== end; k = (k + 1) % ring.length) piece.push(ring[k] as T)
    return piece
  }
  return [run(from, to), run(to, from)]
}

/** As `piecesOf` on flat coordinates, the chord's own ends included. */
function flatPieces(ring: Flat, from: Crossing, to: Crossing): readonly [number[], number[]] {
  const run = (start: Crossing, end: Crossing) => {
    const piece = [start.x, start.y]
    for (let k = start.edge * 2; k !== end.edge * 2; k = k + 2 === ring.length ? 0 : k + 2)
      piece.push(ring[k] as number, ring[k + 1] as number)
    piece.push(end.x, end.y)
    return piece
  }
  return [run(from, to), run(to, from)]
}

/** How free the straight chord runs: its least distance to the outline against the nearness of its own ends. */
function freedom(ring: Flat, { from, to }: Pick<Chord, 'from' | 'to'>): number {
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  let least = 1
  for (const t of [0.15, 0.35, 0.5, 0.65, 0.85]) {
    const gap = Math.sqrt(clearance2(ring, from.x + t * (to.x - from.x), from.y + t * (to.y - from.y)))
    least = Math.min(least, gap / (length * Math.min(t, 1 - t)))
  }
  return Math.min(1, least * 1.5)
}

interface Weighed {
  readonly samples: readonly number[]
  readonly weights: readonly number[]
  readonly total: number
}

function weigh(ring: Flat, area: number, density: Density): Weighed {
  const samples = samplesOf(ring, area, SAMPLES)
  const weights: number[] = []
  for (let i = 0; i < samples.length; i += 2) weights.push(density((samples[i] as number) / SQUEEZE, samples[i + 1] as number))
  return { samples, weights, total: weights.reduce((a, b) => a + b, 0) }
}

/** Offset of the straight cut that leaves a share of the weight on its positive side. */
function offsetFor({ samples, weights, total }: Weighed, nx: number, ny: number, share: number): number {
  const order = weights.map(
    (weight, k) => [(samples[k * 2] as number) * nx + (samples[k * 2 + 1] as number) * ny, weight] as const,
  )
  order.sort((a, b) => b[0] - a[0])
  let reached = 0
  for (const [k, [offset, weight]] of order.entries()) {
    reached += weight
    if (reached >= share * total) return (offset + (order[k + 1]?.[0] ?? offset)) / 2
  }
  return order.at(-1)?.[0] ?? 0
}

function shareOf({ samples, weights, total }: Weighed, piece: Flat): number {
  let inside = 0
  weights.forEach((weight, k) => {
    if (isInside(piece, samples[k * 2] as number, samples[k * 2 + 1] as number)) inside += weight
  })
  return inside / total
}

function chordsOf(ring: Flat, weighed: Weighed, { fractions, random, denserFirst }: SplitOptions): Chord[] {
  const turned = random()
  const directions = denserFirst ? DIRECTIONS * 2 : DIRECTIONS
  return Array.from({ length: directions }, (_, d) => ((d + turned) * Math.PI) / DIRECTIONS).flatMap((angle) => {
    const [nx, ny] = [Math.cos(angle), Math.sin(angle)]
    return fractions.flatMap((share, chosen): Chord[] => {
      const found = crossingsOf(ring, nx, ny, offsetFor(weighed, nx, ny, share))
      return found.flatMap((from, k): Chord[] => {
        const to = found[k + 1]
        if (k % 2 === 1 || !to || from.edge === to.edge) return []
        const [one, other] = flatPieces(ring, from, to)
        const positive = momentsOf(one)
        const [first, second] = [positive, momentsOf(other)]
        if (first.area <= 0 || second.area <= 0) return []
        const firstIsPositive = first.x * nx + first.y * ny > second.x * nx + second.y * ny
        const [a, b] = firstIsPositive ? [from, to] : [to, from]
        const got = found.length === 2 ? share : shareOf(weighed, firstIsPositive ? one : other)
        const off = Math.abs(got - share) / Math.min(share, 1 - share)
        const [inner, outer] = firstIsPositive ? [first, second] : [second, first]
        const denser = denserFirst && share * outer.area > (1 - share) * inner.area ? DENSER_WEIGHT : 0
        const score = Math.min(first.compactness, second.compactness) - RATIO_WEIGHT * off + denser
        return [{ from: a, to: b, chosen, score }]
      })
    })
  })
}

/** Midpoints swung sideways again and again until segments are short; straight where `swing` is 0. */
function waver(from: Crossing, to: Crossing, options: SplitOptions, swing: number): number[] {
  const bend = (a: Position, b: Position, depth: number): number[] => {
    if (depth === 0) return []
    const aside = (options.random() * 2 - 1) * swing
    const middle = { x: (a.x + b.x) / 2 - (b.y - a.y) * aside, y: (a.y + b.y) / 2 + (b.x - a.x) * aside }
    return [...bend(a, middle, depth - 1), middle.x, middle.y, ...bend(middle, b, depth - 1)]
  }
  const length = Math.hypot(to.x - from.x, to.y - from.y)
  const depth = Math.max(0, Math.min(7, Math.round(Math.log2(length / options.segment))))
  return bend(from, to, depth)
}

/** True where a wavering border keeps its distance from the outline it divides. */
function keepsClear(ring: Flat, from: Crossing, to: Crossing, path: readonly number[]): boolean {
  for (let i = 0; i < path.length; i += 2) {
    const [x, y] = [path[i] as number, path[i + 1] as number]
    const near = Math.min(Math.hypot(x - from.x, y - from.y), Math.hypot(x - to.x, y - to.y))
    if (clearance2(ring, x, y) < (0.2 * near) ** 2) return false
  }
  return true
}

/** The vertex for a crossing: the end of its edge where that is near, else a new one on the edge. */
function anchor(net: PlanarNet, ring: NetRing, { edge, x, y }: Crossing, near: number): number {
  const [a, b] = [ring[(edge + ring.length - 1) % ring.length] as number, ring[edge] as number]
  const gap = (vertex: number) => Math.hypot(net.x(vertex) * SQUEEZE - x, net.y(vertex) - y)
  if (gap(a) < near) return a
  if (gap(b) < near) return b
  return net.vertex(x / SQUEEZE, y)
}

/** The outline with the anchors of a chord on the edges they were put on. */
function withAnchors(ring: NetRing, chord: Chord, from: number, to: number): number[] {
  return ring.flatMap((vertex, k) => [
    ...(k === chord.from.edge && !ring.includes(from) ? [from] : []),
    ...(k === chord.to.edge && !ring.includes(to) ? [to] : []),
    vertex,
  ])
}

/** On the lattice, after rounding: the border touches the outline at its two ends only and runs inside it. */
function isSound(net: PlanarNet, ring: NetRing, border: readonly number[]): boolean {
  const flat = net.coordinates(ring)
  return border.slice(1).every((vertex, k) => {
    const before = border[k] as number
    const segment = [net.x(before), net.y(before), net.x(vertex), net.y(vertex)] as const
    const last = k + 2 === border.length
    if (!last && (ring.includes(vertex) || !isInside(flat, segment[2], segment[3]))) return false
    return isInside(flat, (segment[0] + segment[2]) / 2, (segment[1] + segment[3]) / 2) && !crossesEdge(flat, segment)
  })
}

function splitAlong(net: PlanarNet, ring: NetRing, chord: Chord, path: readonly number[]): Split | undefined {
  const { area } = momentsOf(squeezed(net, ring))
  const near = Math.sqrt(area) * 0.04
  const [from, to] = [anchor(net, ring, chord.from, near), anchor(net, ring, chord.to, near)]
  const inner: number[] = []
  for (let i = 0; i < path.length; i += 2) inner.push(net.vertex((path[i] as number) / SQUEEZE, path[i + 1] as number))
  const whole = withAnchors(ring, chord, from, to)
  const border = [from, ...inner, to]
  if (new Set(border).size !== border.length || !isSound(net, whole, border)) return undefined
  for (const [vertex, { edge }] of [[from, chord.from] as const, [to, chord.to] as const])
    if (!ring.includes(vertex))
      net.putBetween(ring[(edge + ring.length - 1) % ring.length] as number, ring[edge] as number, vertex)
  const [one, other] = piecesOf(whole, whole.indexOf(from), whole.indexOf(to))
  return { chosen: chord.chosen, first: [...one, to, ...inner.toReversed()], second: [...other, from, ...inner] }
}

function squeezed(net: PlanarNet, ring: NetRing): Float64Array {
  return Float64Array.from(ring.flatMap((vertex) => [net.x(vertex) * SQUEEZE, net.y(vertex)]))
}

/** Cuts an area in two along a wavering border, so that both pieces are compact and weigh what they should. */
export function splitArea(net: PlanarNet, outline: NetRing, options: SplitOptions): Split {
  const ring = net.whole(outline)
  const flat = squeezed(net, ring)
  const { area } = momentsOf(flat)
  const chords = chordsOf(flat, weigh(flat, area, options.density), options)
    .sort((a, b) => b.score - a.score)
    .slice(0, 12)
    .map((chord) => ({ ...chord, score: chord.score + CLEARANCE_WEIGHT * freedom(flat, chord) }))
    .sort((a, b) => b.score - a.score)
  for (const swing of [options.swing, options.swing / 2, options.swing / 5, 0])
    for (const chord of swing === 0 ? chords : chords.slice(0, 4)) {
      const path = waver(chord.from, chord.to, options, swing)
      if (swing > 0 && !keepsClear(flat, chord.from, chord.to, path)) continue
      const split = splitAlong(net, ring, chord, path)
      if (split) return split
    }
  throw new Error(
    `an area of ${ring.length} vertices near ${net.x(ring[0] as number)}, ${net.y(ring[0] as number)} cannot be cut`,
  )
}
