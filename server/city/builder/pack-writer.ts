import { createHash } from 'node:crypto'
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import type { NetRing, PlanarNet } from './planar-net.ts'
import type { Home } from './place-homes.ts'
import type { NetArea } from './subdivide.ts'

/** Everything a built city consists of. */
export interface BuiltCity {
  readonly root: NetArea
  readonly net: PlanarNet
  /** Homes of each grid, by grid code. */
  readonly homes: ReadonlyMap<string, readonly Home[]>
  /** The pack's words for the levels of areas, widest first, then compound and stairwell. */
  readonly levels: readonly string[]
}

/** Lattice value as degrees with five decimals. */
function degrees(value: number): string {
  return (value / 1e5).toFixed(5)
}

function areasByLevel(root: NetArea): NetArea[][] {
  const levels = [[root]]
  for (;;) {
    const next = (levels.at(-1) ?? []).flatMap((area) => area.parts)
    if (next.length === 0) return levels
    levels.push(next)
  }
}

function geojson(areas: readonly NetArea[], net: PlanarNet): string {
  const position = (vertex: number) => `[${degrees(net.x(vertex))},${degrees(net.y(vertex))}]`
  const closed = (ring: NetRing) => [...ring, ...ring.slice(0, 1)].map(position).join(',')
  const features = areas.map(
    ({ code, ring }) =>
      `{"type":"Feature","properties":{"code":"${code}"},"geometry":{"type":"Polygon","coordinates":[[${closed(net.whole(ring))}]]}}`,
  )
  return `{"type":"FeatureCollection","features":[\n${features.join(',\n')}\n]}\n`
}

function homeRows(grid: string, homes: readonly Home[], [compound = '', stairwell = '']: readonly string[]): string[] {
  const point = ([x, y]: readonly [number, number]) => `${degrees(x)},${degrees(y)}`
  return homes.flatMap((home, c) => {
    const code = `${grid}-${String(c + 1).padStart(2, '0')}`
    const inner = home.stairwells.map((at, s) => `${code}-${String(s + 1).padStart(2, '0')},${code},${stairwell},,,${point(at)}`)
    return [`${code},${grid},${compound},,,${point(home.at)}`, ...inner]
  })
}

function nodeRows({ root, homes, levels }: BuiltCity): string {
  const rows = ['code,parent,level,zh,en,lng,lat']
  const visit = (area: NetArea, parent: string, level: number) => {
    rows.push(`${area.code},${parent},${levels[level] ?? ''},${area.zh},${area.en},,`)
    for (const part of area.parts) visit(part, area.code, level + 1)
    if (area.parts.length === 0) rows.push(...homeRows(area.code, homes.get(area.code) ?? [], levels.slice(level + 1)))
  }
  visit(root, '', 0)
  return `${rows.join('\n')}\n`
}

/** The pack's own files, uncompressed, by name without `.gz`. */
export function packFiles(city: BuiltCity): ReadonlyMap<string, string> {
  const geometry = areasByLevel(city.root).map((areas, level): [string, string] => [
    `${city.levels[level] ?? ''}.geojson`,
    geojson(areas, city.net),
  ])
  return new Map([['nodes.csv', nodeRows(city)], ...geometry])
}

/** SHA-256 of each file's uncompressed content, by the name it has in the pack (CP10). */
export function hashesOf(files: ReadonlyMap<string, string>): Record<string, string> {
  return Object.fromEntries(
    [...files].map(([name, content]) => [`${name}.gz`, createHash('sha256').update(content).digest('hex')]),
  )
}

/** Writes the files (gzip) and the manifest into a pack's folder. */
export function writePack(folder: string, files: ReadonlyMap<string, string>, manifest: object): void {
  mkdirSync(folder, { recursive: true })
  for (const [name, content] of files) writeFileSync(join(folder, `${name}.gz`), gzipSync(content, { level: 9 }))
  writeFileSync(join(folder, 'city.json'), `${JSON.stringify(manifest, null, 2)}\n`)
}
