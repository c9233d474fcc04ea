import { DateTime } from 'luxon'
import type { CityManifest } from '../../shared/domain/city.ts'
import { toWgs84, type LngLat } from '../../shared/geo/crs.ts'
import type { PackFault, PackFaultKind } from './pack-fault.ts'

/** Rings of one polygon, flat `lng lat …` in WGS 84, open; the first is the outer one. */
export type PolygonRings = readonly Float64Array[]

/** What a geometry file says, by node code. */
export interface LevelGeometry {
  readonly areas: ReadonlyMap<string, readonly PolygonRings[]>
  readonly points: ReadonlyMap<string, LngLat>
}

export interface CoordinateReader {
  /** Undefined where the pair is refused; the reason is counted. */
  readonly read: (pair: unknown) => LngLat | undefined
  /** One fault a reason, with how often it was met. */
  readonly faults: (file: string) => PackFault[]
}

/** Degrees of longitude that a time zone's standard offset points at; a swapped pair of Baltimore gives itself away by it. */
function meridianOf(timezone: string): number {
  const winter = DateTime.fromObject({ year: 2024, month: 1, day: 15 }, { zone: timezone })
  return winter.isValid ? winter.offset / 4 : 0
}

const NEAR_MERIDIAN = 30
const FAR_FROM_MERIDIAN = 45

function rangeFault(x: number, y: number, meridian: number): PackFaultKind | undefined {
  if (Math.abs(x) > 180 || Math.abs(y) > 180) return 'projected'
  const swapped = Math.abs(y) > 90 || (Math.abs(x - meridian) > FAR_FROM_MERIDIAN && Math.abs(y - meridian) <= NEAR_MERIDIAN)
  return swapped && Math.abs(x) <= 90 ? 'swapped' : undefined
}

const WORDS: Partial<Record<PackFaultKind, string>> = {
  projected: 'positions look like projected metres; convert to degrees or declare "crs": "LOCAL:<id>" with its parameters',
  swapped: 'positions look like [lat, lng]; GeoJSON wants [lng, lat]',
  'bad-geometry': 'positions are not pairs of finite numbers on the earth',
}

/** Reads positions of a pack in its declared system, so that each kind of trouble becomes one fault a file. */
export function coordinateReader(manifest: CityManifest): CoordinateReader {
  const system = toWgs84(manifest.crs, manifest.localCrs)
  const meridian = meridianOf(manifest.timezone)
  const met = new Map<PackFaultKind, number>()
  const refuse = (kind: PackFaultKind) => {
    met.set(kind, (met.get(kind) ?? 0) + 1)
    return undefined
  }
  return {
    read(pair) {
      const [x, y] = Array.isArray(pair) ? (pair as unknown[]) : []
      if (typeof x !== 'number' || typeof y !== 'number' || !Number.isFinite(x + y)) return refuse('bad-geometry')
      if (system.kind === 'unknown-crs') return undefined
      const wrong = manifest.crs.startsWith('LOCAL:') ? undefined : rangeFault(x, y, meridian)
      if (wrong) return refuse(wrong)
      return system.convert(x, y) ?? refuse('bad-geometry')
    },
    faults(file) {
      const list = [...met].map(([kind, times]): PackFault => ({
        kind,
        file,
        at: '',
        message: `${times} ${WORDS[kind] ?? ''}`,
      }))
      met.clear()
      return list
    },
  }
}

/** A manifest whose CRS nobody knows cannot place anything. */
export function crsFaults(manifest: CityManifest): PackFault[] {
  if (toWgs84(manifest.crs, manifest.localCrs).kind === 'converter') return []
  const message = `"${manifest.crs}" is not WGS84, CGCS2000, GCJ02, BD09, or LOCAL:<id> with its parameters in localCrs`
  return [{ kind: 'unknown-crs', file: 'city.json', at: '/crs', message }]
}

interface Feature {
  readonly properties?: { readonly code?: unknown } | null
  readonly geometry?: { readonly type?: unknown; readonly coordinates?: unknown } | null
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? (value as unknown[]) : []
}

function readRing(ring: unknown, reader: CoordinateReader, say: (kind: PackFaultKind, message: string) => void) {
  const pairs = listOf(ring)
  const flat: number[] = []
  for (const pair of pairs) {
    const place = reader.read(pair)
    if (place) flat.push(...place)
  }
  const closed = pairs.length >= 4 && flat[0] === flat[flat.length - 2] && flat[1] === flat[flat.length - 1]
  if (!closed && flat.length === pairs.length * 2)
    say('unclosed-ring', 'a ring needs at least four positions and must end where it begins')
  return Float64Array.from(flat.slice(0, -2))
}

function polygonsOf(type: unknown, coordinates: unknown): readonly unknown[] | undefined {
  if (type === 'Polygon') return [coordinates]
  return type === 'MultiPolygon' ? listOf(coordinates) : undefined
}

function parseFeatures(content: Buffer): readonly Feature[] | undefined {
  try {
    const parsed: unknown = JSON.parse(content.toString('utf8'))
    const features = (parsed as { features?: unknown } | null)?.features
    return Array.isArray(features) ? (features as Feature[]) : undefined
  } catch {
    return undefined
  }
}

/** Polygons of a GeoJSON file whose features stand for no node, such as water, and what is wrong with it (CP4). */
export function readPolygons(file: string, content: Buffer, reader: CoordinateReader) {
  const faults: PackFault[] = []
  const features = parseFeatures(content)
  if (!features) faults.push({ kind: 'bad-file', file, at: '', message: 'not a GeoJSON FeatureCollection' })
  const polygons = (features ?? []).flatMap(({ geometry }, i): PolygonRings[] => {
    const say = (kind: PackFaultKind, message: string) => faults.push({ kind, file, at: `feature ${i}`, message })
    const own = polygonsOf(geometry?.type, geometry?.coordinates)
    if (!own) say('bad-geometry', 'the geometry must be a Polygon or MultiPolygon')
    return (own ?? []).map((polygon) => listOf(polygon).map((ring) => readRing(ring, reader, say)))
  })
  return { polygons, faults: [...faults, ...reader.faults(file)] }
}

/** Reads one GeoJSON file of a pack and lists what is wrong with it (CP4). */
export function readGeometry(file: string, content: Buffer, reader: CoordinateReader): LevelGeometry & { faults: PackFault[] } {
  const areas = new Map<string, readonly PolygonRings[]>()
  const points = new Map<string, LngLat>()
  const faults: PackFault[] = []
  const features = parseFeatures(content)
  if (!features) faults.push({ kind: 'bad-file', file, at: '', message: 'not a GeoJSON FeatureCollection' })
  features?.forEach((feature, i) => {
    const code = feature.properties?.code
    const at = typeof code === 'string' ? code : `feature ${i}`
    const say = (kind: PackFaultKind, message: string) => faults.push({ kind, file, at, message })
    const { type, coordinates } = feature.geometry ?? {}
    const polygons = polygonsOf(type, coordinates)
    if (typeof code !== 'string') say('bad-geometry', 'the feature needs a property "code"')
    else if (areas.has(code) || points.has(code)) say('duplicate-code', 'two features have this code')
    else if (type === 'Point') {
      const place = reader.read(coordinates)
      if (place) points.set(code, place)
    } else if (!polygons || polygons.length === 0) say('bad-geometry', 'the geometry must be a Polygon, MultiPolygon or Point')
    else
      areas.set(
        code,
        polygons.map((polygon) => listOf(polygon).map((ring) => readRing(ring, reader, say))),
      )
  })
  return { areas, points, faults: [...faults, ...reader.faults(file)] }
}
