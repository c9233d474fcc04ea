import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { lasting } from '../../../client/observe/lasting-import.ts'

beforeEach(() => {
  vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] })
})
afterEach(() => vi.useRealTimers())

// Fault seen: the answer that came was not kept, so that the second asking waited a turn.
test('[SC17] a part that came answers within the call when it is asked for again', async () => {
  const load = vi.fn<() => Promise<string>>().mockResolvedValue('part')
  const ask = lasting(load)
  expect(await ask()).toBe('part')
  let took = ''
  void ask().then((part) => (took = part))
  expect(took).toBe('part')
  expect(load).toHaveBeenCalledTimes(1)
})

// Fault seen: the failure was handed on.
test('[SC17] a part that does not come is asked for again two seconds later, until it comes', async () => {
  const load = vi.fn<() => Promise<string>>().mockRejectedValueOnce(new Error('away')).mockResolvedValueOnce('part')
  const coming = lasting(load)()
  await vi.advanceTimersByTimeAsync(1_900)
  expect(load).toHaveBeenCalledTimes(1)
  await vi.advanceTimersByTimeAsync(200)
  expect(await coming).toBe('part')
})
