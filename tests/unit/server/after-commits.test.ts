import { expect, test } from 'vitest'
import type { AlarmAct } from '../../../shared/domain/alarm-act.ts'
import type { StoredEvent } from '../../../shared/domain/stored-event.ts'
import { createActDoor } from '../../../server/ingest/act-door.ts'
import { createCommitQueue } from '../../../server/log/commit-queue.ts'
import type { LogEntry, PendingEntry } from '../../../server/log/event-log.ts'
import { afterCommits } from '../../../server/runtime/after-commits.ts'
import { entryOf, openFold } from '../../support/fold-run.ts'

/** Long enough for everything that has been answered to be taken in. */
const answered = () => new Promise(setImmediate)

// Fault seen: the clock moved on while an entry of the second before was still being written.
test('[FD11] the clock of the fold waits for what is being written, and goes on when it failed', async () => {
  let moved = 0
  const settle: (() => void)[] = []
  const seen: number[] = []
  const append = () =>
    new Promise<readonly number[]>((resolve, reject) =>
      settle.push(settle.length === 0 ? () => resolve([]) : () => reject(new Error('full'))),
    )
  const fold = { advance: (at: number) => void seen.push(at) }
  const second = afterCommits({ log: { append }, fold, onMoved: () => (moved += 1) })
  second(2)
  second(3)
  await answered()
  expect(seen).toEqual([])
  settle.forEach((end) => end())
  await answered()
  expect(seen).toEqual([2, 3])
  expect(moved).toBe(2)
})

/** The stages that write, fold and move the clock, over a log whose flush ends when the test says so. */
function cityAtWork() {
  const run = openFold()
  const written: LogEntry[] = []
  let flushed = () => undefined as void
  let clock = 0
  const queue = createCommitQueue(1, async (entries) => {
    await new Promise<void>((resolve) => (flushed = resolve))
    written.push(...entries)
  })
  const log = { append: (entries: readonly PendingEntry[]) => queue.append(entries), acts: () => written.values() }
  const onSecond = afterCommits({ log, fold: run.fold, onMoved: () => undefined })
  const acts = createActDoor({ log, fold: run.fold, citySecond: () => clock, onCommitted: () => undefined })
  return {
    ...run,
    written,
    acts,
    take(event: StoredEvent) {
      const entry = entryOf(event, 0, clock)
      void log.append([entry]).then(([firstSeq = 0]) => run.fold.apply({ ...entry, firstSeq }))
    },
    tick: (second: number) => onSecond((clock = second)),
    async flush() {
      flushed()
      await answered()
    },
  }
}

// Faults seen: the clock waited for events alone, so that the act came after the look at the pair (the alarm was back
// five minutes late); it waited for nothing, so that the hour was kept without the event and no alarm ever came.
test('[AL2] [FD11] an event and an act of the last second before a full minute leave the alarms that a rebuild of the log gives', async () => {
  const HOUR = Date.parse('2024-03-18T11:00:00+08:00') / 1000
  const city = cityAtWork()
  const reading = (id: string, second: number): StoredEvent => {
    const what = { kind: 'reading', cls: 'T', dimension: 'water', value: 1 } as const
    return { id, ...what, source: 'a', t: second * 1000, node: 'C' }
  }
  const underWay = async (second: number, write: () => void) => {
    city.tick(second)
    await answered()
    write()
    city.tick(second + 1)
    await answered()
    await city.flush()
  }
  await underWay(HOUR - 2000, () => city.take(reading('e1', HOUR - 2000)))
  await underWay(HOUR - 1, () => city.take(reading('e2', HOUR - 1)))
  // Order is higher and vitality lower than an hour ago from 12:00 on: an alarm since 12:00, seen at 12:10, cleared by hand.
  const clear: AlarmAct = { act: 'alarm', action: 'clear', ids: ['tight~C'], minutes: 1, post: 'desk', comment: '', key: '' }
  await underWay(HOUR + 3600 + 899, () => void city.acts.write(clear))
  city.tick(HOUR + 3600 + 2400)
  await answered()
  const rebuilt = openFold()
  for (const entry of city.written) rebuilt.fold.apply(entry)
  rebuilt.fold.advance(city.fold.clock)
  expect(city.written.map(({ at }) => at)).toEqual([HOUR - 2000, HOUR - 1, HOUR + 4499])
  expect(rebuilt.alarms().find(({ id }) => id === 'tight~C')).toMatchObject({ active: true, since: HOUR + 3600 + 900 })
  expect(city.alarms()).toEqual(rebuilt.alarms())
  expect(city.everything()).toEqual(rebuilt.everything())
})
