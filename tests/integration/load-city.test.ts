import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync, gzipSync } from 'node:zlib'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { decodeCells } from '../../shared/geo/cell-codec.ts'
import { loadCity } from '../../server/city/load-city.ts'
import { BrokenPack } from '../../server/city/pack-fault.ts'
import { WrongConfiguration } from '../../server/runtime/wrong-configuration.ts'
import { smallPack, writePack, type SmallPack } from '../support/small-pack.ts'

let folder = ''
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'pack-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

const load = () => loadCity({ city: join(folder, 'pack'), cacheDir: join(folder, 'cache') })

function faultsOf(change: (pack: SmallPack) => void): string[] {
  const pack = smallPack()
  change(pack)
  writePack(join(folder, 'pack'), pack)
  try {
    load()
    return []
  } catch (reason) {
    if (!(reason instanceof BrokenPack)) throw reason
    return reason.faults.map((fault) => `${fault.kind} ${fault.at}`.trim())
  }
}

// Fault seen: the remembered index refused by its own schema, so that every start compiled again.
test('[CP1] [CP6] a small pack loads, and again from what is remembered, alike', () => {
  writePack(join(folder, 'pack'), smallPack())
  const first = load()
  const { tree } = first
  expect(tree.size).toBe(11)
  expect([0, 1, 2, 3].map((level) => tree.range(level))).toEqual([
    [0, 1],
    [1, 3],
    [3, 7],
    [7, 11],
  ])
  expect(tree.children(2).map((index) => tree.code(index))).toEqual(['C-1-0', 'C-1-1'])
  expect(tree.names(tree.indexOf('C-1-1'))).toEqual(['第2网格', 'Grid 2'])
  expect(tree.place(120.015, 30.007)?.code).toBe('C-1-1')
  expect(tree.place(119.99, 30.007)).toBeUndefined()
  expect(tree.lift('C-1-1-h', 'street')).toBe('C-1')
  expect(tree.point(tree.indexOf('C-1-0-h'))).toEqual([120.015, 30.0025])
  expect(tree.point(tree.indexOf('C-0-0'))?.[0]).toBeCloseTo(120.005, 3)
  const made = statSync(join(folder, 'cache', first.packHash)).mtimeMs
  const again = load()
  expect(statSync(join(folder, 'cache', first.packHash)).mtimeMs).toBe(made)
  expect(again.packHash).toBe(first.packHash)
  const codes = (city: typeof first) =>
    Array.from({ length: 11 }, (_, i) => [city.tree.code(i), ...city.tree.names(i), city.tree.parent(i), city.tree.level(i)])
  expect(codes(again)).toEqual(codes(first))
  expect(again.bundle.index).toEqual(first.bundle.index)
})

test('[CP1] a pack may stop at the districts, or go on to an eighth level', () => {
  const short = smallPack()
  short.manifest['levels'] = (short.manifest['levels'] as unknown[]).slice(0, 2)
  short.nodes = short.nodes.filter((line) => !line.includes(',grid,') && !line.includes(',compound,'))
  writePack(join(folder, 'pack'), short)
  expect(load().tree.place(120.015, 30.007)?.code).toBe('C-1')
  const deep = smallPack()
  const words = ['a', 'b', 'c', 'd']
  deep.manifest['levels'] = [
    ...(deep.manifest['levels'] as unknown[]),
    ...words.map((level) => ({ level, role: 'stairwell', name: { zh: level, en: level } })),
  ]
  words.forEach((word, i) => deep.nodes.push(`C-0-0-h${'-x'.repeat(i + 1)},C-0-0-h${'-x'.repeat(i)},${word},,,,,120.005,30.0025`))
  writePack(join(folder, 'pack'), deep)
  const { tree } = load()
  expect([tree.levels.length, tree.size]).toEqual([8, 15])
  expect(tree.names(14)).toEqual(['d1', 'd 1'])
  expect(tree.lift('C-0-0-h-x-x-x-x', 'community')).toBe('C-0')
})

