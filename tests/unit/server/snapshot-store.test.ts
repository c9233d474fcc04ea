import fc from 'fast-check'
import { mkdtempSync, readdirSync, readFileSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { createSnapshotStore } from '../../../server/fold/snapshot-store.ts'
import type { Snapshot } from '../../../server/fold/snapshot.ts'

const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

function openStore(folder = mkdtempSync(join(tmpdir(), 'gridwall-snap-'))) {
  folders.push(folder)
  const skipped: string[] = []
  const store = createSnapshotStore({ folder, onSkipped: (file, reason) => skipped.push(`${file}: ${reason}`) })
  return { folder, store, skipped }
}

function snapshotAt(seq: number): Snapshot {
  const columns = {
    counts: Uint32Array.of(seq, 7, 9),
    times: Float64Array.of(Number.NaN, 1.5),
    flags: Uint8Array.of(1, 2, 3),
    none: new Int16Array(0),
  }
  return { seq, clock: 1_700_000_000 + seq, basis: 'city-1', state: { columns, rest: { open: [['a', seq]] } } }
}

describe('snapshot store', () => {
  it('[LG9] the newest comes back as it was saved, of three kept', async () => {
    const { folder, store } = openStore()
    for (const seq of [5, 10, 15, 20]) await store.save(snapshotAt(seq))
    expect(await store.newest('city-1')).toEqual(snapshotAt(20))
    expect(readdirSync(folder)).toHaveLength(3)
    expect(await store.coveredBelow('city-1')).toBe(11)
  })

  it('[LG9] one made with another basis is passed over and said so', async () => {
    const { store, skipped } = openStore()
    await store.save(snapshotAt(5))
    expect(await store.newest('city-2')).toBeUndefined()
    expect(skipped[0]).toContain('another city')
  })

  // Fault seen: without the checksum a garbled column came back as state.
  it('[LG9] garbled or cut anywhere, a snapshot is never used; the one before it is', async () => {
    const { folder, store, skipped } = openStore()
    await store.save(snapshotAt(5))
    await store.save(snapshotAt(10))
    const path = join(folder, readdirSync(folder).sort().at(-1) as string)
    const whole = readFileSync(path)
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: whole.length - 1 }), fc.boolean(), async (at, cut) => {
        const damaged = Buffer.from(whole)
        damaged.writeUInt8(damaged.readUInt8(at) ^ 1, at)
        writeFileSync(path, damaged)
        if (cut) truncateSync(path, at)
        skipped.length = 0
        expect(await store.newest('city-1')).toEqual(snapshotAt(5))
        expect(skipped).toHaveLength(1)
        expect(await store.coveredBelow('city-1')).toBeUndefined()
      }),
      { numRuns: 60 },
    )
  })
})
