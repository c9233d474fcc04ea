import { VarintReader, VarintWriter } from './varint.ts'

/** Coordinates are whole multiples of `quantum` × this many degrees (1e-7° is 1 cm). */
const UNIT = 1e-7
const MAGIC = 'GWC1'

/** One area on the lattice: rings flat `x0 y0 x1 y1 …`, open (the first vertex is not repeated). */
export interface LatticeCell {
  /** Outer rings and holes alike; inside is decided by the even-odd rule. */
  readonly rings: readonly Int32Array[]
  /** Triples of vertex numbers counted through the cell's rings. */
  readonly triangles: ArrayLike<number>
  readonly label: readonly [x: number, y: number]
}

/** A run of areas of one level, exact: the server's place index reads this form. */
export interface LatticeCells {
  /** Node number of the first area; the others follow without gaps. */
  readonly firstIndex: number
  /** Lattice step in 1e-7°: 10 is 1e-6°. */
  readonly quantum: number
  readonly cells: readonly LatticeCell[]
}

/** A run of areas ready for a GPU: degrees as offsets from `origin`, so that 32 bits hold a centimetre. */
export interface DecodedCells {
  readonly count: number
  readonly firstIndex: number
  readonly origin: readonly [lng: number, lat: number]
  /** x, y of every vertex, degrees from `origin`; rings are open. */
  readonly positions: Float32Array
  /** Vertices of area i are `ringStart[i]` … `ringStart[i + 1] − 1`. */
  readonly ringStart: Uint32Array
  /** Vertices at which a further ring of the same area begins (islands, holes); ascending, mostly empty. */
  readonly ringBreaks: Uint32Array
  /** Triangles as vertex numbers of this run. */
  readonly indices: Uint32Array
  /** x, y of a point well inside each area, degrees from `origin`. */
  readonly labels: Float32Array
  /** West, south, east, north in degrees. */
  readonly bounds: readonly [number, number, number, number]
}

function vertexCount(cell: LatticeCell): number {
  return cell.rings.reduce((sum, ring) => sum + ring.length / 2, 0)
}

function writeRings(out: VarintWriter, cells: readonly LatticeCell[]): void {
  let startX = 0
  let startY = 0
  for (const ring of cells.flatMap((cell) => cell.rings)) {
    let x = startX
    let y = startY
    for (let i = 0; i < ring.length; i += 2) {
      out.signed((ring[i] ?? 0) - x)
      out.signed((ring[i + 1] ?? 0) - y)
      x = ring[i] ?? 0
      y = ring[i + 1] ?? 0
    }
    startX = ring[0] ?? 0
    startY = ring[1] ?? 0
  }
}

/** Bytes of a run of areas; `decodeCells` and `readCells` undo it exactly (CP8). */
export function encodeCells(run: LatticeCells): Uint8Array {
  const out = new VarintWriter()
  out.raw(new TextEncoder().encode(MAGIC))
  out.unsigned(run.firstIndex)
  out.unsigned(run.quantum)
  out.unsigned(run.cells.length)
  for (const cell of run.cells) {
    out.unsigned(cell.rings.length)
    for (const ring of cell.rings) out.unsigned(ring.length / 2)
    out.unsigned(cell.triangles.length / 3)
  }
  writeRings(out, run.cells)
  for (const cell of run.cells) for (let i = 0; i < cell.triangles.length; i++) out.unsigned(cell.triangles[i] ?? 0)
  for (const cell of run.cells) {
    out.signed(cell.label[0] - (cell.rings[0]?.[0] ?? 0))
    out.signed(cell.label[1] - (cell.rings[0]?.[1] ?? 0))
  }
  return out.bytes()
}

interface Shape {
  readonly rings: readonly number[]
  readonly triangles: number
}

function readShapes(input: VarintReader): Shape[] {
  return Array.from({ length: input.unsigned() }, () => ({
    rings: Array.from({ length: input.unsigned() }, () => input.unsigned()),
    triangles: input.unsigned(),
  }))
}

/** Rings are windows on one buffer: one of its own for each of a hundred thousand costs more than what it holds. */
function readRings(input: VarintReader, shapes: readonly Shape[]): Int32Array[][] {
  const all = new Int32Array(2 * shapes.reduce((sum, { rings }) => rings.reduce((own, length) => own + length, sum), 0))
  let at = 0
  let startX = 0
  let startY = 0
  return shapes.map((shape) =>
    shape.rings.map((length) => {
      const ring = all.subarray(at, (at += 2 * length))
      let x = startX
      let y = startY
      for (let i = 0; i < ring.length; i += 2) {
        x += input.signed()
        y += input.signed()
        ring[i] = x
        ring[i + 1] = y
      }
      startX = ring[0] ?? 0
      startY = ring[1] ?? 0
      return ring
    }),
  )
}

/** Triangles of each area, as windows on one buffer. */
function readTriangles(input: VarintReader, shapes: readonly Shape[]): Uint32Array[] {
  const all = new Uint32Array(3 * shapes.reduce((sum, { triangles }) => sum + triangles, 0))
  for (let i = 0; i < all.length; i++) all[i] = input.unsigned()
  let at = 0
  return shapes.map(({ triangles }) => all.subarray(at, (at += 3 * triangles)))
}

