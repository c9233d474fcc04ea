import Database from 'better-sqlite3'
import fc from 'fast-check'
import { copyFileSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import { readWalTail } from '../../../server/log/sqlite-wal-tail.ts'

const folder = mkdtempSync(join(tmpdir(), 'gridwall-wal-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** A database of 20 commits whose write-ahead file is left as a killed process leaves it. */
function leftBehind(): { base: string; wal: Buffer } {
  const base = join(folder, 'base.db')
  const db = new Database(base)
  db.pragma('journal_mode = WAL')
  db.pragma('wal_autocheckpoint = 0')
  db.exec('CREATE TABLE t (n INTEGER PRIMARY KEY, body BLOB)')
  db.pragma('wal_checkpoint(TRUNCATE)')
  for (let n = 1; n <= 20; n++) db.prepare('INSERT INTO t VALUES (?, ?)').run(n, Buffer.alloc(n * 700, n))
  copyFileSync(base, join(folder, 'kept.db'))
  const wal = readFileSync(`${base}-wal`)
  db.close()
  return { base: join(folder, 'kept.db'), wal }
}

const { base, wal } = leftBehind()
let copies = 0

/** How many of the commits SQLite itself finds with this write-ahead file. */
function foundBySqlite(bytes: Uint8Array): number {
  const file = join(folder, `copy-${copies++}.db`)
  copyFileSync(base, file)
  writeFileSync(`${file}-wal`, bytes)
  const db = new Database(file)
  const { n } = db.prepare<[], { n: number }>('SELECT count(*) AS n FROM t').get() ?? { n: -1 }
  db.close()
  return n
}

describe('write-ahead tail', () => {
  it('[LG6] a file left after whole commits has no tail', () => {
    expect(readWalTail(wal)).toEqual({ keptBytes: wal.length, droppedBytes: 0 })
  })

  it('[LG6] cut or garbled anywhere, what is said to be kept is what SQLite keeps', () => {
    const damage = fc.record({
      cut: fc.integer({ min: 0, max: wal.length }),
      flip: fc.option(fc.integer({ min: 0, max: wal.length - 1 })),
    })
    fc.assert(
      fc.property(damage, ({ cut, flip }) => {
        const bytes = Buffer.from(wal.subarray(0, cut))
        if (flip !== null && flip < cut) bytes.writeUInt8(bytes.readUInt8(flip) ^ 0x40, flip)
        const tail = readWalTail(bytes)
        expect(foundBySqlite(bytes)).toBe(foundBySqlite(wal.subarray(0, tail.keptBytes)))
        if (tail.droppedBytes > 0) expect(tail.keptBytes + tail.droppedBytes).toBeLessThanOrEqual(bytes.length)
        else expect(bytes.length - tail.keptBytes).toBeLessThan(24)
      }),
      { numRuns: 60 },
    )
  })
})
