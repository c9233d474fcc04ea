import { Transform, type Readable } from 'node:stream'
import { pipeline } from 'node:stream'
import { createGunzip, gunzipSync } from 'node:zlib'

/** What a compressed file may always grow to, bytes; beyond it, to so many times its size. Real tables grow tenfold. */
const FREE_BYTES = 64 * 2 ** 20
const MOST_GROWTH = 200

/** A compressed file that grows beyond all measure: made to fill memory, or broken. */
export class GrowsTooLarge extends Error {
  constructor() {
    super(`grows to more than ${MOST_GROWTH} times its size when it is unpacked; no real file does. Pack it again`)
  }
}

const limitOf = (packedBytes: number) => Math.max(FREE_BYTES, packedBytes * MOST_GROWTH)

/** The content of a gzip file. Throws `GrowsTooLarge`, or what is wrong with it. */
export function gunzipBounded(packed: Uint8Array): Buffer {
  try {
    return gunzipSync(packed, { maxOutputLength: limitOf(packed.length) })
  } catch (reason) {
    throw (reason as NodeJS.ErrnoException).code === 'ERR_BUFFER_TOO_LARGE' ? new GrowsTooLarge() : reason
  }
}

/** The content of a gzip stream of which `packedBytes` come; fails with `GrowsTooLarge`. */
export function gunzipStreamBounded(packed: Readable, packedBytes: number): Readable {
  const limit = limitOf(packedBytes)
  let grown = 0
  const count = new Transform({
    transform(chunk: Buffer, _encoding, done) {
      grown += chunk.length
      if (grown > limit) done(new GrowsTooLarge())
      else done(null, chunk)
    },
  })
  pipeline(packed, createGunzip(), count, (reason) => reason && count.destroy(reason))
  return count
}
