import { RULES } from './fold-run.ts'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

type Ring = [number, number][]

/** What a test changes about the small pack before it is written. */
export interface SmallPack {
  manifest: Record<string, unknown>
  /** Lines of `nodes.csv`. */
  nodes: string[]
  /** Rings by code, one map a level of areas. */
  areas: Record<string, Record<string, Ring>>
  catalogue: unknown
}

const both = (text: string) => ({ zh: text, en: text })

function square(west: number, south: number, width: number, height: number): Ring {
  const [east, north] = [west + width, south + height]
  return (
    [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
      [west, south],
    ] as Ring
  ).map(([x, y]) => [Number(x.toFixed(5)), Number(y.toFixed(5))])
}

const EMPTY_CATALOGUE = Object.fromEntries(
  [
    'families',
    'types',
    'duties',
    'workItems',
    'dimensions',
    'sources',
    'units',
    'serviceCategories',
    'measureTypes',
    'warningTypes',
    'plans',
    'reasons',
  ].map((list) => [list, []]),
)

/** A sound pack: a city of two districts, each of two grids, each grid with one compound. Corner at 120, 30; 0.02° wide. */
export function smallPack(): SmallPack {
  const level = (name: string, geometry?: string) => ({
    level: name,
    role: name,
    name: both(name),
    ...(geometry ? { geometry } : {}),
  })
  const nodes = ['code,parent,level,zh,en,validFrom,validTo,lng,lat', 'C,,city,城,City,,,,']
  const grids: Record<string, Ring> = {}
  for (const d of [0, 1]) {
    nodes.push(`C-${d},C,district,区${d},District ${d},,,,`)
    for (const g of [0, 1]) {
      nodes.push(
        `C-${d}-${g},C-${d},grid,,,,,,`,
        `C-${d}-${g}-h,C-${d}-${g},compound,,,,,${120.005 + d * 0.01},${30.0025 + g * 0.005}`,
      )
      grids[`C-${d}-${g}`] = square(120 + d * 0.01, 30 + g * 0.005, 0.01, 0.005)
    }
  }
  return {
    manifest: {
      id: 'small',
      code: 'C',
      name: both('small'),
      timezone: 'Asia/Shanghai',
      shiftStartHour: 8,
      periodStartDay: 1,
      crs: 'WGS84',
      levels: [
        level('city', 'city.geojson'),
        level('district', 'district.geojson'),
        { ...level('grid', 'grid.geojson'), nodeName: { zh: '第{n}网格', en: 'Grid {n}' } },
        level('compound'),
      ],
      nodes: 'nodes.csv',
      catalogue: 'catalogue.json',
      rules: 'rules.json',
      notice: { boundaries: both('示意'), approval: both('审图号'), sources: both('test') },
    },
    nodes,
    areas: {
      city: { C: square(120, 30, 0.02, 0.01) },
      district: { 'C-0': square(120, 30, 0.01, 0.01), 'C-1': square(120.01, 30, 0.01, 0.01) },
      grid: grids,
    },
    catalogue: { version: '1', ...EMPTY_CATALOGUE },
  }
}

/** Writes a pack into a folder. */
export function writePack(folder: string, pack: SmallPack): void {
  const put = (file: string, content: unknown) =>
    writeFileSync(join(folder, file), typeof content === 'string' ? content : JSON.stringify(content))
  mkdirSync(folder, { recursive: true })
  put('city.json', pack.manifest)
  put('nodes.csv', pack.nodes.join('\n'))
  put('catalogue.json', pack.catalogue)
  put('rules.json', RULES)
  for (const [level, rings] of Object.entries(pack.areas)) {
    const features = Object.entries(rings).map(([code, ring]) => ({
      type: 'Feature',
      properties: { code },
      geometry: { type: 'Polygon', coordinates: [ring] },
    }))
    put(`${level}.geojson`, { type: 'FeatureCollection', features })
  }
}
