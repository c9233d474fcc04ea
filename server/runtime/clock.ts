/** Time and timers as arguments: the only way any stage learns them. */
export interface Clock {
  /** Wall time, epoch milliseconds. */
  now(): number
  /** Monotonic milliseconds. */
  monotonic(): number
  /** Runs `task` once after `ms`; the answer cancels. */
  after(ms: number, task: () => void): () => void
  /** Runs `task` every `ms`; the answer cancels. */
  every(ms: number, task: () => void): () => void
}

export const systemClock: Clock = {
  now: () => Date.now(),
  monotonic: () => performance.now(),
  after(ms, task) {
    const timer = setTimeout(task, ms)
    return () => clearTimeout(timer)
  },
  every(ms, task) {
    const timer = setInterval(task, ms)
    return () => clearInterval(timer)
  },
}
