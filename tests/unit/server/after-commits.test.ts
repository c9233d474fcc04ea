import { expect, test } from 'vitest'
import { afterCommits } from '../../../server/runtime/after-commits.ts'

// Fault seen: the clock moved on while an entry of the second before was still being written.
test('[FD11] the clock of the fold waits for what is being written, and goes on when it failed', async () => {
  const door = { pending: 0 }
  let moved = 0
  const settle: (() => void)[] = []
  const seen: number[] = []
  const append = () =>
    new Promise<readonly number[]>((resolve, reject) =>
      settle.push(settle.length === 0 ? () => resolve([]) : () => reject(new Error('full'))),
    )
  const fold = { advance: (at: number) => void seen.push(at) }
  const second = afterCommits({ log: { append }, door, fold, onMoved: () => (moved += 1) })
  second(1)
  expect(seen).toEqual([1])
  door.pending = 3
  second(2)
  second(3)
  await Promise.resolve()
  expect(seen).toEqual([1])
  settle.forEach((end) => end())
  await new Promise(setImmediate)
  expect(seen).toEqual([1, 2, 3])
  expect(moved).toBe(3)
})
