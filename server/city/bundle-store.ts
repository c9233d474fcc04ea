import { existsSync, mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { Value } from '@sinclair/typebox/value'
import { BUNDLE_INDEX, type BundleIndex } from '../../shared/geo/bundle.ts'
import { readCells } from '../../shared/geo/cell-codec.ts'
import { decodeNodes, type NodeRows } from '../../shared/geo/node-codec.ts'
import type { CityBundle } from './city-bundle.ts'
import type { CompiledBundle } from './compile-bundle.ts'
import type { PackFault } from './pack-fault.ts'
import type { PackLevel } from './pack-tree.ts'

/** What is remembered of one pack hash: its faults, or its bundle. */
export type StoredVerdict =
  { readonly kind: 'broken'; readonly faults: readonly PackFault[] } | { readonly kind: 'bundle'; readonly bundle: CityBundle }

const VERDICT = 'faults.json'
const INDEX = 'index.json'

/** The bundle with all its files in memory: what is served is what was compiled, whatever happens on disk later. */
export function bundleOf({ index, files }: CompiledBundle): CityBundle {
  return { index, file: (name) => files.get(name) }
}

function namesOf(index: BundleIndex): string[] {
  return [
    ...index.levels.flatMap(({ cells }) => cells.map(({ file }) => file)),
    ...Object.values(index.homes).map(({ file }) => file),
    ...(index.nodes ? [index.nodes.file] : []),
    ...(index.water ? [index.water.file] : []),
  ]
}

/** Reads what is remembered; undefined where nothing is, or what is there cannot be used (it is then made again). */
export function readVerdict(cacheDir: string, hash: string): StoredVerdict | undefined {
  const folder = join(cacheDir, hash)
  try {
    if (existsSync(join(folder, VERDICT)))
      return { kind: 'broken', faults: JSON.parse(readFileSync(join(folder, VERDICT), 'utf8')) as PackFault[] }
    if (!existsSync(join(folder, INDEX))) return undefined
    const index: unknown = JSON.parse(readFileSync(join(folder, INDEX), 'utf8'))
    if (!Value.Check(BUNDLE_INDEX, index) || index.hash !== hash) return undefined
    const files = new Map(namesOf(index).map((name) => [name, readFileSync(join(folder, `${name}.gz`))]))
    return { kind: 'bundle', bundle: bundleOf({ index, files }) }
  } catch {
    return undefined
  }
}

/** Writes beside and renames, so that a stop in the middle leaves nothing half made. */
function putFolder(cacheDir: string, hash: string, write: (folder: string) => void): void {
  mkdirSync(cacheDir, { recursive: true, mode: 0o700 })
  const folder = mkdtempSync(join(cacheDir, `${hash}.new-`))
  write(folder)
  rmSync(join(cacheDir, hash), { recursive: true, force: true })
  renameSync(folder, join(cacheDir, hash))
}

/** Remembers that a pack is broken (CP6). */
export function keepFaults(cacheDir: string, hash: string, faults: readonly PackFault[]): void {
  putFolder(cacheDir, hash, (folder) => writeFileSync(join(folder, VERDICT), JSON.stringify(faults)))
}

/** Remembers a compiled bundle (CP6). */
export function keepBundle(cacheDir: string, hash: string, { index, files }: CompiledBundle): void {
  putFolder(cacheDir, hash, (folder) => {
    for (const [name, content] of files) writeFileSync(join(folder, `${name}.gz`), content)
    writeFileSync(join(folder, INDEX), JSON.stringify(index))
  })
}

function contentOf(bundle: CityBundle, name: string): Uint8Array {
  const packed = bundle.file(name)
  if (!packed) throw new TypeError(`the city bundle lacks ${name}`)
  return gunzipSync(packed)
}

function joinRows(blocks: readonly NodeRows[]): NodeRows | undefined {
  const sorted = [...blocks].sort((a, b) => a.firstIndex - b.firstIndex)
  const first = sorted[0]
  if (!first) return undefined
  const shift = (rows: NodeRows) => rows.firstIndex - first.firstIndex
  const points = new Float64Array(sorted.reduce((sum, rows) => sum + rows.points.length, 0))
  const parents = new Uint32Array(sorted.reduce((sum, rows) => sum + rows.codes.length, 0))
  for (const rows of sorted) {
    points.set(rows.points, shift(rows) * 2)
    parents.set(rows.parents, shift(rows))
  }
  return {
    ...first,
    codes: sorted.flatMap((rows) => rows.codes),
    parents,
    given: new Map(sorted.flatMap((rows) => [...rows.given].map(([row, names]) => [row + shift(rows), names] as const))),
    points,
  }
}

/** The levels of a bundle as the tree wants them. The server reads what screens read: one format, one truth. */
export function levelsOf(bundle: CityBundle): PackLevel[] {
  const { index } = bundle
  const files = [...(index.nodes ? [index.nodes] : []), ...Object.values(index.homes)]
  const blocks = files.flatMap(({ file }) => decodeNodes(contentOf(bundle, file)))
  return index.levels.map((level, at): PackLevel => {
    const rows = joinRows(blocks.filter((block) => block.level === at))
    const cells = level.cells.map(({ file }) => readCells(contentOf(bundle, file)))
    const empty = { level: at, firstIndex: level.first, codes: [], parents: new Uint32Array(), pattern: { zh: '', en: '' } }
    return { rows: rows ?? { ...empty, given: new Map(), points: new Float64Array() }, cells }
  })
}
