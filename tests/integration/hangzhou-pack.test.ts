import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadCity, type City } from '../../server/city/load-city.ts'
import { cityBundleRoutes } from '../../server/routes/city-bundle.ts'
import type { BundleIndex } from '../../shared/geo/bundle.ts'
import { decodeCells, readCells } from '../../shared/geo/cell-codec.ts'
import { decodeNodes, namesOf } from '../../shared/geo/node-codec.ts'
import { momentsOf } from '../../server/city/builder/plane.ts'
import { serveRouters } from '../support/serve-router.ts'

const WHOLE_CITY_BYTES = 2_500_000
const STREET_BYTES = 500_000
const FIRST_LOAD_S = 8
const NEXT_LOAD_S = 2
const names = join(process.env['GRIDWALL_DATASETS'] ?? join(import.meta.dirname, '../../../shared/data'), 'hangzhou-names')

let cacheDir = ''
let city: City
let index: BundleIndex
const cpuSeconds: number[] = []

function load(): City {
  const before = process.cpuUsage()
  const loaded = loadCity({ city: 'hangzhou', cacheDir })
  cpuSeconds.push(process.cpuUsage(before).user / 1e6)
  return loaded
}

beforeAll(() => {
  cacheDir = mkdtempSync(join(tmpdir(), 'hangzhou-'))
  load()
  city = load()
  index = city.bundle.index
}, 120_000)
afterAll(() => rmSync(cacheDir, { recursive: true, force: true }))

const file = (name: string) => gunzipSync(city.bundle.file(name) ?? Buffer.alloc(0))
const cellsOf = (level: string) => index.levels.find((own) => own.level === level)?.cells ?? []

test('[CP1] Hangzhou has its 13 districts, 196 streets, 3,320 communities, and about 12,000 grids below them', () => {
  const count = (level: number) => city.tree.range(level)[1] - city.tree.range(level)[0]
  expect([0, 1, 2, 3, 5, 6].map(count)).toEqual([1, 13, 196, 3320, 20_000, 200_000])
  expect(Math.abs(count(4) - 12_000)).toBeLessThanOrEqual(200)
  expect(city.tree.names(city.tree.indexOf('330102001051'))).toEqual(['清波门社区', 'Qingbomen Community'])
})

test('[CP6] the city loads in 8 s of work at first and in 2 s from then on', () => {
  process.stdout.write(`Hangzhou loads in ${cpuSeconds.map((s) => s.toFixed(1)).join(' s, then ')} s of CPU\n`)
  expect(cpuSeconds[0]).toBeLessThan(FIRST_LOAD_S)
  expect(cpuSeconds[1]).toBeLessThan(NEXT_LOAD_S)
})

// Fault seen: all grids in one cell file (one street then needs 850 KB).
test('[CP9] the whole city is at most 2.5 MB on the wire, what one street needs at most 500 KB', () => {
  const sizeOfIndex = JSON.stringify(index).length
  const homes = Object.values(index.homes).reduce((sum, { bytes }) => sum + bytes, 0)
  const cells = index.levels.flatMap((level) => level.cells).reduce((sum, { bytes }) => sum + bytes, 0)
  const whole = sizeOfIndex + (index.nodes?.bytes ?? 0) + homes + cells
  const needs = Object.entries(index.homes).map(([street, own]) => {
    const district = city.tree.code(city.tree.parent(city.tree.indexOf(street)))
    const near = index.levels
      .flatMap((level) => level.cells)
      .filter(({ under }) => under === district || under === index.rootCode)
    return sizeOfIndex + (index.nodes?.bytes ?? 0) + own.bytes + near.reduce((sum, { bytes }) => sum + bytes, 0)
  })
  process.stdout.write(`Hangzhou is ${whole} bytes on the wire, a street ${Math.min(...needs)} to ${Math.max(...needs)}\n`)
  expect(needs.length).toBe(196)
  expect(whole).toBeLessThan(WHOLE_CITY_BYTES)
  expect(Math.max(...needs)).toBeLessThan(STREET_BYTES)
})

