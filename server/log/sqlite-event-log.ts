import { existsSync, readFileSync } from 'node:fs'
import { Worker } from 'node:worker_threads'
import type { Clock } from '../runtime/clock.ts'
import { createCommitQueue } from './commit-queue.ts'
import { LogFullError, type EventLog, type LogEntry } from './event-log.ts'
import { ensureFolder, lockFolder, logFile } from './sqlite-driver.ts'
import type { LogAnswer, LogTask } from './sqlite-log-worker.ts'
import { openSqliteLogReader } from './sqlite-log-reader.ts'
import { readWalTail } from './sqlite-wal-tail.ts'

const PROBE_EVERY_MS = 1_000
const CHECKPOINT_EVERY_MS = 30_000

/** Another running server holds the data folder. */
export class FolderTakenError extends Error {}

/** The embedded log, with what its operators are told. */
export interface SqliteEventLog extends EventLog {
  /** Bytes of a torn tail dropped when it was opened; they were never acknowledged. */
  readonly tornBytes: number
  /** Flushed commits since it was opened that held more than what is person-related. */
  readonly commits: number
}

export interface SqliteEventLogOptions {
  readonly folder: string
  readonly clock: Clock
  /** Told whenever the log stops or begins again to take writes. */
  readonly onWritable?: (writable: boolean, reason: string) => void
}

/** The worker as a function: one task at a time is answered in order. */
function startWorker(folder: string) {
  const worker = new Worker(new URL('./sqlite-worker-thread.mjs', import.meta.url), { workerData: { folder } })
  const waiting: { resolve: () => void; reject: (reason: unknown) => void }[] = []
  const next = () =>
    new Promise<void>((resolve, reject) => {
      waiting.push({ resolve, reject })
    })
  worker.on('message', ({ failure }: LogAnswer) => {
    const task = waiting.shift()
    if (failure === undefined) task?.resolve()
    else task?.reject(failure.full ? new LogFullError(failure.reason) : new Error(failure.reason))
  })
  let ended: Error | undefined
  const end = (reason: Error) => {
    ended = reason
    for (const task of waiting.splice(0)) task.reject(reason)
  }
  worker.on('error', end)
  worker.on('exit', () => end(new Error('the log has been closed')))
  const ask = (task: LogTask): Promise<void> => {
    if (ended !== undefined) return Promise.reject(ended)
    worker.postMessage(task)
    return next()
  }
  return { opened: next(), ask }
}

function droppedBytes(folder: string): number {
  const file = `${logFile(folder)}-wal`
  return existsSync(file) ? readWalTail(readFileSync(file)).droppedBytes : 0
}

/** Opens the log of a data folder, repairing a torn tail. Rejects with `FolderTakenError`. LG2–LG8 */
export async function openSqliteEventLog({ folder, clock, onWritable }: SqliteEventLogOptions): Promise<SqliteEventLog> {
  ensureFolder(folder)
  const lock = lockFolder(folder)
  if (lock === undefined) throw new FolderTakenError(folder)
  const tornBytes = droppedBytes(folder)
  const worker = startWorker(folder)
  await worker.opened.catch((reason: unknown) => {
    lock.release()
    throw reason
  })
  let [first, writable, commits] = [1, true, 0]
  const setWritable = (now: boolean, reason: string) => {
    if (now === writable) return
    writable = now
    onWritable?.(now, reason)
  }
  const attempt = async (task: LogTask): Promise<void> => {
    try {
      await worker.ask(task)
      setWritable(true, 'there is room again')
    } catch (reason) {
      setWritable(false, String(reason))
      throw reason
    }
  }
  const reader = openSqliteLogReader(folder, () => ({ first, next: queue.next }))
  const queue = createCommitQueue(reader.stored.next, async (entries: readonly LogEntry[]) => {
    await attempt({ kind: 'commit', entries })
    if (entries.some(({ kind }) => kind === 'T' || kind === 'act')) commits++
  })
  first = reader.stored.first
  const quiet = () => undefined
  const timers = [
    clock.every(PROBE_EVERY_MS, () => (writable ? undefined : void attempt({ kind: 'probe' }).catch(quiet))),
    clock.every(CHECKPOINT_EVERY_MS, () => void worker.ask({ kind: 'checkpoint' }).catch(quiet)),
  ]
  return {
    append: (entries) => queue.append(entries),
    readFrom: (seq) => reader.readFrom(seq),
    printsFrom: (seq) => reader.printsFrom(seq),
    entryAt: (seq) => reader.entryAt(seq),
    acts: () => reader.acts(),
    get first() {
      return first
    },
    get next() {
      return queue.next
    },
    get writable() {
      return writable
    },
    get commits() {
      return commits
    },
    tornBytes,
    rewrite: (bodies) => (bodies.size === 0 ? Promise.resolve() : worker.ask({ kind: 'rewrite', bodies })),
    async dropBefore(seq) {
      const kept = Math.max(first, reader.startOf(seq) ?? queue.next)
      await worker.ask({ kind: 'drop', first: kept, next: queue.next })
      first = kept
    },
    async close() {
      for (const cancel of timers) cancel()
      await queue.idle()
      reader.close()
      await worker.ask({ kind: 'close' })
      lock.release()
    },
  }
}
