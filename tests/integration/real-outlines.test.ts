import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCity, type City } from '../../server/city/load-city.ts'
import { latticeDegrees, readCells } from '../../shared/geo/cell-codec.ts'
import { dataSet } from '../support/data-sets.ts'
import { smallPack, writePack } from '../support/small-pack.ts'

type Ring = readonly (readonly [number, number])[]
interface District {
  readonly code: string
  readonly name: string
  readonly rings: readonly Ring[]
}

const source = dataSet('hangzhou-districts-2021/hangzhou_districts_2021.gcj02.geojson')
const DISTRICTS = 13
const METRES_A_DEGREE = 111_195

/** GCJ-02 as published formulas give it, forward only; the way back repeats the difference until it is none. */
function toGcj(lng: number, lat: number): readonly [number, number] {
  const [x, y] = [lng - 105, lat - 35]
  const wave = (t: number, a: number, b: number) => a * Math.sin(t * Math.PI * b)
  const common = (20 * Math.sin(6 * x * Math.PI) + 20 * Math.sin(2 * x * Math.PI)) * (2 / 3)
  let dLat = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x)) + common
  dLat += ((wave(y, 20, 1) + wave(y, 40, 1 / 3)) * 2) / 3 + ((wave(y, 160, 1 / 12) + wave(y, 320, 1 / 30)) * 2) / 3
  let dLng = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x)) + common
  dLng += ((wave(x, 20, 1) + wave(x, 40, 1 / 3)) * 2) / 3 + ((wave(x, 150, 1 / 12) + wave(x, 300, 1 / 30)) * 2) / 3
  const [a, ee] = [6_378_245, 0.006693421622965943]
  const radLat = (lat * Math.PI) / 180
  const magic = 1 - ee * Math.sin(radLat) ** 2
  return [
    lng + (dLng * 180) / ((a / Math.sqrt(magic)) * Math.cos(radLat) * Math.PI),
    lat + (dLat * 180) / (((a * (1 - ee)) / (magic * Math.sqrt(magic))) * Math.PI),
  ]
}

function fromGcj([lng, lat]: readonly [number, number]): readonly [number, number] {
  let [x, y] = [lng, lat]
  for (let turn = 0; turn < 8; turn++) {
    const [gx, gy] = toGcj(x, y)
    x += lng - gx
    y += lat - gy
  }
  return [x, y]
}

/** Square degrees by the shoelace formula. */
function extent(ring: Ring): number {
  return Math.abs(
    ring.reduce((sum, [x, y], i) => {
      const [nx, ny] = ring[(i + 1) % ring.length] ?? [0, 0]
      return sum + (x - 120) * (ny - 30) - (nx - 120) * (y - 30)
    }, 0) / 2,
  )
}

/** Pairs of districts with at least two positions in common, each pair once. */
function neighbours(districts: readonly { code: string; keys: ReadonlySet<string> }[]): string[] {
  return districts.flatMap((a, n) =>
    districts
      .slice(n + 1)
      .flatMap((b) => ([...a.keys].filter((key) => b.keys.has(key)).length >= 2 ? [`${a.code} ${b.code}`] : [])),
  )
}

let folder = ''
let city: City
let districts: readonly District[] = []

function readDistricts(file: string): District[] {
  const { features } = JSON.parse(readFileSync(file, 'utf8')) as {
    features: { properties: { adcode: number; name: string }; geometry: { coordinates: Ring[][] } }[]
  }
  return features.map(({ properties, geometry }) => ({
    code: String(properties.adcode),
    name: properties.name,
    rings: geometry.coordinates.flat(),
  }))
}

