import { boxOf } from './plane.ts'
import type { LevelGeometry } from './level-geometry.ts'

/** Finds the cell under a point: a raster of candidates, then an exact crossing test. SC-M3 */
export interface CellIndex {
  /** Row of the cell that holds the point, -1 for none. */
  cellAt(x: number, y: number): number
}

/** Even-odd crossing test of a point against all rings of one cell. */
export function cellHolds(geometry: LevelGeometry, cell: number, x: number, y: number): boolean {
  const { outline, ringStart, following } = geometry
  let inside = false
  for (let i = ringStart[cell] ?? 0; i < (ringStart[cell + 1] ?? 0); i++) {
    const j = following[i] ?? 0
    const yi = outline[2 * i + 1] ?? 0
    const yj = outline[2 * j + 1] ?? 0
    if (yi > y === yj > y) continue
    const xi = outline[2 * i] ?? 0
    const xj = outline[2 * j] ?? 0
    if (x < ((xj - xi) * (y - yi)) / (yj - yi) + xi) inside = !inside
  }
  return inside
}

/** Rows of raster squares that a cell's box touches. */
interface Raster {
  readonly minX: number
  readonly minY: number
  readonly stepX: number
  readonly stepY: number
  readonly side: number
}

function squaresOf(raster: Raster, geometry: LevelGeometry, cell: number): readonly [number, number, number, number] {
  const box = boxOf(geometry.outline, geometry.ringStart[cell] ?? 0, geometry.ringStart[cell + 1] ?? 0)
  const column = (x: number) => Math.min(raster.side - 1, Math.max(0, Math.floor((x - raster.minX) / raster.stepX)))
  const line = (y: number) => Math.min(raster.side - 1, Math.max(0, Math.floor((y - raster.minY) / raster.stepY)))
  return [column(box.minX), line(box.minY), column(box.maxX), line(box.maxY)]
}

function candidates(raster: Raster, geometry: LevelGeometry): { readonly start: Uint32Array; readonly cells: Uint32Array } {
  const start = new Uint32Array(raster.side * raster.side + 1)
  const each = (visit: (square: number, cell: number) => void) => {
    for (let cell = 0; cell < geometry.codes.length; cell++) {
      const [c0, l0, c1, l1] = squaresOf(raster, geometry, cell)
      for (let line = l0; line <= l1; line++) for (let c = c0; c <= c1; c++) visit(line * raster.side + c, cell)
    }
  }
  each((square) => (start[square + 1] = (start[square + 1] ?? 0) + 1))
  for (let s = 0; s < raster.side * raster.side; s++) start[s + 1] = (start[s + 1] ?? 0) + (start[s] ?? 0)
  const cells = new Uint32Array(start[raster.side * raster.side] ?? 0)
  const next = start.slice()
  each((square, cell) => {
    const at = next[square] ?? 0
    cells[at] = cell
    next[square] = at + 1
  })
  return { start, cells }
}

/** Builds the raster with about two squares a cell. */
export function buildCellIndex(geometry: LevelGeometry): CellIndex {
  const all = boxOf(geometry.outline, 0, geometry.outline.length / 2)
  const side = Math.max(1, Math.min(256, Math.ceil(Math.sqrt(geometry.codes.length * 2))))
  const step = (span: number) => (span > 0 ? span / side : 1)
  const raster = { minX: all.minX, minY: all.minY, stepX: step(all.maxX - all.minX), stepY: step(all.maxY - all.minY), side }
  const { start, cells } = candidates(raster, geometry)
  return {
    cellAt(x, y) {
      if (!(x >= all.minX && x <= all.maxX && y >= all.minY && y <= all.maxY)) return -1
      const column = Math.min(side - 1, Math.floor((x - raster.minX) / raster.stepX))
      const line = Math.min(side - 1, Math.floor((y - raster.minY) / raster.stepY))
      const square = line * side + column
      for (let i = start[square] ?? 0; i < (start[square + 1] ?? 0); i++) {
        const cell = cells[i] ?? 0
        if (cellHolds(geometry, cell, x, y)) return cell
      }
      return -1
    },
  }
}