test('[CP9] files are served compressed and unchanging under their hash, the index fresh', async () => {
  const server = await serveRouters(cityBundleRoutes(city))
  try {
    const answer = await fetch(`${server.url}/city/index.json`)
    expect(answer.headers.get('cache-control')).toBe('no-cache')
    expect(await answer.json()).toEqual(index)
    const name = cellsOf('district')[0]?.file ?? ''
    const cells = await fetch(`${server.url}/city/${index.hash}/${name}`)
    expect(cells.headers.get('cache-control')).toContain('immutable')
    expect(cells.headers.get('content-encoding')).toBe('gzip')
    expect(decodeCells(new Uint8Array(await cells.arrayBuffer())).count).toBe(13)
    const plain = await fetch(`${server.url}/city/${index.hash}/${name}`, { headers: { 'accept-encoding': 'identity' } })
    expect(plain.headers.get('content-encoding')).toBeNull()
    for (const path of [`0000/${name}`, `${index.hash}/city.json`, `${index.hash}/..%2Fcity.json`])
      expect((await fetch(`${server.url}/city/${path}`)).status).toBe(404)
  } finally {
    await server.close()
  }
})

// Fault seen: the cells of a district's file in another order than its nodes.
test('[CP7] every grid holds its own label point, and every compound lies in its grid', () => {
  const [first, end] = city.tree.range(4)
  for (let grid = first; grid < end; grid++) {
    const [lng = 0, lat = 0] = city.tree.point(grid) ?? []
    expect(city.tree.place(lng, lat)?.code).toBe(city.tree.code(grid))
  }
  const [from, to] = city.tree.range(5)
  for (let compound = from; compound < to; compound += 7) {
    const [lng = 0, lat = 0] = city.tree.point(compound) ?? []
    expect(city.tree.place(lng, lat)?.code).toBe(city.tree.code(city.tree.parent(compound)))
  }
  expect(city.tree.place(121.5, 31.2)).toBeUndefined()
})

test('[CP5] no cell is a sliver, and grids are small in the centre and large in the hills', () => {
  const shapes = cellsOf('grid').flatMap(({ file: name, under }) =>
    readCells(file(name)).cells.map(({ rings }) => ({ under, ...momentsOf(rings[0] ?? []) })),
  )
  expect(Math.min(...shapes.map(({ compactness }) => compactness))).toBeGreaterThan(0.25)
  const median = (district: string) =>
    shapes
      .filter(({ under }) => under === district)
      .map(({ area }) => area)
      .sort((a, b) => a - b)
      .at(250) ?? 0
  expect(median('330127') / median('330105')).toBeGreaterThan(10)
})

test('[CP8] the files of a street hold its homes with codes, names and places', () => {
  const [street = '', { file: name = '' } = {}] = Object.entries(index.homes)[5] ?? []
  for (const rows of decodeNodes(file(name)))
    rows.codes.forEach((code, row) => {
      const node = rows.firstIndex + row
      expect(city.tree.indexOf(code)).toBe(node)
      expect(city.tree.lift(code, 'street')).toBe(street)
      expect(namesOf(rows, row)).toEqual(city.tree.names(node))
      expect(city.tree.point(node)).toEqual([rows.points[row * 2], rows.points[row * 2 + 1]])
    })
})

test.skipIf(!existsSync(names))('[CP1] names and codes are those of the official lists (skipped without hangzhou-names)', () => {
  for (const list of ['areas', 'streets', 'villages'])
    for (const line of readFileSync(join(names, `${list}.csv`), 'utf8')
      .trim()
      .split(/\r?\n/)
      .slice(1)) {
      const [code = '', name] = line.split(',')
      expect([code, city.tree.names(city.tree.indexOf(code))[0]]).toEqual([code, name])
    }
})
