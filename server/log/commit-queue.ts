import type { LogEntry, PendingEntry } from './event-log.ts'

/** A group is closed at this size, so that one transaction stays bounded. */
const GROUP_BYTES = 16 * 2 ** 20

interface Call {
  readonly entries: readonly PendingEntry[]
  readonly resolve: (firstSeqs: readonly number[]) => void
  readonly reject: (reason: unknown) => void
}

/** Groups calls: everything that waits goes into one commit, one commit at a time. */
export interface CommitQueue {
  append(entries: readonly PendingEntry[]): Promise<readonly number[]>
  /** Next number to be given out; entries below it are durable. */
  readonly next: number
  /** Resolves when nothing is under way. */
  idle(): Promise<void>
}

/** Numbers a group's entries from `next`, each call's in a list of its own. */
function number(group: readonly Call[], next: number): LogEntry[][] {
  let seq = next
  return group.map(({ entries }) =>
    entries.map((entry) => {
      const firstSeq = seq
      seq += entry.count
      return { ...entry, firstSeq }
    }),
  )
}

function takeGroup(queue: Call[]): Call[] {
  let bytes = 0
  let taken = 0
  while (taken < queue.length && (taken === 0 || bytes < GROUP_BYTES)) {
    for (const { body, prints } of queue[taken]?.entries ?? []) bytes += body.length + prints.length
    taken++
  }
  return queue.splice(0, taken)
}

/**
 * One flush a group. A failed commit fails every call that was made while it was under way, too: such a
 * call may have relied on it (a duplicate of an event in it must not be acknowledged). LG3 LG4
 */
export function createCommitQueue(first: number, commit: (entries: readonly LogEntry[]) => Promise<void>): CommitQueue {
  let next = first
  let queue: Call[] = []
  let underWay: Promise<void> | undefined
  const commitGroup = async (group: readonly Call[]): Promise<void> => {
    const numbered = number(group, next)
    const entries = numbered.flat()
    const last = entries.at(-1)
    try {
      if (last !== undefined) await commit(entries)
    } catch (reason) {
      const shared = [...group, ...queue]
      queue = []
      for (const call of shared) call.reject(reason)
      return
    }
    if (last !== undefined) next = last.firstSeq + last.count
    group.forEach((call, index) => call.resolve((numbered[index] ?? []).map(({ firstSeq }) => firstSeq)))
  }
  const run = async (): Promise<void> => {
    while (queue.length > 0) await commitGroup(takeGroup(queue))
    underWay = undefined
  }
  return {
    append(entries) {
      if (entries.length === 0 && underWay === undefined) return Promise.resolve([])
      return new Promise((resolve, reject) => {
        queue.push({ entries, resolve, reject })
        underWay ??= run()
      })
    },
    get next() {
      return next
    },
    idle: () => underWay ?? Promise.resolve(),
  }
}
