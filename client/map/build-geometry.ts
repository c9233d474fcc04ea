import { coarseEdges, type Edges } from './coarse-borders.ts'
import { boxOf, EMPTY_BOX, joinBoxes, type Box } from './plane.ts'
import type { BorderMesh, CellMesh, Chunk, LevelGeometry } from './level-geometry.ts'

/** Cells of one level in plane metres, as a bundle or a growing city gives them. */
export interface PlaneCells {
  readonly level: number
  readonly codes: readonly string[]
  readonly outline: Float32Array
  readonly ringStart: Uint32Array
  /** Vertices at which a further ring of the same cell begins, ascending. */
  readonly ringBreaks: Uint32Array
  /** Triangles over `outline`'s vertices, ordered by cell. */
  readonly triangles: Uint32Array
  readonly labels: Float32Array
}

const CELLS_A_CHUNK = 128
/** Coarse borders may be off by this part of the level's extent: half a pixel where the whole is a thousand wide. */
const COARSE_PART = 2000

function followingOf(cells: PlaneCells): Uint32Array {
  const count = cells.outline.length / 2
  const begins = new Uint8Array(count + 1)
  for (const vertices of [cells.ringStart, cells.ringBreaks]) for (const v of vertices) begins[v] = 1
  begins[count] = 1
  const following = new Uint32Array(count)
  let first = 0
  for (let v = 0; v < count; v++) {
    if (begins[v] === 1) first = v
    following[v] = begins[v + 1] === 1 ? first : v + 1
  }
  return following
}

function ringBox(cells: PlaneCells, cell: number): Box {
  return boxOf(cells.outline, cells.ringStart[cell] ?? 0, cells.ringStart[cell + 1] ?? 0)
}

function rowOfVertices(cells: PlaneCells): Float32Array {
  const rows = new Float32Array(cells.outline.length / 2)
  for (let cell = 0; cell < cells.codes.length; cell++) rows.fill(cell, cells.ringStart[cell], cells.ringStart[cell + 1])
  return rows
}

/** Cuts an index buffer, ordered by cell, into chunks; `cellAt` tells the cell of an index position. */
function chunksOf(cells: PlaneCells, indexCount: number, step: number, cellAt: (index: number) => number): Chunk[] {
  const chunks: Chunk[] = []
  let first = 0
  while (first < indexCount) {
    const group = Math.floor(cellAt(first) / CELLS_A_CHUNK)
    let end = first
    let box = EMPTY_BOX
    let last = -1
    while (end < indexCount && Math.floor(cellAt(end) / CELLS_A_CHUNK) === group) {
      const cell = cellAt(end)
      if (cell !== last) box = joinBoxes(box, ringBox(cells, cell))
      last = cell
      end += step
    }
    chunks.push({ box, first, count: end - first })
    first = end
  }
  return chunks
}

function meshOf(cells: PlaneCells): CellMesh {
  const rows = rowOfVertices(cells)
  const { triangles } = cells
  const chunks = chunksOf(cells, triangles.length, 3, (i) => rows[triangles[i] ?? 0] ?? 0)
  return { positions: cells.outline, rows, indices: triangles, chunks }
}

/** Numbers equal vertices alike, so that two cells' common edge is found from both sides. */
function vertexNumbers(outline: Float32Array): Uint32Array {
  const bits = new Uint32Array(outline.buffer, outline.byteOffset, outline.length)
  const count = outline.length / 2
  let size = 16
  while (size < count * 2) size *= 2
  const table = new Uint32Array(size)
  const numbers = new Uint32Array(count)
  for (let v = 0; v < count; v++) {
    const x = bits[2 * v] ?? 0
    const y = bits[2 * v + 1] ?? 0
    let slot = (Math.imul(x, 0x9e3779b1) ^ Math.imul(y, 0x85ebca6b)) & (size - 1)
    for (;;) {
      const held = table[slot] ?? 0
      if (held === 0) {
        table[slot] = v + 1
        numbers[v] = v
        break
      }
      if (bits[2 * held - 2] === x && bits[2 * held - 1] === y) {
        numbers[v] = held - 1
        break
      }
      slot = (slot + 1) & (size - 1)
    }
  }
  return numbers
}

interface CellEdges extends Edges {
  /** The cell that first names each. */
  readonly cell: Uint32Array
}

/** True the first time that a pair of numbers is asked for, in either order; for at most `most` pairs. */
function firstTime(most: number): (a: number, b: number) => boolean {
  let size = 16
  while (size < most * 2) size *= 2
  const [lows, highs] = [new Uint32Array(size), new Uint32Array(size)]
  return (a, b) => {
    const [low, high] = a < b ? [a + 1, b + 1] : [b + 1, a + 1]
    let slot = (Math.imul(low, 0x9e3779b1) ^ Math.imul(high, 0x85ebca6b)) & (size - 1)
    for (; lows[slot] !== 0; slot = (slot + 1) & (size - 1)) if (lows[slot] === low && highs[slot] === high) return false
    lows[slot] = low
    highs[slot] = high
    return true
  }
}

