import { cityDensity } from './city-density.ts'
import type { Division } from './hangzhou-divisions.ts'
import type { NetRing, PlanarNet } from './planar-net.ts'
import { momentsOf } from './plane.ts'
import { seededRandom, shareOut, type SeededRandom } from './seeded-random.ts'
import { splitArea } from './split-area.ts'

/** An area of the city with its outline; `parts` are its children in the order of their codes. */
export interface NetArea {
  readonly code: string
  /** Empty where the level names its nodes by number. */
  readonly zh: string
  readonly en: string
  readonly ring: NetRing
  readonly parts: readonly NetArea[]
}

export interface SubdivideOptions {
  readonly net: PlanarNet
  /** Grids of each community, by code. */
  readonly grids: ReadonlyMap<string, number>
  readonly random: SeededRandom
}

interface Wish<T> {
  readonly item: T
  /** Grids it will hold. */
  readonly weight: number
}

/** Where a list may be cut: positions whose share of the weight lies near the middle, best balanced first. */
function cutsOf(weights: readonly number[], total: number): number[] {
  let before = 0
  const cuts = weights.slice(0, -1).map((weight, k) => {
    before += weight
    return { at: k + 1, off: Math.abs(before / total - 0.5) }
  })
  const near = cuts.toSorted((a, b) => a.off - b.off || a.at - b.at)
  return near.filter(({ off }, k) => k === 0 || (k < 3 && off < 0.2)).map(({ at }) => at)
}

const SEGMENTS_PER_GRID_SIDE = 1.6
const SWING = 0.16

/** Cuts an outline into one piece for each wish, by halves; earlier wishes get the denser pieces where `ordered`. */
function pieces<T>(
  ring: NetRing,
  wishes: readonly Wish<T>[],
  ordered: boolean,
  { net, random }: SubdivideOptions,
): (readonly [T, NetRing])[] {
  const [only] = wishes
  if (wishes.length === 1 && only) return [[only.item, ring]]
  const weights = wishes.map(({ weight }) => weight)
  const total = weights.reduce((a, b) => a + b, 0)
  const cuts = cutsOf(weights, total)
  const { area } = momentsOf(net.coordinates(ring))
  const split = splitArea(net, ring, {
    fractions: cuts.map((at) => weights.slice(0, at).reduce((a, b) => a + b, 0) / total),
    segment: Math.sqrt(area / total) / SEGMENTS_PER_GRID_SIDE,
    swing: SWING,
    density: cityDensity,
    denserFirst: ordered,
    random,
  })
  const at = cuts[split.chosen] ?? 1
  const options = { net, random, grids: new Map<string, number>() }
  return [
    ...pieces(split.first, wishes.slice(0, at), ordered, options),
    ...pieces(split.second, wishes.slice(at), ordered, options),
  ]
}

/** The grids of a community, numbered west to east, then north to south. */
function gridsOf(code: string, ring: NetRing, options: SubdivideOptions): NetArea[] {
  const count = options.grids.get(code) ?? 1
  const found = pieces(
    ring,
    Array.from({ length: count }, (_, item) => ({ item, weight: 1 })),
    false,
    options,
  )
  const centred = found.map(([, own]) => ({ own, ...momentsOf(options.net.coordinates(own)) }))
  return centred
    .sort((a, b) => a.x - b.x || b.y - a.y)
    .map(({ own }, k) => ({ code: code + String(k + 1).padStart(3, '0'), zh: '', en: '', ring: own, parts: [] }))
}

function gridCount(division: Division, grids: ReadonlyMap<string, number>): number {
  return division.parts.length === 0
    ? (grids.get(division.code) ?? 1)
    : division.parts.reduce((sum, part) => sum + gridCount(part, grids), 0)
}

/** Subdivides an area down to its grids. */
export function subdivide(division: Division, ring: NetRing, options: SubdivideOptions): NetArea {
  const { code, zh, en } = division
  if (division.parts.length === 0) return { code, zh, en, ring, parts: gridsOf(code, ring, options) }
  const wishes = division.parts.map((item) => ({ item, weight: gridCount(item, options.grids) }))
  const parts = pieces(ring, wishes, true, options).map(([part, own]) => subdivide(part, own, options))
  return { code, zh, en, ring, parts }
}

/** Shares the city's grids out over its communities: a few each, more in towns than in the hills. */
export function gridCounts(districts: readonly Division[], grids: number, seed: number): Map<string, number> {
  const random = seededRandom(seed)
  const communities = districts.flatMap((district) => district.parts.flatMap((street) => street.parts))
  const weights = communities.map(({ en }) => (en.endsWith('Community') ? 1.15 : 0.95) * (0.6 + 0.8 * random()))
  const shares = shareOut(grids, weights)
  return new Map(communities.map(({ code }, k) => [code, shares[k] ?? 1]))
}
