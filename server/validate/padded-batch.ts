/** Zeros after the bytes of a batch: more than any step looks or copies ahead. */
const PADDING = 32

/** A buffer's text without the look at encoding and bounds, which takes as long as short texts themselves. */
interface Latin1Bytes extends Buffer {
  latin1Slice(from: number, to: number): string
}

/** The bytes of a batch with zeros after them, so that no step has to look for their end. */
export interface PaddedBatch {
  readonly bytes: Latin1Bytes
  /** The same bytes. */
  readonly view: DataView
  /** Of the batch itself. */
  readonly length: number
}

/** A copy of a batch with zeros after it. */
export function padded(batch: Uint8Array): PaddedBatch {
  const bytes = Buffer.allocUnsafeSlow(batch.length + PADDING).fill(0, batch.length)
  bytes.set(batch)
  return { bytes: bytes as Latin1Bytes, view: new DataView(bytes.buffer), length: batch.length }
}