/** Pairs of vertices of every edge, each shared edge once. */
function uniqueEdges({ outline, ringStart, codes }: PlaneCells, following: Uint32Array): CellEdges {
  const numbers = vertexNumbers(outline)
  const most = numbers.length
  const isNew = firstTime(most)
  const [from, to, of] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)]
  let count = 0
  for (let cell = 0; cell < codes.length; cell++)
    for (let v = ringStart[cell] ?? 0; v < (ringStart[cell + 1] ?? 0); v++) {
      const a = numbers[v] ?? 0
      const b = numbers[following[v] ?? 0] ?? 0
      if (a === b || !isNew(a, b)) continue
      from[count] = a
      to[count] = b
      of[count] = cell
      count++
    }
  return { from: from.subarray(0, count), to: to.subarray(0, count), cell: of.subarray(0, count) }
}

/** Two triangles over the four corners of an edge. */
const CORNERS = [0, 1, 2, 2, 1, 3] as const

/** Four corners and two triangles for each edge between two vertices of an outline. */
function quadsOf(
  outline: Float32Array,
  from: ArrayLike<number>,
  to: ArrayLike<number>,
): Pick<BorderMesh, 'ends' | 'corners' | 'indices'> {
  const count = from.length
  const ends = new Float32Array(count * 16)
  const corners = new Float32Array(count * 4)
  const indices = new Uint32Array(count * 6)
  for (let e = 0; e < count; e++) {
    const a = from[e] ?? 0
    const b = to[e] ?? 0
    for (let corner = 0; corner < 4; corner++) {
      const at = (4 * e + corner) * 4
      ends[at] = outline[2 * a] ?? 0
      ends[at + 1] = outline[2 * a + 1] ?? 0
      ends[at + 2] = outline[2 * b] ?? 0
      ends[at + 3] = outline[2 * b + 1] ?? 0
      corners[4 * e + corner] = corner
    }
    for (let n = 0; n < CORNERS.length; n++) indices[6 * e + n] = 4 * e + (CORNERS[n] ?? 0)
  }
  return { ends, corners, indices }
}

function bordersOf(cells: PlaneCells, following: Uint32Array): Pick<LevelGeometry, 'borders' | 'coarse'> {
  const { outline } = cells
  const { from, to, cell } = uniqueEdges(cells, following)
  const quads = quadsOf(outline, from, to)
  const box = boxOf(outline, 0, outline.length / 2)
  const offByMetres = Math.max(box.maxX - box.minX, box.maxY - box.minY) / COARSE_PART
  const few = coarseEdges(outline, { from, to }, offByMetres)
  const coarse = quadsOf(outline, few.from, few.to)
  return {
    borders: { ...quads, chunks: chunksOf(cells, quads.indices.length, 6, (i) => cell[i / 6] ?? 0) },
    coarse: { borders: { ...coarse, chunks: [{ box, first: 0, count: coarse.indices.length }] }, offByMetres },
  }
}

/** The outline of one cell alone. */
export function buildBorders(geometry: LevelGeometry, cell: number): BorderMesh {
  const { outline, ringStart, following } = geometry
  const [first, end] = [ringStart[cell] ?? 0, ringStart[cell + 1] ?? 0]
  const from = Array.from({ length: end - first }, (_, i) => first + i)
  const quads = quadsOf(
    outline,
    from,
    from.map((v) => following[v] ?? v),
  )
  return { ...quads, chunks: [{ box: boxOf(outline, first, end), first: 0, count: quads.indices.length }] }
}

/** Square root of a cell's area, metres. */
function sideOf(cells: PlaneCells, following: Uint32Array, cell: number): number {
  const { outline } = cells
  let twice = 0
  for (let i = cells.ringStart[cell] ?? 0; i < (cells.ringStart[cell + 1] ?? 0); i++) {
    const j = following[i] ?? 0
    twice += (outline[2 * i] ?? 0) * (outline[2 * j + 1] ?? 0) - (outline[2 * j] ?? 0) * (outline[2 * i + 1] ?? 0)
  }
  return Math.sqrt(Math.abs(twice) / 2)
}

function typicalMetres(cells: PlaneCells, following: Uint32Array): number {
  const sides = cells.codes.map((_, cell) => sideOf(cells, following, cell))
  sides.sort((a, b) => a - b)
  return sides[sides.length >> 1] ?? 1
}

/** Meshes, borders and sizes of one level; pure, runs in the geometry worker. SC-M1 */
export function buildGeometry(cells: PlaneCells): LevelGeometry {
  const { level, codes, outline, ringStart, labels } = cells
  const following = followingOf(cells)
  return {
    level,
    codes,
    outline,
    ringStart,
    following,
    mesh: meshOf(cells),
    ...bordersOf(cells, following),
    labels,
    typicalMetres: typicalMetres(cells, following),
  }
}

/** The buffers a worker hands over instead of copying. */
export function buffersOf(geometry: LevelGeometry): ArrayBuffer[] {
  const { outline, ringStart, following, mesh, labels } = geometry
  const borders = [geometry.borders, geometry.coarse.borders].flatMap(({ ends, corners, indices }) => [ends, corners, indices])
  const arrays = [outline, ringStart, following, mesh.rows, mesh.indices, labels, ...borders]
  return [...new Set(arrays.map((array) => array.buffer as ArrayBuffer))]
}
