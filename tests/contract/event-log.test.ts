import fc from 'fast-check'
import { appendFileSync, copyFileSync, mkdtempSync, rmSync, statSync, truncateSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, it } from 'vitest'
import type { EventLog } from '../../server/log/event-log.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { FolderTakenError, openSqliteEventLog } from '../../server/log/sqlite-event-log.ts'
import { systemClock } from '../../server/runtime/clock.ts'
import { pendingEntry, seen } from '../support/log-entries.ts'

const cleanups: (() => unknown)[] = []
afterEach(async () => {
  for (const cleanup of cleanups.splice(0).reverse()) await cleanup()
})

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'gridwall-log-'))
  cleanups.push(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

async function openEmbedded(folder = newFolder()) {
  const log = await openSqliteEventLog({ folder, clock: systemClock })
  cleanups.push(() => log.close().catch(() => undefined))
  return log
}

const ADAPTERS: readonly (readonly [name: string, open: () => Promise<EventLog>])[] = [
  ['memory', () => Promise.resolve(createMemoryEventLog())],
  ['embedded', () => openEmbedded()],
]

describe.each(ADAPTERS)('%s log', (_name, open) => {
  it('[LG1] numbers events from 1 without gaps, in the order of the calls', async () => {
    const log = await open()
    const calls = [log.append([pendingEntry('a', 3)]), log.append([pendingEntry('b'), pendingEntry('c', 2)]), log.append([])]
    expect(await Promise.all(calls)).toEqual([[1], [4, 5], []])
    expect([log.first, log.next]).toEqual([1, 7])
  })

  it('[LG1] reads back what was written, from any number on', async () => {
    const log = await open()
    await log.append([pendingEntry('a', 3), pendingEntry('p', 1, 'P'), pendingEntry('x', 2, 'X')])
    const all = [...log.readFrom(1)].map(seen)
    expect(all.map(({ firstSeq, kind }) => [firstSeq, kind])).toEqual([[1, 'T'], [4, 'P'], [5, 'X']]) // prettier-ignore
    expect(all[0]).toEqual({ ...seen({ ...pendingEntry('a', 3), firstSeq: 1 }) })
    expect([...log.readFrom(2)].map(seen)).toEqual(all)
    expect([...log.readFrom(4)].map(seen)).toEqual(all.slice(1))
    expect([...log.readFrom(7)]).toEqual([])
    expect([...log.printsFrom(4)].map(({ firstSeq, count }) => [firstSeq, count])).toEqual([[4, 1], [5, 2]]) // prettier-ignore
  })

  it('[LG1] finds the entry that holds a number', async () => {
    const log = await open()
    await log.append([pendingEntry('a', 3), pendingEntry('b', 2)])
    expect([0, 1, 3, 4, 5, 6].map((seq) => log.entryAt(seq)?.firstSeq)).toEqual([undefined, 1, 1, 4, 4, undefined])
  })

  it('[LG11] puts another body in place of an entry’s; numbers, fingerprints and neighbours stay', async () => {
    const log = await open()
    await log.append([pendingEntry('a', 3), pendingEntry('b', 2)])
    const [before, beside] = [...log.readFrom(1)].map(seen)
    await log.rewrite(new Map([[1, Buffer.from('x\ny\nz')]]))
    const [after, neighbour] = [...log.readFrom(1)]
    expect(Buffer.from(after?.body ?? []).toString()).toBe('x\ny\nz')
    expect({ ...(after && seen(after)), body: before?.body }).toEqual(before)
    expect(neighbour && seen(neighbour)).toEqual(beside)
  })

  it('[LG7] forgets whole old entries, keeps acts, and goes on numbering', async () => {
    const log = await open()
    await log.append([pendingEntry('act', 1, 'act'), pendingEntry('a', 3), pendingEntry('b', 3)])
    await log.dropBefore(6)
    expect([log.first, [...log.readFrom(1)].map((entry) => entry.firstSeq), log.entryAt(2)]).toEqual([5, [5], undefined])
    expect([...log.acts()].map(({ firstSeq }) => firstSeq)).toEqual([1])
    await log.dropBefore(99)
    expect([log.first, log.next, [...log.readFrom(1)]]).toEqual([8, 8, []])
    expect(await log.append([pendingEntry('c')])).toEqual([8])
  })
})

describe('embedded log', () => {
  it('[LG1] is the same as the memory log under any order of writes, drops and restarts', async () => {
    const batch = fc.array(fc.tuple(fc.constantFrom('T', 'P', 'X', 'act'), fc.integer({ min: 1, max: 5 })), { maxLength: 4 })
    const step = fc.oneof(batch, fc.integer({ min: 1, max: 40 }), fc.constant('restart'))
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        const folder = newFolder()
        const oracle = createMemoryEventLog()
        let log = await openEmbedded(folder)
        for (const step of steps) {
          if (typeof step === 'number') await Promise.all([log.dropBefore(step), oracle.dropBefore(step)])
          else if (typeof step === 'string') {
            await log.close()
            log = await openEmbedded(folder)
          } else {
            const entries = step.map(([kind, count], index) => pendingEntry(`e${index}`, count, kind))
            expect(await log.append(entries)).toEqual(await oracle.append(entries))
          }
        }
        const state = (of: EventLog) => ({
          first: of.first,
          next: of.next,
          all: [...of.readFrom(1)].map(seen),
          acts: [...of.acts()].map(seen),
        })
        expect(state(log)).toEqual(state(oracle))
        await log.close()
      }),
      { numRuns: 15 },
    )
  })

  it('[LG2] everything acknowledged is there after a restart, with the next number', async () => {
    const folder = newFolder()
    const log = await openEmbedded(folder)
    await Promise.all(Array.from({ length: 200 }, (_, index) => log.append([pendingEntry(`e${index}`, 2)])))
    expect(log.commits).toBeLessThan(200)
    await log.close()
    const again = await openEmbedded(folder)
    expect([[...again.readFrom(1)].length, again.next, again.tornBytes]).toEqual([200, 401, 0])
  })

  it('[LG8] refuses a folder that is held, keeps it from other accounts, and lets go of it at the end', async () => {
    const folder = newFolder()
    const log = await openEmbedded(folder)
    expect(statSync(folder).mode & 0o777).toBe(0o700)
    await expect(openEmbedded(folder)).rejects.toBeInstanceOf(FolderTakenError)
    await log.close()
    await expect(openEmbedded(folder)).resolves.toBeDefined()
  })

  it('[LG6] a torn tail is dropped and reported, what came before it stays, and writing goes on', async () => {
    const folder = newFolder()
    const log = await openEmbedded(folder)
    const sizes: number[] = []
    for (const name of ['a', 'b', 'c']) {
      await log.append([pendingEntry(name, 50)])
      sizes.push(statSync(join(folder, 'log.db-wal')).size)
    }
    const left = newFolder()
    for (const file of ['log.db', 'log.db-wal']) copyFileSync(join(folder, file), join(left, file))
    truncateSync(join(left, 'log.db-wal'), (sizes[1] ?? 0) + 5_000)
    const torn = await openEmbedded(left)
    expect(torn.tornBytes).toBe(5_000)
    expect([...torn.readFrom(1)].map(({ firstSeq }) => firstSeq)).toEqual([1, 51])
    expect(await torn.append([pendingEntry('d')])).toEqual([101])
    await torn.close()
    appendFileSync(join(left, 'log.db-wal'), 'garbage')
    const again = await openEmbedded(left)
    expect([again.tornBytes, again.next]).toEqual([7, 102])
  })
})
