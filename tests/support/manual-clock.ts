import type { PageClock } from '../../client/connection/socket-port.ts'
import type { Clock } from '../../server/runtime/clock.ts'

interface Task {
  at: number
  readonly every: number | undefined
  readonly run: () => void
}

/** Time that moves only when told, for server and page alike. */
export interface ManualClock extends Clock, PageClock {
  advance(ms: number): void
}

export function manualClock(random: () => number, startMs = 1_700_000_000_000): ManualClock {
  let now = startMs
  const tasks = new Set<Task>()
  const add = (ms: number, every: number | undefined, run: () => void) => {
    const task = { at: now + ms, every, run }
    tasks.add(task)
    return () => void tasks.delete(task)
  }
  return {
    now: () => now,
    monotonic: () => now,
    random,
    after: (ms, run) => add(ms, undefined, run),
    every: (ms, run) => add(ms, ms, run),
    advance(ms) {
      const end = now + ms
      for (;;) {
        const due = [...tasks].filter((task) => task.at <= end).sort((a, b) => a.at - b.at)[0]
        if (due === undefined) break
        now = Math.max(now, due.at)
        if (due.every === undefined) tasks.delete(due)
        else due.at += due.every
        due.run()
      }
      now = end
    },
  }
}
