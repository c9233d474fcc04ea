import Database from 'better-sqlite3'
import { existsSync, mkdirSync, chmodSync } from 'node:fs'
import { join } from 'node:path'
import type { EntryKind } from './event-log.ts'

export type Connection = Database.Database
export type Statement<Parameters extends unknown[], Row = unknown> = Database.Statement<Parameters, Row>

/** One entry a row; `prints` lies before `body` so that reading it does not touch the body's pages. */
export interface EntryRow {
  readonly seq: number
  readonly kind: EntryKind
  readonly count: number
  readonly at: number
  readonly prints: Uint8Array
  readonly body: Uint8Array
}

const SCHEMA_VERSION = 1
/** Large pages hold a batch's body in few of them; small commits still write only one or two. */
const PAGE_BYTES = 16_384
/** A WAL left longer by a burst is cut back to this when it starts over. */
const WAL_LIMIT_BYTES = 32 * 2 ** 20
const SCHEMA = `
  CREATE TABLE entries (seq INTEGER PRIMARY KEY, kind TEXT NOT NULL, count INTEGER NOT NULL, at INTEGER NOT NULL,
                        prints BLOB NOT NULL, body BLOB NOT NULL) STRICT;
  CREATE INDEX acts ON entries(seq) WHERE kind = 'act';
  CREATE TABLE numbers (name TEXT PRIMARY KEY, value INTEGER NOT NULL) STRICT;
  INSERT INTO numbers VALUES ('first', 1), ('next', 1);
  PRAGMA user_version = ${SCHEMA_VERSION};`

/** The log's file inside the data folder. */
export function logFile(folder: string): string {
  return join(folder, 'log.db')
}

/** Makes the data folder with rights for its owner alone. LG8 */
export function ensureFolder(folder: string): void {
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  chmodSync(folder, 0o700)
}

/** The one connection that writes: WAL, flushed on every commit, checkpoints only when told. LG2 */
export function openWriter(folder: string): Connection {
  const isNew = !existsSync(logFile(folder))
  const db = new Database(logFile(folder), { timeout: 5_000 })
  if (isNew) db.pragma(`page_size = ${PAGE_BYTES}`)
  db.pragma('journal_mode = WAL')
  db.pragma('synchronous = FULL')
  db.pragma('wal_autocheckpoint = 0')
  db.pragma(`journal_size_limit = ${WAL_LIMIT_BYTES}`)
  db.pragma('cache_size = -8192')
  // Text that moves within its pages leaves no copy behind, so that a masked one can be overwritten where it lies. LG11
  db.pragma('secure_delete = FAST')
  const version = db.pragma('user_version', { simple: true })
  if (version === 0) db.transaction(() => db.exec(SCHEMA))()
  else if (version !== SCHEMA_VERSION)
    throw new Error(
      `${logFile(folder)} has schema ${String(version)}; this server reads ${SCHEMA_VERSION}: use the version that wrote it`,
    )
  db.exec('CREATE TABLE IF NOT EXISTS room (pad BLOB NOT NULL) STRICT')
  return db
}

/** A connection that reads what is committed. */
export function openReader(folder: string): Connection {
  return new Database(logFile(folder), { readonly: true, timeout: 5_000 })
}

/**
 * Holds the folder for this process until `release`; undefined where another process holds it. The kernel
 * lets go of the lock when its process ends in any way, so a killed server never blocks the next. LG8
 */
export function lockFolder(folder: string): { release(): void } | undefined {
  const db = new Database(join(folder, 'owner.lock'), { timeout: 0 })
  try {
    db.pragma('journal_mode = MEMORY')
    db.exec('BEGIN EXCLUSIVE')
    return { release: () => db.close() }
  } catch (reason) {
    db.close()
    if (codeOf(reason).startsWith('SQLITE_BUSY')) return undefined
    throw reason
  }
}

/** SQLite's word for a failure, '' for others. */
export function codeOf(reason: unknown): string {
  return reason instanceof Database.SqliteError ? reason.code : ''
}