/** The exact lattice form; throws where the bytes are not a cell file. */
export function readCells(bytes: Uint8Array): LatticeCells {
  const input = new VarintReader(bytes)
  if (new TextDecoder().decode(input.raw(4)) !== MAGIC) throw new TypeError('not a cell file')
  const firstIndex = input.unsigned()
  const quantum = input.unsigned()
  const shapes = readShapes(input)
  const rings = readRings(input, shapes)
  const triangles = readTriangles(input, shapes)
  const cells = rings.map((own, i): LatticeCell => {
    const label = [input.signed() + (own[0]?.[0] ?? 0), input.signed() + (own[0]?.[1] ?? 0)] as const
    return { rings: own, triangles: triangles[i] ?? [], label }
  })
  return { firstIndex, quantum, cells }
}

/** Degrees of a lattice coordinate. Division keeps the decimal that the pack wrote: 12016351 at quantum 100 is 120.16351. */
export function latticeDegrees(value: number, quantum: number): number {
  return (value * quantum) / 1e7
}

/** Lattice coordinate of degrees, rounded to the nearest step. */
export function toLattice(degrees: number, quantum: number): number {
  return Math.round(degrees / (quantum * UNIT))
}

function boundsOf(cells: readonly LatticeCell[]): [number, number, number, number] {
  const box: [number, number, number, number] = [Infinity, Infinity, -Infinity, -Infinity]
  for (const ring of cells.flatMap((cell) => cell.rings)) {
    for (let i = 0; i < ring.length; i += 2) {
      const x = ring[i] ?? 0
      const y = ring[i + 1] ?? 0
      if (x < box[0]) box[0] = x
      if (y < box[1]) box[1] = y
      if (x > box[2]) box[2] = x
      if (y > box[3]) box[3] = y
    }
  }
  return box
}

/** Decodes one cell file, or several runs of one level that follow each other, into one set of buffers. */
export function decodeCells(...files: readonly Uint8Array[]): DecodedCells {
  return bufferCells(files.map(readCells))
}

interface PlacedCell {
  readonly cell: LatticeCell
  readonly quantum: number
}

type Box = readonly [west: number, south: number, east: number, north: number]

function degreesBox(runs: readonly LatticeCells[]): Box {
  const boxes = runs
    .filter((run) => run.cells.length > 0)
    .map((run) => boundsOf(run.cells).map((value) => latticeDegrees(value, run.quantum)))
  const low = (k: number) => boxes.reduce((min, box) => Math.min(min, box[k] ?? 0), Infinity)
  const high = (k: number) => boxes.reduce((max, box) => Math.max(max, box[k] ?? 0), -Infinity)
  return boxes.length === 0 ? [0, 0, 0, 0] : [low(0), low(1), high(2), high(3)]
}

function emptyBuffers(all: readonly PlacedCell[]) {
  const vertices = all.reduce((sum, { cell }) => sum + vertexCount(cell), 0)
  return {
    positions: new Float32Array(vertices * 2),
    ringStart: new Uint32Array(all.length + 1),
    indices: new Uint32Array(all.reduce((sum, { cell }) => sum + cell.triangles.length, 0)),
    labels: new Float32Array(all.length * 2),
  }
}

/** As `decodeCells`, from the lattice form; runs may differ in quantum, must not leave gaps. */
export function bufferCells(runs: readonly LatticeCells[]): DecodedCells {
  const sorted = [...runs].sort((a, b) => a.firstIndex - b.firstIndex)
  const all = sorted.flatMap((run) => run.cells.map((cell): PlacedCell => ({ cell, quantum: run.quantum })))
  const bounds = degreesBox(sorted)
  const origin = [(bounds[0] + bounds[2]) / 2, (bounds[1] + bounds[3]) / 2] as const
  const buffers = emptyBuffers(all)
  const ringBreaks: number[] = []
  let vertex = 0
  let corner = 0
  all.forEach(({ cell, quantum }, i) => {
    buffers.ringStart[i] = vertex
    for (let t = 0; t < cell.triangles.length; t++) buffers.indices[corner++] = vertex + (cell.triangles[t] ?? 0)
    cell.rings.forEach((ring, r) => {
      if (r > 0) ringBreaks.push(vertex)
      for (let k = 0; k < ring.length; k += 2, vertex++) {
        buffers.positions[vertex * 2] = latticeDegrees(ring[k] ?? 0, quantum) - origin[0]
        buffers.positions[vertex * 2 + 1] = latticeDegrees(ring[k + 1] ?? 0, quantum) - origin[1]
      }
    })
    buffers.labels[i * 2] = latticeDegrees(cell.label[0], quantum) - origin[0]
    buffers.labels[i * 2 + 1] = latticeDegrees(cell.label[1], quantum) - origin[1]
  })
  buffers.ringStart[all.length] = vertex
  const firstIndex = sorted[0]?.firstIndex ?? 0
  return { count: all.length, firstIndex, origin, ...buffers, ringBreaks: Uint32Array.from(ringBreaks), bounds }
}
