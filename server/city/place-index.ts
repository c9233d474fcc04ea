import type { LatticeCells } from '../../shared/geo/cell-codec.ts'

/** Finds the area of one level that holds a position. */
export interface PlaceIndex {
  /** Row within the level, −1 where no area holds the position. Exact on the stored geometry (CP7). */
  find(lng: number, lat: number): number
}

/** Raster squares a level gets for each of its areas; more buys speed with memory. */
const SQUARES_PER_CELL = 48
const MOST_SQUARES = 1 << 20

interface Edges {
  /** Edges of row r: four coordinates each, from `start[r]` to `start[r + 1]`, whole units of 1e-7 degrees. */
  readonly ends: Float64Array
  readonly start: Uint32Array
  /** West, south, east, north of each row. */
  readonly boxes: Float64Array
}

function edgesOf(runs: readonly LatticeCells[]): Edges {
  const rows = runs.flatMap((run) => run.cells.map((cell) => ({ rings: cell.rings, scale: run.quantum })))
  const total = rows.reduce((sum, row) => sum + row.rings.reduce((n, ring) => n + ring.length / 2, 0), 0)
  const ends = new Float64Array(total * 4)
  const start = new Uint32Array(rows.length + 1)
  const boxes = new Float64Array(rows.length * 4)
  let edge = 0
  rows.forEach(({ rings, scale }, row) => {
    start[row] = edge
    boxes.set([Infinity, Infinity, -Infinity, -Infinity], row * 4)
    for (const ring of rings)
      for (let i = 0, j = ring.length - 2; i < ring.length; j = i, i += 2, edge++) {
        const x = (ring[i] ?? 0) * scale
        const y = (ring[i + 1] ?? 0) * scale
        ends.set([(ring[j] ?? 0) * scale, (ring[j + 1] ?? 0) * scale, x, y], edge * 4)
        boxes[row * 4] = Math.min(boxes[row * 4] ?? 0, x)
        boxes[row * 4 + 1] = Math.min(boxes[row * 4 + 1] ?? 0, y)
        boxes[row * 4 + 2] = Math.max(boxes[row * 4 + 2] ?? 0, x)
        boxes[row * 4 + 3] = Math.max(boxes[row * 4 + 3] ?? 0, y)
      }
  })
  start[rows.length] = edge
  return { ends, start, boxes }
}

/**
 * Even-odd crossing test over one row's edges. An edge counts for y in [low, high); the crossing is computed
 * from the lower end whichever way the ring runs, so that a shared border decides alike for both neighbours.
 */
function holds({ ends, start }: Edges, row: number, x: number, y: number): boolean {
  let inside = false
  const last = (start[row + 1] ?? 0) * 4
  for (let e = (start[row] ?? 0) * 4; e < last; e += 4) {
    const ay = ends[e + 1] as number
    const by = ends[e + 3] as number
    if (ay > y === by > y) continue
    const up = ay < by
    const lowX = (up ? ends[e] : ends[e + 2]) as number
    const highX = (up ? ends[e + 2] : ends[e]) as number
    const lowY = up ? ay : by
    const highY = up ? by : ay
    if ((x - lowX) * (highY - lowY) < (highX - lowX) * (y - lowY)) inside = !inside
  }
  return inside
}

interface Raster {
  readonly west: number
  readonly south: number
  readonly perLng: number
  readonly perLat: number
  readonly columns: number
  readonly lines: number
}

function rasterOver(boxes: Float64Array, rows: number): Raster {
  let [west, south, east, north] = [Infinity, Infinity, -Infinity, -Infinity]
  for (let row = 0; row < rows; row++) {
    west = Math.min(west, boxes[row * 4] ?? west)
    south = Math.min(south, boxes[row * 4 + 1] ?? south)
    east = Math.max(east, boxes[row * 4 + 2] ?? east)
    north = Math.max(north, boxes[row * 4 + 3] ?? north)
  }
  const side = Math.max(1, Math.floor(Math.sqrt(Math.min(MOST_SQUARES, Math.max(256, rows * SQUARES_PER_CELL)))))
  const step = (span: number) => (span > 0 ? (side * (1 - 1e-12)) / span : 0)
  return { west, south, perLng: step(east - west), perLat: step(north - south), columns: side, lines: side }
}

