import { cityDensity } from './city-density.ts'
import { districtOutlines } from './district-outlines.ts'
import { hangzhouDivisions } from './hangzhou-divisions.ts'
import type { BuiltCity } from './pack-writer.ts'
import { PlanarNet } from './planar-net.ts'
import { homeCounts, placeHomes, type Home } from './place-homes.ts'
import { momentsOf } from './plane.ts'
import { seededRandom } from './seeded-random.ts'
import { gridCounts, subdivide, type NetArea } from './subdivide.ts'

export interface BuildOptions {
  readonly seed: number
  readonly grids: number
  readonly compounds: number
  readonly stairwells: number
}

function gridsIn(area: NetArea): readonly NetArea[] {
  return area.parts.length === 0 ? [area] : area.parts.flatMap(gridsIn)
}

function homesOf(net: PlanarNet, grids: readonly NetArea[], { seed, compounds, stairwells }: BuildOptions): Map<string, Home[]> {
  const random = seededRandom(seed + 2)
  const rings = grids.map(({ ring }) => net.coordinates(net.whole(ring)))
  const density = rings.map((ring) => {
    const { x, y } = momentsOf(ring)
    return cityDensity(x, y)
  })
  const counts = homeCounts(density, compounds, stairwells, random)
  return new Map(grids.map(({ code }, k) => [code, placeHomes(rings[k] ?? [], counts[k] ?? [], random)]))
}

/** Hangzhou with real names and codes and generated areas: a pure function of its sources and the options (CP10). */
export function buildHangzhou(options: BuildOptions): BuiltCity {
  const divisions = hangzhouDivisions()
  const net = new PlanarNet()
  const { city, districts } = districtOutlines(
    divisions.map(({ code }) => code),
    net,
  )
  const random = seededRandom(options.seed)
  const grids = gridCounts(divisions, options.grids, options.seed + 1)
  const parts = divisions.map((division) => subdivide(division, districts.get(division.code) ?? [], { net, grids, random }))
  const root: NetArea = { code: '330100', zh: '杭州市', en: 'Hangzhou', ring: city, parts }
  const levels = ['city', 'district', 'street', 'community', 'grid', 'compound', 'stairwell']
  return { root, net, homes: homesOf(net, gridsIn(root), options), levels }
}
