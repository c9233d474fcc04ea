import { parentPort, workerData } from 'node:worker_threads'
import type { LogEntry } from './event-log.ts'
import { codeOf, openWriter } from './sqlite-driver.ts'

/** What the worker is asked to do; each task is answered once, in order. */
export type LogTask =
  | { readonly kind: 'commit'; readonly entries: readonly LogEntry[] }
  /** Deletes entries (acts excepted) that end before `first`, which becomes the log's first number. */
  | { readonly kind: 'drop'; readonly first: number; readonly next: number }
  /** Other bodies for entries, by first number; the old ones are overwritten on disk. */
  | { readonly kind: 'rewrite'; readonly bodies: ReadonlyMap<number, Uint8Array> }
  /** A flushed write as large as the one that was refused, to learn whether there is room for it again. */
  | { readonly kind: 'probe' }
  /** Empties the write-ahead file. */
  | { readonly kind: 'checkpoint' }
  /** Moves what is committed into the log's file and leaves the write-ahead file to be used over. */
  | { readonly kind: 'move' }
  | { readonly kind: 'close' }

/** `full`: the disk refused the write; nothing of the task was kept. */
export type LogAnswer = { readonly failure?: { readonly full: boolean; readonly reason: string } }

/** Written pages are moved into the log's file in portions of this size, between commits. */
const CHECKPOINT_BYTES = 8 * 2 ** 20

const { folder } = workerData as { readonly folder: string }
const db = openWriter(folder)
const insert = db.prepare<[number, string, number, number, Uint8Array, Uint8Array]>(
  'INSERT INTO entries VALUES (?, ?, ?, ?, ?, ?)',
)
const drop = db.prepare<[number]>("DELETE FROM entries WHERE seq < ? AND kind <> 'act'")
const rewrite = db.prepare<[Uint8Array, number]>('UPDATE entries SET body = ? WHERE seq = ?')
const setNumber = db.prepare<[number, string]>('UPDATE numbers SET value = ? WHERE name = ?')
const writePad = db.prepare<[number]>('INSERT INTO room VALUES (zeroblob(?))')
const clearPad = db.prepare<[]>('DELETE FROM room')
let uncheckpointed = 0
let refusedBytes = 0

const commit = db.transaction((entries: readonly LogEntry[]) => {
  for (const entry of entries) {
    insert.run(entry.firstSeq, entry.kind, entry.count, entry.at, entry.prints, entry.body)
    uncheckpointed += entry.prints.length + entry.body.length
  }
})
const rewriteAll = db.transaction((bodies: ReadonlyMap<number, Uint8Array>) => {
  for (const [firstSeq, body] of bodies) rewrite.run(body, firstSeq)
})
const dropBefore = db.transaction((first: number, next: number) => {
  setNumber.run(next, 'next')
  setNumber.run(first, 'first')
  drop.run(first)
})

function perform(task: LogTask): void {
  if (task.kind === 'commit') commit.immediate(task.entries)
  else if (task.kind === 'drop') dropBefore.immediate(task.first, task.next)
  else if (task.kind === 'rewrite') rewriteBodies(task.bodies)
  else if (task.kind === 'probe') probeRoom()
  else if (task.kind === 'checkpoint') checkpoint('TRUNCATE')
  else if (task.kind === 'move') checkpoint('PASSIVE')
  else db.close()
}

/** What is let go of is filled with zeros, also in pages that become free, and the write-ahead file is cut to nothing. */
function rewriteBodies(bodies: ReadonlyMap<number, Uint8Array>): void {
  db.pragma('secure_delete = ON')
  rewriteAll.immediate(bodies)
  db.pragma('secure_delete = FAST')
  db.pragma('wal_checkpoint(TRUNCATE)')
}

function probeRoom(): void {
  clearPad.run()
  writePad.run(refusedBytes)
  clearPad.run()
}

function bytesOf(task: LogTask): number {
  return task.kind === 'commit' ? task.entries.reduce((sum, { prints, body }) => sum + prints.length + body.length, 0) : 0
}

function checkpoint(mode: 'PASSIVE' | 'TRUNCATE'): void {
  if (mode === 'TRUNCATE' && uncheckpointed === 0) return
  uncheckpointed = 0
  db.pragma(`wal_checkpoint(${mode})`)
}

function answer(task: LogTask): LogAnswer {
  try {
    perform(task)
    if (task.kind === 'commit' || task.kind === 'probe') refusedBytes = 0
    return {}
  } catch (reason) {
    if (db.open && db.inTransaction) db.exec('ROLLBACK')
    const code = codeOf(reason)
    refusedBytes = Math.max(refusedBytes, bytesOf(task))
    return { failure: { full: code === 'SQLITE_FULL' || code.startsWith('SQLITE_IOERR'), reason: String(reason) } }
  }
}

parentPort?.on('message', (task: LogTask) => {
  parentPort?.postMessage(answer(task))
  if (task.kind === 'close') parentPort?.close()
  else if (uncheckpointed >= CHECKPOINT_BYTES) answer({ kind: 'move' })
})
parentPort?.postMessage({})