// Fault seen: cycles not looked for once something else was wrong.
test('[CP2] every fault of a pack is listed, each under its name', () => {
  const faults = faultsOf((pack) => {
    pack.nodes.push(
      'C-9,C-8,district,九,Nine,,,,',
      'C-0,C,district,again,Again,,,,',
      'X,Y,grid,x,X,,,,',
      'Y,X,grid,y,Y,,,,',
      'C-7,C,ward,七,Seven,,,,',
    )
    pack.areas['district']?.['C-0']?.pop()
    pack.catalogue = { version: '1' }
  })
  expect(faults).toEqual(
    expect.arrayContaining([
      'orphan line 13',
      'duplicate-code line 14',
      'cycle line 15',
      'wrong-level line 17',
      'unclosed-ring C-0',
      'unknown-catalogue /types',
    ]),
  )
})

test('[CP2] missing files and a bad manifest are faults of their own', () => {
  expect(
    faultsOf((pack) => (pack.manifest['water'] = { geometry: 'water.geojson', attribution: { zh: '测', en: 'Survey' } })),
  ).toEqual(['missing-file'])
  expect(faultsOf((pack) => (pack.manifest['nodes'] = '../../secret'))).toEqual(['missing-file'])
  expect(faultsOf((pack) => (pack.manifest['levels'] = []))).toEqual(['bad-schema /levels'])
  writeFileSync(join(folder, 'pack', 'city.json'), '{')
  expect(load).toThrow(/city\.json.*not JSON/s)
  expect(() => loadCity({ city: 'nowhere', cacheDir: folder })).toThrow(WrongConfiguration)
})

const moved = (pack: SmallPack, move: (x: number, y: number) => [number, number]) => {
  for (const rings of Object.values(pack.areas))
    for (const code of Object.keys(rings)) rings[code] = (rings[code] ?? []).map(([x, y]) => move(x, y))
}

// Fault seen: swapped coordinates taken where both halves happen to be valid degrees (Baltimore).
test('[CP4] no CRS, an unknown one, projected metres and swapped coordinates are refused', () => {
  expect(faultsOf((pack) => delete pack.manifest['crs'])).toEqual(['no-crs /crs'])
  expect(faultsOf((pack) => (pack.manifest['crs'] = 'EPSG:4528'))).toContain('unknown-crs /crs')
  expect(faultsOf((pack) => moved(pack, (x, y) => [x * 4000, y * 110_000]))).toContain('projected')
  expect(faultsOf((pack) => moved(pack, (x, y) => [y, x]))).toContain('swapped')
  const baltimore = (pack: SmallPack) => {
    pack.manifest['timezone'] = 'America/New_York'
    moved(pack, (x, y) => [y + 9, x - 196])
  }
  expect(faultsOf(baltimore)).toContain('swapped')
})

// Fault seen: the tolerance taken in lattice steps instead of metres.
test('[CP5] gaps, overlaps and strays are refused; a metre is not', () => {
  const border = (metres: number) => (pack: SmallPack) => {
    const x = Number((120.01 - metres / 96_400).toFixed(7))
    const ring = pack.areas['grid']?.['C-1-0']
    if (ring) for (const corner of ring) if (corner[0] === 120.01) corner[0] = x
  }
  expect(faultsOf(border(30))).toEqual(['area-sum C-1', 'outside-parent C-1-0'])
  const within = (pack: SmallPack) => {
    const ring = pack.areas['grid']?.['C-1-0']
    ring?.splice(3, 0, [120.015, 30.006])
  }
  expect(faultsOf(within)).toEqual(['area-sum C-1', 'overlap C-1-0'])
  const wave = (metres: number) => (pack: SmallPack) => {
    const swing = metres / 111_320
    pack.areas['grid']?.['C-1-0']?.splice(3, 0, [120.0175, 30.005 + swing], [120.0125, 30.005 - swing])
  }
  expect(faultsOf(wave(0.6))).toEqual([])
  expect(faultsOf(wave(1.6))).toEqual(['overlap C-1-0'])
  expect(faultsOf((pack) => (pack.nodes[4] = 'C-0-0-h,C-0-0,compound,,,,,120.006,30.02'))).toEqual(['outside-parent C-0-0-h'])
  expect(faultsOf((pack) => (pack.nodes[4] = 'C-0-0-h,C-0-0,compound,,,,,,'))).toEqual(['no-geometry C-0-0-h'])
  expect(faultsOf(() => undefined)).toEqual([])
})

