import type { Column, Snapshot } from './snapshot.ts'

const MAGIC = 'GWSNAP2\n'
/** SHA-256 of all that comes before it. */
export const DIGEST_BYTES = 32
const ALIGN = 8

const WIDTHS = {
  u8: Uint8Array,
  i8: Int8Array,
  u16: Uint16Array,
  i16: Int16Array,
  u32: Uint32Array,
  i32: Int32Array,
  f32: Float32Array,
  f64: Float64Array,
} as const
type Width = keyof typeof WIDTHS

interface Part {
  readonly name: string
  readonly width: Width
  readonly length: number
}

interface Header {
  readonly seq: number
  readonly clock: number
  readonly basis: string
  readonly parts: readonly Part[]
  readonly rest: unknown
}

function widthOf(column: Column): Width {
  const found = (Object.keys(WIDTHS) as Width[]).find((width) => column instanceof WIDTHS[width])
  if (found === undefined) throw new Error(`column of unknown width ${column.constructor.name}`)
  return found
}

const padding = (bytes: number) => (ALIGN - (bytes % ALIGN)) % ALIGN

function bytesOf(column: Column): Uint8Array {
  return new Uint8Array(column.buffer, column.byteOffset, column.byteLength)
}

/**
 * The file as chunks: magic, length of the header, header, each column padded to eight bytes. Columns are not
 * copied. The SHA-256 of all that follows it.
 */
export function encodeSnapshot({ seq, clock, basis, state }: Snapshot): Uint8Array[] {
  const columns = Object.entries(state.columns)
  const parts = columns.map(([name, column]) => ({ name, width: widthOf(column), length: column.length }))
  const header: Header = { seq, clock, basis, parts, rest: state.rest }
  const text = Buffer.from(JSON.stringify(header))
  const lead = Buffer.alloc(MAGIC.length + 8)
  lead.write(MAGIC, 'latin1')
  lead.writeUInt32LE(text.length, MAGIC.length)
  const chunks: Uint8Array[] = [lead, text, Buffer.alloc(padding(text.length))]
  for (const [, column] of columns) chunks.push(bytesOf(column), Buffer.alloc(padding(column.byteLength)))
  return chunks
}

function readColumn(file: Uint8Array<ArrayBuffer>, at: number, { width, length }: Part): Column {
  const of = WIDTHS[width]
  return new of(file.buffer, file.byteOffset + at, length)
}

/**
 * Reads a file back, `sha256` being that of all but its last 32 bytes; a sentence says why it cannot be trusted. The
 * columns are views of `file`, which must begin at a multiple of eight.
 */
export function decodeSnapshot(file: Uint8Array<ArrayBuffer>, sha256: Buffer): Snapshot | { readonly fault: string } {
  const end = file.length - DIGEST_BYTES
  if (end < MAGIC.length + 8) return { fault: 'it is cut short' }
  const body = file.subarray(0, end)
  if (sha256.compare(file.subarray(end)) !== 0) return { fault: 'its checksum does not hold' }
  if (Buffer.from(body.subarray(0, MAGIC.length)).toString('latin1') !== MAGIC) return { fault: 'another version wrote it' }
  const lead = MAGIC.length + 8
  const textLength = new DataView(file.buffer, file.byteOffset).getUint32(MAGIC.length, true)
  const header = JSON.parse(Buffer.from(body.subarray(lead, lead + textLength)).toString()) as Header
  const columns: Record<string, Column> = {}
  let at = lead + textLength + padding(textLength)
  for (const part of header.parts) {
    const column = readColumn(file, at, part)
    columns[part.name] = column
    at += column.byteLength + padding(column.byteLength)
  }
  const { seq, clock, basis, rest } = header
  return { seq, clock, basis, state: { columns, rest } }
}
