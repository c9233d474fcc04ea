import { describe, expect, it } from 'vitest'
import { createCommitQueue } from '../../../server/log/commit-queue.ts'
import type { LogEntry } from '../../../server/log/event-log.ts'
import { pendingEntry } from '../../support/log-entries.ts'

/** A disk that answers when the test says so. */
function heldDisk() {
  const groups: { entries: readonly LogEntry[]; done: () => void; fail: (reason: Error) => void }[] = []
  const commit = (entries: readonly LogEntry[]) =>
    new Promise<void>((done, fail) => {
      groups.push({ entries, done, fail })
    })
  const group = async (index: number) => {
    while (groups[index] === undefined) await Promise.resolve()
    return groups[index]
  }
  return { groups, group, commit }
}

describe('commit queue', () => {
  it('[LG3] what waits for a commit goes into the next one together', async () => {
    const disk = heldDisk()
    const queue = createCommitQueue(1, disk.commit)
    const first = queue.append([pendingEntry('a')])
    const rest = [queue.append([pendingEntry('b', 2)]), queue.append([pendingEntry('c')])]
    disk.groups[0]?.done()
    expect(await first).toEqual([1])
    const second = await disk.group(1)
    second.done()
    expect(await Promise.all(rest)).toEqual([[2], [4]])
    expect(disk.groups.map(({ entries }) => entries.length)).toEqual([1, 2])
  })

  // Fault seen: only the failing group was rejected, so a duplicate of a lost event was acknowledged.
  it('[LG4] a failed commit fails every call made while it was under way, and its numbers are given out again', async () => {
    const disk = heldDisk()
    const queue = createCommitQueue(1, disk.commit)
    const calls = [queue.append([pendingEntry('a')]), queue.append([pendingEntry('b')]), queue.append([])]
    const outcomes = Promise.allSettled(calls)
    disk.groups[0]?.fail(new Error('no room'))
    expect((await outcomes).map(({ status }) => status)).toEqual(['rejected', 'rejected', 'rejected'])
    const again = queue.append([pendingEntry('a')])
    disk.groups[1]?.done()
    expect(await again).toEqual([1])
  })

  it('[LG3] an empty call waits for what is under way and costs no commit', async () => {
    const disk = heldDisk()
    const queue = createCommitQueue(5, disk.commit)
    expect(await queue.append([])).toEqual([])
    let answered = false
    const first = queue.append([pendingEntry('a')])
    const empty = queue.append([]).then(() => (answered = true))
    await Promise.resolve()
    expect(answered).toBe(false)
    disk.groups[0]?.done()
    await Promise.all([first, empty])
    expect(disk.groups).toHaveLength(1)
  })
})