/** For each square the rows whose outline crosses it or which hold it whole: `list[first[s]]` … `list[first[s + 1] − 1]`. */
function candidates(edges: Edges, rows: number, raster: Raster): { first: Uint32Array; list: Uint32Array } {
  const squares = raster.columns * raster.lines
  const first = new Uint32Array(squares + 1)
  const each = (visit: (square: number, row: number) => void) => {
    for (let row = 0; row < rows; row++) eachSquare(edges, row, raster, (square) => visit(square, row))
  }
  each((square) => (first[square + 1] = (first[square + 1] ?? 0) + 1))
  for (let s = 0; s < squares; s++) first[s + 1] = (first[s + 1] ?? 0) + (first[s] ?? 0)
  const list = new Uint32Array(first[squares] ?? 0)
  const next = first.slice()
  each((square, row) => (list[(next[square] = (next[square] as number) + 1) - 1] = row))
  return { first, list }
}

const column = (r: Raster, x: number) => Math.floor((x - r.west) * r.perLng)
const line = (r: Raster, y: number) => Math.floor((y - r.south) * r.perLat)

/** Squares of a row, line by line: those its edges touch, and the runs between them that lie inside. */
function eachSquare(edges: Edges, row: number, raster: Raster, visit: (square: number) => void): void {
  const box = edges.boxes.subarray(row * 4, row * 4 + 4)
  const left = column(raster, box[0] ?? 0)
  const width = column(raster, box[2] ?? 0) - left + 1
  const bottom = line(raster, box[1] ?? 0)
  const height = line(raster, box[3] ?? 0) - bottom + 1
  const touched = new Uint8Array(width * height)
  for (let e = (edges.start[row] ?? 0) * 4; e < (edges.start[row + 1] ?? 0) * 4; e += 4)
    touchEdge(edges.ends.subarray(e, e + 4), raster, (c, l) => (touched[(l - bottom) * width + c - left] = 1))
  for (let l = 0; l < height; l++) {
    let inside = false
    let known = false
    for (let c = 0; c < width; c++) {
      if (touched[l * width + c] === 1) known = false
      else if (!known) {
        inside = holds(
          edges,
          row,
          raster.west + (left + c + 0.5) / raster.perLng,
          raster.south + (bottom + l + 0.5) / raster.perLat,
        )
        known = true
      }
      if (touched[l * width + c] === 1 || inside) visit((bottom + l) * raster.columns + left + c)
      if (touched[l * width + c] === 1) inside = false
    }
  }
}

/** Every square that an edge may touch: for each line of squares the columns between its crossings, one to spare. */
function touchEdge(edge: Float64Array, raster: Raster, touch: (column: number, line: number) => void): void {
  const [ax = 0, ay = 0, bx = 0, by = 0] = edge
  const [lowX, lowY, highX, highY] = ay <= by ? [ax, ay, bx, by] : [bx, by, ax, ay]
  const from = line(raster, lowY)
  const to = line(raster, highY)
  const least = column(raster, Math.min(ax, bx))
  const most = column(raster, Math.max(ax, bx))
  const xAt = (y: number) => (highY === lowY ? lowX : lowX + ((highX - lowX) * (y - lowY)) / (highY - lowY))
  for (let l = from; l <= to; l++) {
    const under = l === from ? lowX : xAt(raster.south + l / raster.perLat)
    const over = l === to ? highX : xAt(raster.south + (l + 1) / raster.perLat)
    const a = column(raster, Math.min(under, over)) - 1
    const b = column(raster, Math.max(under, over)) + 1
    for (let c = Math.max(a, least); c <= Math.min(b, most); c++) touch(c, l)
  }
}

/** A ten-thousandth of a unit: what came of writing a whole unit as degrees. */
const NO_PART = 1e-4

/** Degrees in units of 1e-7, whole where they were meant so: then the crossing test is exact on borders too. */
function unitsOf(degrees: number): number {
  const [units, whole] = [degrees * 1e7, Math.round(degrees * 1e7)]
  return Math.abs(units - whole) < NO_PART ? whole : units
}

/** Index over the areas of one level in row order: a raster names the candidates, the crossing test decides. */
export function placeIndex(runs: readonly LatticeCells[]): PlaceIndex {
  const edges = edgesOf([...runs].sort((a, b) => a.firstIndex - b.firstIndex))
  const rows = edges.start.length - 1
  if (rows === 0) return { find: () => -1 }
  const raster = rasterOver(edges.boxes, rows)
  const { first, list } = candidates(edges, rows, raster)
  return {
    find(lng, lat) {
      const [x, y] = [unitsOf(lng), unitsOf(lat)]
      const c = column(raster, x)
      const l = line(raster, y)
      if (!(c >= 0 && c < raster.columns && l >= 0 && l < raster.lines)) return -1
      const square = l * raster.columns + c
      const end = first[square + 1] as number
      for (let i = first[square] as number; i < end; i++) {
        const row = list[i] as number
        if (holds(edges, row, x, y)) return row
      }
      return -1
    },
  }
}
