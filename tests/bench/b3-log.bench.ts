import { closeSync, fdatasyncSync, mkdtempSync, openSync, rmSync, writevSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { PendingEntry } from '../../server/log/event-log.ts'
import { openSqliteEventLog } from '../../server/log/sqlite-event-log.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { spread, type BenchRow } from './bench-row.ts'

const EVENTS = 1_000
const COMMITS = 400
const PAIRS = 5

/** A batch of the ordinary size: 238 bytes an event. */
function batch(): PendingEntry {
  return {
    kind: 'T',
    count: EVENTS,
    at: 1_700_000_000,
    prints: new Uint8Array(8 * EVENTS).fill(7),
    body: new Uint8Array(238 * EVENTS).fill(97),
  }
}

const folderOf = () => mkdtempSync(join(tmpdir(), 'gridwall-b3-'))

/** The ceiling: nothing but the bytes and the flush, one commit after the other. Events a second. */
function bareLoop({ prints, body }: PendingEntry): number {
  const folder = folderOf()
  const file = openSync(join(folder, 'bare'), 'a')
  const began = performance.now()
  for (let i = 0; i < COMMITS; i++) {
    writevSync(file, [prints, body])
    fdatasyncSync(file)
  }
  const seconds = (performance.now() - began) / 1000
  closeSync(file)
  rmSync(folder, { recursive: true })
  return (COMMITS * EVENTS) / seconds
}

/** The log itself, one commit after the other. Events a second. */
async function logLoop(entry: PendingEntry): Promise<number> {
  const folder = folderOf()
  const log = await openSqliteEventLog({ folder, clock: systemClock })
  const began = performance.now()
  for (let i = 0; i < COMMITS; i++) await log.append([entry])
  const seconds = (performance.now() - began) / 1000
  await log.close()
  rmSync(folder, { recursive: true })
  return (COMMITS * EVENTS) / seconds
}

/** B3: the log at 1,000 events a commit against a bare write and flush of the same bytes. */
export async function run(): Promise<readonly BenchRow[]> {
  const entry = batch()
  const ratios: number[] = []
  let [best, ceiling] = [0, 0]
  for (let pair = 0; pair < PAIRS; pair++) {
    const bare = bareLoop(entry)
    const log = await logLoop(entry)
    ratios.push(log / bare)
    best = Math.max(best, log)
    ceiling = Math.max(ceiling, bare)
  }
  const detail = `${Math.round(best / 1000)}k of ${Math.round(ceiling / 1000)}k events/s`
  return [
    {
      id: 'B3',
      what: 'log at 1,000 events a commit / bare writev + fdatasync',
      better: 'higher',
      must: 0.35,
      goal: 0.95,
      detail,
      ...spread(ratios),
    },
  ]
}
