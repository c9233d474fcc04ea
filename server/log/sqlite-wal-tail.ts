const HEADER_BYTES = 32
const FRAME_HEADER_BYTES = 24
const MAGIC = 0x377f0682

/** What a write-ahead file holds: bytes up to its last whole commit, and bytes of the same run after it that will be dropped. */
export interface WalTail {
  readonly keptBytes: number
  readonly droppedBytes: number
}

/** SQLite's running checksum over pairs of 32-bit words. */
function checksum(view: DataView, [start, end]: readonly [number, number], sums: readonly [number, number], little: boolean) {
  let [a, b] = sums
  for (let at = start; at < end; at += 8) {
    a = (a + view.getUint32(at, little) + b) >>> 0
    b = (b + view.getUint32(at + 4, little) + a) >>> 0
  }
  return [a, b] as const
}

/** End of the last frame that belongs to this run of the file, valid or not; a part of a frame at the end counts. */
function endOfRun(view: DataView, from: number, frameBytes: number): number {
  let end = from
  for (let at = from; at < view.byteLength; at += frameBytes) {
    if (at + 16 > view.byteLength) break
    if (view.getUint32(at + 8) === view.getUint32(16) && view.getUint32(at + 12) === view.getUint32(20))
      end = Math.min(at + frameBytes, view.byteLength)
  }
  return end
}

/**
 * Reads a write-ahead file as SQLite will when it recovers: frames count up to the last commit whose checksums
 * hold. Frames of an earlier run (other salts) are old and not part of any tail. LG6
 */
export function readWalTail(bytes: Uint8Array): WalTail {
  if (bytes.length < HEADER_BYTES) return { keptBytes: 0, droppedBytes: bytes.length }
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const little = view.getUint32(0) === MAGIC
  const frameBytes = view.getUint32(8) + FRAME_HEADER_BYTES
  let sums = checksum(view, [0, 24], [0, 0], little)
  const known = view.getUint32(0) >>> 1 === MAGIC >>> 1
  if (!known || sums[0] !== view.getUint32(24) || sums[1] !== view.getUint32(28))
    return { keptBytes: 0, droppedBytes: bytes.length }
  let committed = HEADER_BYTES
  for (let at = HEADER_BYTES; at + frameBytes <= bytes.length; at += frameBytes) {
    if (view.getUint32(at + 8) !== view.getUint32(16) || view.getUint32(at + 12) !== view.getUint32(20)) break
    sums = checksum(view, [at, at + 8], sums, little)
    sums = checksum(view, [at + FRAME_HEADER_BYTES, at + frameBytes], sums, little)
    if (sums[0] !== view.getUint32(at + 16) || sums[1] !== view.getUint32(at + 20)) break
    if (view.getUint32(at + 4) !== 0) committed = at + frameBytes
  }
  return { keptBytes: committed, droppedBytes: endOfRun(view, committed, frameBytes) - committed }
}