// Fault seen: the verdict of a broken pack not kept.
test('[CP6] the verdict is remembered by content: a mended pack is checked again, a broken one is not', () => {
  const broken = (pack: SmallPack) => void (pack.nodes[2] = 'C-0,,district,区,District,,,,')
  expect(faultsOf(broken)).toEqual(['orphan line 3'])
  expect(faultsOf(broken)).toEqual(['orphan line 3'])
  expect(readdirSync(join(folder, 'cache')).length).toBe(1)
  expect(faultsOf(() => undefined)).toEqual([])
  expect(readdirSync(join(folder, 'cache')).length).toBe(2)
})

test.each([
  ['a direction turned over', '区\u202e1', 'hidden-character line 3'],
  ['a space of no width', '区\u200b1', 'hidden-character line 3'],
])('[CP16] %s in a name is a fault', (_what, name, fault) => {
  // Fault seen: the node rows left out of the files that are looked at.
  const faults = faultsOf((pack) => {
    pack.nodes = pack.nodes.map((row, at) => (at === 2 ? row.replace('区0', name) : row))
  })
  expect(faults).toContain(fault)
})

test('[CP16] a word of two scripts is a fault, and so is a file that grows beyond all measure', () => {
  expect(faultsOf((pack) => (pack.nodes = pack.nodes.map((row) => row.replace('District 0', 'Dіstrict 0'))))).toContain(
    'hidden-character line 3',
  )
  const pack = smallPack()
  pack.manifest['nodes'] = 'nodes.csv.gz'
  writePack(join(folder, 'pack'), pack)
  writeFileSync(join(folder, 'pack/nodes.csv.gz'), gzipSync(Buffer.alloc(80 * 2 ** 20)))
  expect(load).toThrow(/nodes.csv.gz.*bad-file.*200 times/)
})

const pond = (ring: number[][]) => ({ type: 'Feature', properties: {}, geometry: { type: 'Polygon', coordinates: [ring] } })
const POND = [
  [120.001, 30.001],
  [120.003, 30.001],
  [120.003, 30.002],
  [120.001, 30.001],
]

function writeWith(extra: Record<string, unknown>, files: Record<string, Buffer | string>): void {
  const pack = smallPack()
  Object.assign(pack.manifest, extra)
  writePack(join(folder, 'pack'), pack)
  for (const [name, content] of Object.entries(files)) writeFileSync(join(folder, 'pack', name), content)
}

test('[CP1] a pack’s water reaches the screen with the words of whom it is from; broken rings are faults', () => {
  const water = { geometry: 'water.geojson', attribution: { zh: '测绘院', en: 'Survey' } }
  const collection = (...rings: number[][][]) => JSON.stringify({ type: 'FeatureCollection', features: rings.map(pond) })
  writeWith({ water }, { 'water.geojson': collection(POND) })
  const { bundle } = load()
  expect(bundle.index.water).toMatchObject({ file: 'water.cells', attribution: water.attribution })
  const cells = decodeCells(gunzipSync(bundle.file('water.cells') ?? Buffer.alloc(0)))
  expect([cells.count, ...cells.bounds]).toEqual([1, 120.001, 30.001, 120.003, 30.002])
  writeWith({ water }, { 'water.geojson': collection(POND, POND.slice(0, 3)) })
  expect(load).toThrow(/water\.geojson feature 1: unclosed-ring/)
})

test('[CP15] a pack brings a font, and one that is none is a fault', () => {
  const font = readFileSync(join(import.meta.dirname, '../fixtures/fonts/rare.woff2'))
  writeWith({ font: 'rare.woff2' }, { 'rare.woff2': font })
  expect(load().font?.equals(font)).toBe(true)
  writeWith({ font: 'rare.woff2' }, { 'rare.woff2': 'no font at all, but long enough to have the header of a font' })
  expect(load).toThrow(/rare\.woff2 : bad-file: This is no WOFF2 font/)
})
