import { toLattice, type LatticeCell } from '../../shared/geo/cell-codec.ts'
import type { NodeRows } from '../../shared/geo/node-codec.ts'
import { checkChildren, checkedArea, checkPoint, type CheckedArea } from './check-areas.ts'
import { checkExtras, type PackWater } from './check-extras.ts'
import { coordinateReader, crsFaults, readGeometry, type LevelGeometry } from './geometry-file.ts'
import { latticeCell, quantumOf } from './lattice-geometry.ts'
import { readNodeTable, type NodeTable } from './node-table.ts'
import { orderNodes } from './order-nodes.ts'
import { hiddenFaults } from './hidden-characters.ts'
import { hashFaults, type PackFiles } from './pack-files.ts'
import type { PackFault } from './pack-fault.ts'
import { wordFaults } from './pack-words.ts'

/** One level of a sound pack: rows in their final order, and areas on the lattice (none for levels of points). */
export interface SoundLevel {
  readonly rows: NodeRows
  readonly cells: readonly LatticeCell[]
}

export interface SoundPack {
  readonly levels: readonly SoundLevel[]
  readonly quantum: number
  readonly water: PackWater
}

export type PackVerdict =
  { readonly kind: 'sound'; readonly pack: SoundPack } | { readonly kind: 'broken'; readonly faults: readonly PackFault[] }

const NOTHING: LevelGeometry = { areas: new Map(), points: new Map() }

function readAllGeometry(files: PackFiles): { levels: LevelGeometry[]; faults: PackFault[] } {
  const reader = coordinateReader(files.manifest)
  const faults: PackFault[] = []
  const levels = files.manifest.levels.map((level): LevelGeometry => {
    if (level.geometry === undefined) return NOTHING
    const geometry = readGeometry(level.geometry, files.read(level.geometry), reader)
    faults.push(...geometry.faults)
    return geometry
  })
  return { levels, faults }
}

interface RowSource {
  readonly table: NodeTable
  readonly rows: NodeRows
  /** Table row by node number. */
  readonly rowOf: Int32Array
}

/** Positions written in node rows, through the same reader as GeoJSON. */
function rowPoints(files: PackFiles, { table, rows, rowOf }: RowSource, geometry: LevelGeometry) {
  const reader = coordinateReader(files.manifest)
  const points = new Float64Array(rows.codes.length * 2)
  const missing: string[] = []
  rows.codes.forEach((code, row) => {
    const tableRow = rowOf[rows.firstIndex + row] ?? 0
    const [x, y] = [table.x[tableRow] ?? Number.NaN, table.y[tableRow] ?? Number.NaN]
    const given = Number.isNaN(x + y) ? undefined : reader.read([x, y])
    const place = geometry.points.get(code) ?? given
    if (place) points.set(place, row * 2)
    else if (Number.isNaN(x + y)) missing.push(code)
  })
  const file = files.manifest.nodes
  const message = 'the node needs lng and lat in its row, or a feature in the geometry of its level'
  const faults = missing.map((at): PackFault => ({ kind: 'no-geometry', file, at, message }))
  return { points, faults: [...faults, ...reader.faults(file)] }
}

function matchFaults(rows: NodeRows, { areas, points }: LevelGeometry, file: string): PackFault[] {
  const codes = new Set(rows.codes)
  const strangers = [...areas.keys(), ...points.keys()].filter((code) => !codes.has(code))
  const bare = areas.size > 0 ? rows.codes.filter((code) => !areas.has(code)) : []
  return [
    ...strangers.map((at): PackFault => ({ kind: 'unknown-code', file, at, message: 'no node of this level has this code' })),
    ...bare.map((at): PackFault => ({ kind: 'no-geometry', file, at, message: 'the node has no area in the file of its level' })),
  ]
}

function* coordinatesOf(levels: readonly LevelGeometry[], points: readonly Float64Array[]): Iterable<number> {
  for (const { areas } of levels) for (const polygons of areas.values()) for (const ring of polygons.flat()) yield* ring
  for (const list of points) yield* list
}

function areaFaults(levels: readonly SoundLevel[], quantum: number, files: PackFiles): PackFault[] {
  const byNumber = new Map<number, CheckedArea>()
  return levels.flatMap(({ rows, cells }, level) => {
    const file = files.manifest.levels[level]?.geometry ?? files.manifest.nodes
    const children = new Map<number, CheckedArea[]>()
    const stray: PackFault[] = []
    rows.codes.forEach((code, row) => {
      const parent = rows.parents[row] ?? 0
      const cell = cells[row]
      const [x = 0, y = 0] = rows.points.subarray(row * 2, row * 2 + 2)
      const home = byNumber.get(parent)
      if (cell) {
        const area = checkedArea(code, cell)
        byNumber.set(rows.firstIndex + row, area)
        if (level > 0) children.set(parent, [...(children.get(parent) ?? []), area])
      } else if (home) {
        byNumber.set(rows.firstIndex + row, home)
        if (!checkPoint(home, [toLattice(x, quantum), toLattice(y, quantum)], quantum))
          stray.push({ kind: 'outside-parent', file, at: code, message: `its point lies outside ${home.code}` })
      }
    })
    const sums = [...children].flatMap(([parent, list]) => {
      const area = byNumber.get(parent)
      return area ? checkChildren(area, list, quantum, file) : []
    })
    return [...stray, ...sums]
  })
}

/** Checks a whole pack and lists every fault (CP2 … CP5); a sound one comes back ready to compile. */
export function checkPack(files: PackFiles): PackVerdict {
  const { manifest } = files
  const { table, faults: nodeFaults } = readNodeTable(files.read(manifest.nodes), manifest)
  const geometry = readAllGeometry(files)
  const { water, faults: inExtras } = checkExtras(files)
  const inFiles = [...hashFaults(files), ...hiddenFaults(files), ...wordFaults(files)]
  const faults = [...inFiles, ...crsFaults(manifest), ...nodeFaults, ...geometry.faults, ...inExtras]
  if (nodeFaults.length > 0) return { kind: 'broken', faults }
  const { levels: ordered, rowOf } = orderNodes(table, manifest)
  const withPoints = ordered.map((rows, level): NodeRows => {
    const own = geometry.levels[level] ?? NOTHING
    faults.push(...matchFaults(rows, own, manifest.levels[level]?.geometry ?? manifest.nodes))
    if (own.areas.size > 0) return rows
    const { points, faults: wrong } = rowPoints(files, { table, rows, rowOf }, own)
    faults.push(...wrong)
    return { ...rows, points }
  })
  if (faults.length > 0) return { kind: 'broken', faults }
  const quantum = quantumOf(
    coordinatesOf(
      geometry.levels,
      withPoints.map(({ points }) => points),
    ),
  )
  const levels = withPoints.map((rows, level): SoundLevel => {
    const areas = geometry.levels[level]?.areas ?? new Map<string, never>()
    const cells = areas.size === 0 ? [] : rows.codes.map((code) => latticeCell(areas.get(code) ?? [], quantum))
    return { rows, cells }
  })
  const wrong = areaFaults(levels, quantum, files)
  return wrong.length > 0 ? { kind: 'broken', faults: wrong } : { kind: 'sound', pack: { levels, quantum, water } }
}