/** A pack of two levels, city and districts, as a city would make it: the file as it is, declared GCJ-02. */
function writeHangzhou(file: string): void {
  const pack = smallPack()
  const both = (text: string) => ({ zh: text, en: text })
  pack.manifest = {
    ...pack.manifest,
    id: 'real',
    code: '330100',
    name: both('杭州市'),
    crs: 'GCJ02',
    levels: [
      { level: 'city', role: 'city', name: both('市'), geometry: 'city.geojson' },
      { level: 'district', role: 'district', name: both('区'), geometry: 'district.geojson' },
    ],
  }
  districts = readDistricts(file)
  pack.nodes = [
    'code,parent,level,zh,en,validFrom,validTo,lng,lat',
    '330100,,city,杭州市,Hangzhou,,,,',
    ...districts.map(({ code, name }) => `${code},330100,district,${name},${name},,,,`),
  ]
  pack.areas = {}
  mkdirSync(folder, { recursive: true })
  writePack(join(folder, 'pack'), pack)
  const feature = (code: string, rings: readonly Ring[]) => ({
    type: 'Feature',
    properties: { code },
    geometry: { type: 'MultiPolygon', coordinates: rings.map((ring) => [ring]) },
  })
  const write = (name: string, features: readonly object[]) =>
    writeFileSync(join(folder, 'pack', name), JSON.stringify({ type: 'FeatureCollection', features }))
  write('city.geojson', [
    feature(
      '330100',
      districts.flatMap(({ rings }) => rings),
    ),
  ])
  write(
    'district.geojson',
    districts.map(({ code, rings }) => feature(code, rings)),
  )
}

beforeAll(() => {
  if (source === undefined) return
  folder = mkdtempSync(join(tmpdir(), 'outlines-'))
  writeHangzhou(source)
  city = loadCity({ city: join(folder, 'pack'), cacheDir: join(folder, 'cache') })
})
afterAll(() => folder !== '' && rmSync(folder, { recursive: true, force: true }))

interface Loaded {
  readonly code: string
  readonly rings: readonly Ring[]
  readonly keys: ReadonlySet<string>
}

/** The districts as the map and the place index get them, in degrees WGS 84. */
function loaded(): Loaded[] {
  return (city.bundle.index.levels[1]?.cells ?? []).flatMap(({ file }) => {
    const { firstIndex, quantum, cells } = readCells(gunzipSync(city.bundle.file(file) ?? Buffer.alloc(0)))
    return cells.map(({ rings }, n) => {
      const places = rings.map((flat) =>
        Array.from({ length: flat.length / 2 }, (_, i) => [flat[2 * i] ?? 0, flat[2 * i + 1] ?? 0] as const),
      )
      return {
        code: city.tree.code(firstIndex + n),
        rings: places.map((ring) => ring.map(([x, y]) => [latticeDegrees(x, quantum), latticeDegrees(y, quantum)] as const)),
        keys: new Set(places.flat().map(([x, y]) => `${x} ${y}`)),
      }
    })
  })
}

const sumOf = (rings: readonly Ring[]) => rings.reduce((sum, ring) => sum + extent(ring), 0)
const metres = (a: readonly [number, number], b: readonly [number, number]) =>
  Math.hypot((a[0] - b[0]) * METRES_A_DEGREE * Math.cos((30 * Math.PI) / 180), (a[1] - b[1]) * METRES_A_DEGREE)

test.skipIf(source === undefined)(
  '[CP12] real outlines declared GCJ-02 lie within 10 m of an independent conversion, and keep their areas',
  () => {
    // Fault seen: the same pack declared WGS84 lies 500 m off.
    const areas = loaded()
    expect(areas.length).toBe(DISTRICTS)
    for (const { code, rings } of districts) {
      const own = areas.find((area) => area.code === code)
      const moved = rings.map((ring) => ring.map(fromGcj))
      const held = own?.rings.flat() ?? []
      const off = moved.flat().map((place) => Math.min(...held.map((other) => metres(place, other))))
      expect(Math.max(...off)).toBeLessThan(10)
      expect(sumOf(own?.rings ?? []) / sumOf(moved)).toBeCloseTo(1, 5)
    }
  },
)

test.skipIf(source === undefined)('[CP5] who borders whom stays as in the file', () => {
  const keysOf = (rings: readonly Ring[]) => new Set(rings.flat().map(([x, y]) => `${x} ${y}`))
  const before = neighbours(districts.map(({ code, rings }) => ({ code, keys: keysOf(rings) })))
  expect(before.length).toBeGreaterThan(20)
  expect(neighbours(loaded()).toSorted()).toEqual(before.toSorted())
})

test.skipIf(source === undefined)('[CP7] the West Lake lies in Xihu, the Thousand Island Lake in Chun’an', () => {
  expect(city.tree.place(120.14, 30.245)?.code).toBe('330106')
  expect(city.tree.place(118.95, 29.6)?.code).toBe('330127')
})
