import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { open, readdir, rename, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { DIGEST_BYTES, decodeSnapshot, encodeSnapshot } from './snapshot-codec.ts'
import type { Snapshot } from './snapshot.ts'

/** How many of the newest stay; the log is kept from the oldest of them on. */
const KEPT = 3
const NAME = /^(\d{16})\.snapshot$/
/** Written and hashed in pieces of this size, so that the event loop gets its turn in between. */
const PIECE_BYTES = 4 * 2 ** 20

/** Snapshots of one data folder. LG9 */
export interface SnapshotStore {
  /** The newest that can be trusted and has this basis; the others are reported and passed over. */
  newest(basis: string): Promise<Snapshot | undefined>
  /** Writes beside, flushes, renames, then drops those beyond the newest three. Answers its size in bytes. */
  save(snapshot: Snapshot): Promise<number>
  /** Drops all but the one that holds the log up to this number: the others hold what was masked since. */
  keepOnly(seq: number): Promise<void>
  /** Events below this number are in every kept snapshot that can be trusted; undefined where there are fewer than two. */
  coveredBelow(basis: string): Promise<number | undefined>
}

export interface SnapshotStoreOptions {
  readonly folder: string
  /** Told of each snapshot that was passed over: its file and why. */
  readonly onSkipped: (file: string, reason: string) => void
}

function* piecesOf(chunks: readonly Uint8Array[]): Generator<Uint8Array> {
  for (const chunk of chunks)
    for (let at = 0; at < chunk.length; at += PIECE_BYTES) yield chunk.subarray(at, Math.min(at + PIECE_BYTES, chunk.length))
}

/** Writes the chunks and their SHA-256; answers the size. */
async function writeFlushed(path: string, chunks: readonly Uint8Array[]): Promise<number> {
  const file = await open(path, 'w', 0o600)
  const hash = createHash('sha256')
  try {
    for (const piece of piecesOf(chunks)) {
      hash.update(piece)
      await file.writeFile(piece)
    }
    await file.writeFile(hash.digest())
    await file.sync()
    return (await file.stat()).size
  } finally {
    await file.close()
  }
}

/** The file and the SHA-256 of all but its digest. */
async function readHashed(path: string): Promise<readonly [bytes: Uint8Array<ArrayBuffer>, sha256: Buffer]> {
  const file = await open(path, 'r')
  const hash = createHash('sha256')
  try {
    const bytes = new Uint8Array((await file.stat()).size)
    const hashed = Math.max(0, bytes.length - DIGEST_BYTES)
    for (let at = 0; at < bytes.length;) {
      const { bytesRead } = await file.read(bytes, at, Math.min(PIECE_BYTES, bytes.length - at), at)
      if (bytesRead === 0) break
      hash.update(bytes.subarray(Math.min(at, hashed), Math.min(at + bytesRead, hashed)))
      at += bytesRead
    }
    return [bytes, hash.digest()]
  } finally {
    await file.close()
  }
}

async function flushFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r')
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

const nameOf = (seq: number) => `${String(seq).padStart(16, '0')}.snapshot`

/** Opens the store in a folder of its own, made where it is missing. */
export function createSnapshotStore({ folder, onSkipped }: SnapshotStoreOptions): SnapshotStore {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  const list = async (): Promise<string[]> =>
    (await readdir(folder))
      .filter((name) => NAME.test(name))
      .sort()
      .reverse()
  const read = async (name: string, basis: string): Promise<Snapshot | undefined> => {
    const found = decodeSnapshot(...(await readHashed(join(folder, name))))
    const fault =
      'fault' in found ? found.fault : found.basis === basis ? undefined : 'it was made with another city, catalogue or program'
    if (fault === undefined) return found as Snapshot
    onSkipped(name, fault)
    return undefined
  }
  const readable = async (name: string, basis: string) =>
    read(name, basis).catch((reason: unknown) => {
      onSkipped(name, String(reason))
      return undefined
    })
  return {
    async newest(basis) {
      for (const name of await list()) {
        const snapshot = await readable(name, basis)
        if (snapshot !== undefined) return snapshot
      }
      return undefined
    },
    async save(snapshot) {
      const chunks = encodeSnapshot(snapshot)
      const name = nameOf(snapshot.seq)
      const beside = join(folder, `${name}.new`)
      const bytes = await writeFlushed(beside, chunks)
      await rename(beside, join(folder, name))
      await flushFolder(folder)
      for (const old of (await list()).slice(KEPT)) await rm(join(folder, old), { force: true })
      return bytes
    },
    async keepOnly(seq) {
      for (const name of await list()) if (name !== nameOf(seq)) await rm(join(folder, name), { force: true })
      await flushFolder(folder)
    },
    async coveredBelow(basis) {
      const good: number[] = []
      // One after the other: together they are as large as three cities.
      for (const name of await list()) {
        const snapshot = await readable(name, basis)
        if (snapshot !== undefined) good.push(snapshot.seq)
      }
      return good.length < 2 ? undefined : Math.min(...good) + 1
    },
  }
}
