import type { EventLog, LogEntry, PendingEntry } from './event-log.ts'

/** Position of the entry that holds `seq`, or of the next one after it. */
function positionOf(entries: readonly LogEntry[], seq: number): number {
  let low = 0
  let high = entries.length
  while (low < high) {
    const middle = (low + high) >>> 1
    const entry = entries[middle] as LogEntry
    if (entry.firstSeq + entry.count <= seq) low = middle + 1
    else high = middle
  }
  return low
}

/** Keeps everything in memory: for tests, and as the plainest statement of what a log does. LG1 */
export function createMemoryEventLog(): EventLog {
  let entries: LogEntry[] = []
  let acts: LogEntry[] = []
  let next = 1
  const write = (pending: PendingEntry): number => {
    const firstSeq = next
    const entry = { ...pending, prints: pending.prints.slice(), body: pending.body.slice(), firstSeq }
    entries.push(entry)
    if (entry.kind === 'act') acts = [...acts, entry]
    next += pending.count
    return firstSeq
  }
  function* readFrom(seq: number): IterableIterator<LogEntry> {
    for (let at = positionOf(entries, seq); at < entries.length; at++) yield entries[at] as LogEntry
  }
  return {
    append: (pending) => Promise.resolve(pending.map(write)),
    readFrom,
    printsFrom: readFrom,
    entryAt(seq) {
      const entry = entries[positionOf(entries, seq)]
      return entry !== undefined && entry.firstSeq <= seq ? entry : undefined
    },
    acts: () => acts.values(),
    get first() {
      return entries[0]?.firstSeq ?? next
    },
    get next() {
      return next
    },
    writable: true,
    rewrite(bodies) {
      const anew = (entry: LogEntry) => ({ ...entry, body: bodies.get(entry.firstSeq)?.slice() ?? entry.body })
      entries = entries.map(anew)
      acts = acts.map(anew)
      return Promise.resolve()
    },
    dropBefore(seq) {
      entries = entries.slice(positionOf(entries, seq))
      return Promise.resolve()
    },
    close: () => Promise.resolve(),
  }
}
