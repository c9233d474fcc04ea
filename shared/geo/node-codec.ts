import { latticeDegrees, toLattice } from './cell-codec.ts'
import { VarintReader, VarintWriter } from './varint.ts'

const MAGIC = 'GWN1'

/** `{n}` stands for the node's number among its parent's children, from 1. */
export interface NamePattern {
  readonly zh: string
  readonly en: string
}

/** Nodes of one level, sorted by parent, without gaps in their numbers. */
export interface NodeRows {
  /** Position in the city's levels. */
  readonly level: number
  readonly firstIndex: number
  readonly codes: readonly string[]
  /** Node number of each node's parent; the root gives itself. */
  readonly parents: Uint32Array
  readonly pattern: NamePattern
  /** Names that the pack gives, by row; every other row is named after the pattern. */
  readonly given: ReadonlyMap<number, readonly [zh: string, en: string]>
  /** lng, lat in degrees for levels that are points, else empty. */
  readonly points: Float64Array
}

/** The number of a row among its parent's children, from 1. */
export function ordinalOf(rows: NodeRows, row: number): number {
  const parent = rows.parents[row]
  let low = 0
  let high = row
  while (low < high) {
    const middle = (low + high) >> 1
    if ((rows.parents[middle] ?? 0) < (parent ?? 0)) low = middle + 1
    else high = middle
  }
  return row - low + 1
}

/** Chinese and English name of a row: the given one, else the pattern's. */
export function namesOf(rows: NodeRows, row: number): readonly [zh: string, en: string] {
  const given = rows.given.get(row)
  if (given) return given
  const n = String(ordinalOf(rows, row))
  return [rows.pattern.zh.replace('{n}', n), rows.pattern.en.replace('{n}', n)]
}

/** What a child's code adds to its parent's; `=` marks a code that does not begin with it. */
function shorten(code: string, parent: string | undefined): string {
  return parent !== undefined && code.startsWith(parent) ? code.slice(parent.length) : `=${code}`
}

function writePoints(out: VarintWriter, points: Float64Array, quantum: number): void {
  out.unsigned(points.length / 2)
  let x = 0
  let y = 0
  for (let i = 0; i < points.length; i += 2) {
    const nextX = toLattice(points[i] ?? 0, quantum)
    const nextY = toLattice(points[i + 1] ?? 0, quantum)
    out.signed(nextX - x)
    out.signed(nextY - y)
    x = nextX
    y = nextY
  }
}

/** Bytes of some levels, each after the one that holds its parents; points are kept to `quantum` × 1e-7°. */
export function encodeNodes(blocks: readonly NodeRows[], quantum: number): Uint8Array {
  const out = new VarintWriter()
  const codes = new Map<number, string>()
  out.raw(new TextEncoder().encode(MAGIC))
  out.unsigned(quantum)
  out.unsigned(blocks.length)
  for (const rows of blocks) {
    out.unsigned(rows.level)
    out.unsigned(rows.firstIndex)
    out.unsigned(rows.codes.length)
    let before = 0
    for (const parent of rows.parents) {
      out.signed(parent - before)
      before = parent
    }
    out.text(rows.codes.map((code, row) => shorten(code, codes.get(rows.parents[row] ?? 0))).join('\n'))
    rows.codes.forEach((code, row) => codes.set(rows.firstIndex + row, code))
    out.text(`${rows.pattern.zh}\n${rows.pattern.en}`)
    out.text([...rows.given].map(([row, [zh, en]]) => `${row}\t${zh}\t${en}`).join('\n'))
    writePoints(out, rows.points, quantum)
  }
  return out.bytes()
}

function readGiven(text: string): Map<number, readonly [string, string]> {
  const lines = text === '' ? [] : text.split('\n')
  return new Map(
    lines.map((line) => {
      const [row = '', zh = '', en = ''] = line.split('\t')
      return [Number(row), [zh, en] as const]
    }),
  )
}

function readPoints(input: VarintReader, quantum: number): Float64Array {
  const points = new Float64Array(input.unsigned() * 2)
  let x = 0
  let y = 0
  for (let i = 0; i < points.length; i += 2) {
    x += input.signed()
    y += input.signed()
    points[i] = latticeDegrees(x, quantum)
    points[i + 1] = latticeDegrees(y, quantum)
  }
  return points
}

/**
 * Undoes `encodeNodes`. The file of one street's homes names parents that lie in another file, so its first
 * level's codes are whole; throws where the bytes are not a node file.
 */
export function decodeNodes(bytes: Uint8Array): NodeRows[] {
  const input = new VarintReader(bytes)
  if (new TextDecoder().decode(input.raw(4)) !== MAGIC) throw new TypeError('not a node file')
  const quantum = input.unsigned()
  const codes = new Map<number, string>()
  return Array.from({ length: input.unsigned() }, (): NodeRows => {
    const level = input.unsigned()
    const firstIndex = input.unsigned()
    const parents = new Uint32Array(input.unsigned())
    let parent = 0
    for (let row = 0; row < parents.length; row++) {
      parent += input.signed()
      parents[row] = parent
    }
    const endings = input.text()
    const own = (parents.length === 0 ? [] : endings.split('\n')).map((ending, row) => {
      const code = ending.startsWith('=') ? ending.slice(1) : (codes.get(parents[row] ?? 0) ?? '') + ending
      codes.set(firstIndex + row, code)
      return code
    })
    const [zh = '', en = ''] = input.text().split('\n')
    const given = readGiven(input.text())
    return { level, firstIndex, codes: own, parents, pattern: { zh, en }, given, points: readPoints(input, quantum) }
  })
}
