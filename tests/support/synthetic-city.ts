import earcut from 'earcut'
import { buildGeometry } from '../../client/map/build-geometry.ts'
import type { CitySource } from '../../client/map/city-bundle.ts'
import type { LevelNames } from '../../client/map/city-names.ts'
import type { LevelGeometry } from '../../client/map/level-geometry.ts'

/** Mulberry32: the same seed gives the same city everywhere. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0
  return () => {
    state = (state + 0x6d2b79f5) >>> 0
    let t = state
    t = Math.imul(t ^ (t >>> 15), t | 1)
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61)
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

const COLUMNS = 150
const LINES = 100
const STEP_METRES = 400
/** Mesh squares along an area's side, from the city to the grids: 1, 6, 150, 3,750 and 15,000 areas. */
const SIDES: readonly (readonly [number, number])[] = [
  [COLUMNS, LINES],
  [50, 50],
  [10, 10],
  [2, 2],
  [1, 1],
]
const NAMES = ['市', '区', '街道', '社区', '网格']

/** Corners of a jittered mesh, plane metres, interleaved. */
function meshCorners(): Float32Array {
  const random = seeded(7)
  const corners = new Float32Array((COLUMNS + 1) * (LINES + 1) * 2)
  for (let j = 0, at = 0; j <= LINES; j++)
    for (let i = 0; i <= COLUMNS; i++) {
      corners[at++] = (i - COLUMNS / 2 + (random() - 0.5) * 0.5) * STEP_METRES
      corners[at++] = (j - LINES / 2 + (random() - 0.5) * 0.5) * STEP_METRES
    }
  return corners
}

/** Corner numbers around a block, counter-clockwise. */
function blockRing(i0: number, j0: number, i1: number, j1: number): number[] {
  const corner = (i: number, j: number) => j * (COLUMNS + 1) + i
  const ring: number[] = []
  for (let i = i0; i < i1; i++) ring.push(corner(i, j0))
  for (let j = j0; j < j1; j++) ring.push(corner(i1, j))
  for (let i = i1; i > i0; i--) ring.push(corner(i, j1))
  for (let j = j1; j > j0; j--) ring.push(corner(i0, j))
  return ring
}

const codeOf = (level: number, i: number, j: number) => (level === 0 ? 'C' : `L${level}-${i}-${j}`)

function levelOf(level: number, corners: Float32Array): { readonly geometry: LevelGeometry; readonly names: LevelNames } {
  const [width, height] = SIDES[level] ?? [1, 1]
  const [upWidth, upHeight] = SIDES[level - 1] ?? [COLUMNS, LINES]
  const codes: string[] = []
  const parents: string[] = []
  const outline: number[] = []
  const triangles: number[] = []
  const labels: number[] = []
  const starts = [0]
  for (let j = 0; j < LINES; j += height)
    for (let i = 0; i < COLUMNS; i += width) {
      const ring = blockRing(i, j, i + width, j + height).flatMap((c) => [corners[2 * c] ?? 0, corners[2 * c + 1] ?? 0])
      const first = outline.length / 2
      for (const corner of earcut(ring)) triangles.push(first + corner)
      outline.push(...ring)
      starts.push(outline.length / 2)
      codes.push(codeOf(level, i / width, j / height))
      parents.push(level === 0 ? '' : codeOf(level - 1, Math.floor(i / upWidth), Math.floor(j / upHeight)))
      labels.push((i + width / 2 - COLUMNS / 2) * STEP_METRES, (j + height / 2 - LINES / 2) * STEP_METRES)
    }
  const zh = codes.map((_, row) => `${NAMES[level] ?? ''}${row + 1}`)
  const names = { level, firstIndex: 0, codes, zh, en: zh, parents }
  const geometry = buildGeometry({
    level,
    codes,
    outline: Float32Array.from(outline),
    ringStart: Uint32Array.from(starts),
    ringBreaks: new Uint32Array(0),
    triangles: Uint32Array.from(triangles),
    labels: Float32Array.from(labels),
  })
  return { geometry, names }
}

/** A made-up city of 15,000 grids under 3,750 communities, 150 streets and 6 districts; no files, no server. */
export function syntheticCity(): CitySource & { readonly geometries: readonly LevelGeometry[] } {
  const corners = meshCorners()
  const levels = SIDES.map((_, level) => levelOf(level, corners))
  const geometries = levels.map(({ geometry }) => geometry)
  return {
    plane: { lng: 120, lat: 30 },
    names: levels.map(({ names }) => names),
    areaLevels: SIDES.map((_, level) => level),
    geometries,
    level: (level) => Promise.resolve(geometries[level] ?? buildGeometry(EMPTY)),
    water: () => Promise.resolve(undefined),
    homes: () => Promise.resolve(undefined),
    close: () => undefined,
  }
}

const EMPTY = {
  level: 0,
  codes: [],
  outline: new Float32Array(0),
  ringStart: new Uint32Array(1),
  ringBreaks: new Uint32Array(0),
  triangles: new Uint32Array(0),
  labels: new Float32Array(0),
}
