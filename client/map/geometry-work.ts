import { decodeCells } from '../../shared/geo/cell-codec.ts'
import { decodeNodes, namesOf, type NodeRows } from '../../shared/geo/node-codec.ts'
import { buildGeometry } from './build-geometry.ts'
import type { LevelNames, StreetHomes } from './city-names.ts'
import type { WaterMesh } from './layers/water-layer/water-mesh.ts'
import type { LevelGeometry } from './level-geometry.ts'
import { projectPairs, type Plane } from './plane.ts'

/** A bundle's node file as rows a screen can name. */
export function readNames(bytes: Uint8Array): LevelNames[] {
  const blocks = decodeNodes(bytes)
  const codes = new Map<number, string>()
  for (const rows of blocks) rows.codes.forEach((code, row) => codes.set(rows.firstIndex + row, code))
  return blocks.map((rows) => {
    const names = rows.codes.map((_, row) => namesOf(rows, row))
    return {
      level: rows.level,
      firstIndex: rows.firstIndex,
      codes: rows.codes,
      zh: names.map(([zh]) => zh),
      en: names.map(([, en]) => en),
      parents: rows.codes.map((code, row) => parentOf(rows, row, codes, code)),
    }
  })
}

function parentOf(rows: NodeRows, row: number, codes: ReadonlyMap<number, string>, own: string): string {
  const parent = codes.get(rows.parents[row] ?? 0) ?? ''
  return parent === own ? '' : parent
}

/** Adds a run's origin to its offsets and projects, in double precision until the last step. */
function project(plane: Plane, offsets: Float32Array, origin: readonly [number, number]): Float32Array {
  const lngLat = new Float64Array(offsets.length)
  for (let i = 0; i < offsets.length; i += 2) {
    lngLat[i] = origin[0] + (offsets[i] ?? 0)
    lngLat[i + 1] = origin[1] + (offsets[i + 1] ?? 0)
  }
  return projectPairs(plane, lngLat)
}

/** All cell files of a level as geometry; `codes` by row of the level. Throws where a file is not what it should be. */
export function readLevel(level: number, codes: readonly string[], plane: Plane, files: readonly Uint8Array[]): LevelGeometry {
  const cells = decodeCells(...files)
  if (cells.count !== codes.length) throw new RangeError(`Level ${level} has ${codes.length} nodes and ${cells.count} outlines`)
  return buildGeometry({
    level,
    codes,
    outline: project(plane, cells.positions, cells.origin),
    ringStart: cells.ringStart,
    ringBreaks: cells.ringBreaks,
    triangles: cells.indices,
    labels: project(plane, cells.labels, cells.origin),
  })
}

/** One street's file of homes. */
export function readHomes(street: string, plane: Plane, bytes: Uint8Array): StreetHomes {
  const levels = decodeNodes(bytes).map((rows) => {
    const names = rows.codes.map((_, row) => namesOf(rows, row))
    return {
      level: rows.level,
      codes: rows.codes,
      zh: names.map(([zh]) => zh),
      en: names.map(([, en]) => en),
      points: projectPairs(plane, rows.points),
    }
  })
  return { street, levels }
}

/** The pack's rivers and lakes. */
export function readWater(plane: Plane, bytes: Uint8Array): WaterMesh {
  const cells = decodeCells(bytes)
  return { positions: project(plane, cells.positions, cells.origin), indices: cells.indices }
}
