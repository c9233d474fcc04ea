import type { EntryKind, LogEntry, PendingEntry } from '../../server/log/event-log.ts'

/** An entry of `count` small bodies that name themselves. */
export function pendingEntry(name: string, count = 1, kind: EntryKind = 'T'): PendingEntry {
  const lines = Array.from({ length: count }, (_, index) => JSON.stringify({ id: `${name}-${index}` }))
  return {
    kind,
    count,
    at: 1_700_000_000,
    prints: new Uint8Array(8 * count).fill(name.length),
    body: Buffer.from(lines.join('\n')),
  }
}

/** What a test compares of an entry. */
export function seen({ firstSeq, count, kind, at, body, prints }: LogEntry) {
  return { firstSeq, count, kind, at, body: Buffer.from(body).toString(), prints: Buffer.from(prints).toString('hex') }
}
