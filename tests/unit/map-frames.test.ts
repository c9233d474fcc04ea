import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { DrawnFrames, type FenceContext } from '../../client/map/drawn-frames.ts'

const { FINISHED, COMPLETE, STATUS } = { FINISHED: 0x9119, COMPLETE: 0x9117, STATUS: 0x9114 } as const

/** A rasteriser that finishes when told. */
function slowContext() {
  const slow = { done: false }
  const gl: FenceContext = {
    fenceSync: () => ({}),
    getSyncParameter: () => (slow.done ? FINISHED : 0),
    deleteSync: () => undefined,
    flush: () => undefined,
    isContextLost: () => false,
    SYNC_GPU_COMMANDS_COMPLETE: COMPLETE,
    SYNC_STATUS: STATUS,
    SIGNALED: FINISHED,
  }
  return { slow, gl }
}

beforeEach(() => vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout', 'performance'] }))
afterEach(() => vi.useRealTimers())

describe('drawn frames', () => {
  it('[SC-M10] a picture is finished when its fence says so, and only then may the next begin', () => {
    // Fault seen: a picture told as finished when its draw calls were issued.
    let finished = 0
    const frames = new DrawnFrames(() => (finished += 1))
    const { slow, gl } = slowContext()
    vi.advanceTimersByTime(100)
    frames.draw(gl, { seq: 7, began: 100 }, () => undefined)
    vi.advanceTimersByTime(200)
    expect([frames.busy, frames.issued.seq, frames.finished.seq, finished]).toEqual([true, 7, 0, 0])
    slow.done = true
    vi.advanceTimersByTime(8)
    expect([frames.busy, frames.finished.seq, frames.finished.at, finished]).toEqual([false, 7, 308, 1])
  })

  it('[SC-M10] a publication that changes nothing on the map is shown by the picture that stands', () => {
    const frames = new DrawnFrames(() => undefined)
    frames.keep({ seq: 3, began: 40 })
    frames.keep({ seq: 3, began: 90 })
    expect([frames.finished.seq, frames.finished.at]).toEqual([3, 40])
  })
})
