import { gzipSync } from 'node:zlib'
import type { CityManifest } from '../../shared/domain/city.ts'
import { roleRank } from '../../shared/domain/role.ts'
import type { BundleIndex, BundleLevel } from '../../shared/geo/bundle.ts'
import { encodeCells, latticeDegrees } from '../../shared/geo/cell-codec.ts'
import { encodeNodes, type NodeRows } from '../../shared/geo/node-codec.ts'
import type { SoundLevel, SoundPack } from './check-pack.ts'

/** A compiled bundle: the index and every other file, gzip, by name. */
export interface CompiledBundle {
  readonly index: BundleIndex
  readonly files: ReadonlyMap<string, Buffer>
}

/** A level of more areas than this is cut into one file for each node of the level below the root. */
const MOST_AREAS_A_FILE = 1000

interface Files {
  readonly add: (file: string, content: Uint8Array) => { file: string; bytes: number }
  readonly all: Map<string, Buffer>
}

function openFiles(): Files {
  const all = new Map<string, Buffer>()
  return {
    all,
    add(file, content) {
      const packed = gzipSync(content, { level: 9 })
      all.set(file, packed)
      return { file, bytes: packed.length }
    },
  }
}

/** For every node its ancestor at a level, by node number. */
function ancestorsAt(levels: readonly SoundLevel[], at: number): Uint32Array {
  const size = levels.reduce((sum, { rows }) => sum + rows.codes.length, 0)
  const ancestors = new Uint32Array(size)
  levels.forEach(({ rows }, level) => {
    rows.parents.forEach((parent, row) => {
      ancestors[rows.firstIndex + row] = level <= at ? rows.firstIndex + row : (ancestors[parent] ?? 0)
    })
  })
  return ancestors
}

/** Contiguous runs of a level's rows under the same ancestor: [ancestor, first row, end row]. */
function runsUnder(rows: NodeRows, ancestors: Uint32Array): (readonly [ancestor: number, first: number, end: number])[] {
  const runs: (readonly [number, number, number])[] = []
  let first = 0
  for (let row = 1; row <= rows.codes.length; row++) {
    const ancestor = ancestors[rows.firstIndex + first] ?? 0
    if (row < rows.codes.length && ancestors[rows.firstIndex + row] === ancestor) continue
    runs.push([ancestor, first, row])
    first = row
  }
  return runs
}

function codeOf(levels: readonly SoundLevel[], index: number): string {
  const level = levels.findLast(({ rows }) => rows.firstIndex <= index)
  return level?.rows.codes[index - level.rows.firstIndex] ?? ''
}

function compileCells(pack: SoundPack, level: number, word: string, files: Files): BundleLevel['cells'] {
  const { rows, cells } = pack.levels[level] as SoundLevel
  if (cells.length === 0) return []
  const under = cells.length > MOST_AREAS_A_FILE && level > 1 ? 1 : 0
  return runsUnder(rows, ancestorsAt(pack.levels, under)).map(([ancestor, first, end], i) => {
    const run = { firstIndex: rows.firstIndex + first, quantum: pack.quantum, cells: cells.slice(first, end) }
    const written = files.add(`${word}-${i}.cells`, encodeCells(run))
    return { ...written, first: run.firstIndex, count: end - first, under: codeOf(pack.levels, ancestor) }
  })
}

function slice(rows: NodeRows, first: number, end: number): NodeRows {
  return {
    ...rows,
    firstIndex: rows.firstIndex + first,
    codes: rows.codes.slice(first, end),
    parents: rows.parents.slice(first, end),
    given: new Map([...rows.given].flatMap(([row, names]) => (row >= first && row < end ? [[row - first, names]] : []))),
    points: rows.points.slice(first * 2, end * 2),
  }
}

/** The levels of points, one file for each street (or what comes nearest to a street in this pack). */
function compileHomes(pack: SoundPack, manifest: CityManifest, files: Files): BundleIndex['homes'] {
  const points = pack.levels.filter(({ cells }, level) => level > 0 && cells.length === 0)
  const street = manifest.levels.findLastIndex(
    ({ role }, level) => roleRank(role) <= roleRank('street') && (pack.levels[level]?.cells.length ?? 0) > 0,
  )
  const ancestors = ancestorsAt(pack.levels, Math.max(0, street))
  const perStreet = new Map<number, NodeRows[]>()
  for (const { rows } of points)
    for (const [ancestor, first, end] of runsUnder(rows, ancestors))
      perStreet.set(ancestor, [...(perStreet.get(ancestor) ?? []), slice(rows, first, end)])
  return Object.fromEntries(
    [...perStreet].map(([ancestor, blocks], i) => [
      codeOf(pack.levels, ancestor),
      files.add(`homes-${i}.nodes`, encodeNodes(blocks, pack.quantum)),
    ]),
  )
}

function boundsOf({ levels, quantum }: SoundPack): BundleIndex['bounds'] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of levels.flatMap(({ cells }) => cells).flatMap(({ rings }) => rings))
    for (let i = 0; i < ring.length; i += 2) {
      const [lng, lat] = [latticeDegrees(ring[i] as number, quantum), latticeDegrees(ring[i + 1] as number, quantum)]
      box[0] = Math.min(box[0], lng)
      box[1] = Math.min(box[1], lat)
      box[2] = Math.max(box[2], lng)
      box[3] = Math.max(box[3], lat)
    }
  return Number.isFinite(box[0]) ? box : undefined
}

function compileWater({ water }: SoundPack, manifest: CityManifest, files: Files): Pick<BundleIndex, 'water'> {
  if (manifest.water === undefined) return {}
  const written = files.add('water.cells', encodeCells({ firstIndex: 0, ...water }))
  return { water: { ...written, attribution: manifest.water.attribution } }
}

/** The screen bundle of a sound pack: pure, the same pack and hash give the same bytes (CP8, CP9). */
export function compileBundle(pack: SoundPack, manifest: CityManifest, hash: string): CompiledBundle {
  const files = openFiles()
  const levels = manifest.levels.map((level, at): BundleLevel => {
    const { rows } = pack.levels[at] as SoundLevel
    const cells = compileCells(pack, at, level.level, files)
    const { level: word, role, name } = level
    return { level: word, role, name, first: rows.firstIndex, count: rows.codes.length, cells }
  })
  const areas = pack.levels.filter(({ cells }, level) => level === 0 || cells.length > 0).map(({ rows }) => rows)
  const { id, name, code, timezone, notice } = manifest
  const bounds = boundsOf(pack)
  const index: BundleIndex = {
    id,
    hash,
    name,
    rootCode: code,
    timezone,
    growing: false,
    levels,
    nodes: files.add('areas.nodes', encodeNodes(areas, pack.quantum)),
    homes: compileHomes(pack, manifest, files),
    ...compileWater(pack, manifest, files),
    ...(bounds ? { bounds } : {}),
    notice,
  }
  return { index, files: files.all }
}
