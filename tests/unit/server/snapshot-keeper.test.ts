import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import { LoggedLines } from '../../../server/log/logged-lines.ts'
import { Fingerprint } from '../../../server/validate/fingerprint.ts'
import { createSnapshotStore } from '../../../server/fold/snapshot-store.ts'
import { createMemoryEventLog } from '../../../server/log/memory-event-log.ts'
import { systemClock } from '../../../server/runtime/clock.ts'
import { createSnapshotKeeper, firstKept } from '../../../server/runtime/snapshot-keeper.ts'
import { pendingEntry } from '../../support/log-entries.ts'

const DAY_S = 86_400
const folders: string[] = []
afterEach(() => folders.splice(0).forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** A log of ten days with ten events each, and a fold that has read up to a number. */
async function tenDays() {
  const log = createMemoryEventLog()
  for (let day = 0; day < 10; day++) await log.append([{ ...pendingEntry(`d${day}`, 10), at: day * DAY_S + 100 }])
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-keep-'))
  folders.push(folder)
  const fold = {
    logSeq: 0,
    clock: 9 * DAY_S + 200,
    needed: Number.POSITIVE_INFINITY,
    save: () => ({ columns: { seq: Uint32Array.of(fold.logSeq) }, rest: null }),
    masked: () => [],
    apply: () => undefined,
    neededFrom: () => fold.needed,
  }
  const said: string[] = []
  const say = (_of: unknown, text?: string) => void said.push(text ?? '')
  const keeper = createSnapshotKeeper({
    fold,
    log,
    lines: new LoggedLines(log),
    print: new Fingerprint(new Uint8Array(8)),
    store: createSnapshotStore({ folder, onSkipped: (_file, reason) => said.push(reason) }),
    basis: 'city',
    clock: { ...systemClock, every: () => () => undefined },
    logger: { info: say, warn: say, error: say } as never,
    keepDays: 4,
    kept: { sources: [] },
    dayStart: (ms) => Math.floor(ms / (DAY_S * 1000)) * DAY_S * 1000,
    startedFrom: 0,
  })
  return { log, fold, keeper, said }
}

describe('snapshot keeper', () => {
  it('[OP10] whole days older than those kept are the ones to go', async () => {
    const { log } = await tenDays()
    expect([0, 1, 3 * DAY_S, 99 * DAY_S].map((cutoff) => firstKept(log, cutoff))).toEqual([1, 1, 31, 101])
  })

  // Fault seen: with the newest snapshot alone as the bound, a damaged one left a log that no snapshot joined.
  it('[LG7] nothing is dropped that is not in every snapshot kept', async () => {
    const { log, fold, keeper } = await tenDays()
    fold.logSeq = 20
    await keeper.save()
    expect(log.first).toBe(1)
    fold.logSeq = 100
    fold.clock += DAY_S
    await keeper.save()
    expect(log.first).toBe(21)
  })

  it('[FD12] what a correction has to read again is kept', async () => {
    const { log, fold, keeper } = await tenDays()
    fold.needed = 11
    for (fold.logSeq of [50, 100]) {
      fold.clock += DAY_S
      await keeper.save()
    }
    expect(log.first).toBe(11)
  })

  it('[LG9] nothing is written where nothing has come since', async () => {
    const { fold, keeper } = await tenDays()
    fold.logSeq = 20
    await keeper.save()
    const first = keeper.newest
    await keeper.save()
    expect(keeper.newest).toBe(first)
  })
})
