import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

const BYTES = 8

/** The key of the log's fingerprints, made once and kept beside the log it belongs to. */
export function readPrintKey(folder: string): Uint8Array {
  const path = join(folder, 'print.key')
  if (!existsSync(path)) writeFileSync(path, randomBytes(BYTES), { mode: 0o600, flush: true })
  const key = readFileSync(path)
  if (key.length !== BYTES)
    throw new Error(`${path} has ${key.length} bytes, not ${BYTES}: put back the copy that belongs to this log`)
  return new Uint8Array(key)
}
