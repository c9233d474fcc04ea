/** T (with work state, S and O), P and X lie in entries of their own; `act` are operators' and system acts. */
export type EntryKind = 'T' | 'P' | 'X' | 'act'

/** A batch to be written. */
export interface PendingEntry {
  readonly kind: EntryKind
  /** Number of events in `body`, ≥ 1. */
  readonly count: number
  /** The clock's second; of P rounded down to 15 min, of X to the city's day. */
  readonly at: number
  /** 8 bytes an event: keyed fingerprint of (source, id), in the order of `body`. Empty for acts. */
  readonly prints: Uint8Array
  /** NDJSON, one stored event a line, no trailing newline. */
  readonly body: Uint8Array
}

/** A written batch; its events have the numbers `firstSeq` … `firstSeq + count − 1`. */
export interface LogEntry extends PendingEntry {
  readonly firstSeq: number
}

export class LogFullError extends Error {}

/** The only truth. Adapters: memory and embedded; both pass one contract suite. LG1–LG9 */
export interface EventLog {
  /**
   * Takes the entries in order; resolves with their first numbers once they survive power loss. Their bytes are read
   * until then and must not change; afterwards they are the caller's again. Shared memory is not copied on its way.
   * Calls are committed in groups and resolve in call order. An empty list resolves after all
   * earlier calls. Rejects with `LogFullError` when there is no room; nothing of the call is kept then,
   * nor of any call made before the refusal was known: it may have relied on this one.
   */
  append(entries: readonly PendingEntry[]): Promise<readonly number[]>
  /** Kept entries whose last number is ≥ `seq`, in order. */
  readFrom(seq: number): IterableIterator<LogEntry>
  /** As `readFrom` without bodies (cheap), for rebuilding the duplicate index. */
  printsFrom(seq: number): IterableIterator<Omit<LogEntry, 'body'>>
  /** The entry that holds number `seq`. */
  entryAt(seq: number): LogEntry | undefined
  /** The entries of kind `act`, in order, cheap: run-time additions to the catalogue and operators' acts. */
  acts(): IterableIterator<LogEntry>
  /** First number kept and the next number to be given out. */
  readonly first: number
  readonly next: number
  readonly writable: boolean
  /**
   * Puts other bodies in place of entries', by first number, all or none: the same events, masked and forgotten ones
   * without their text. Nothing of the old text stays on disk. LG11 LG12
   */
  rewrite(bodies: ReadonlyMap<number, Uint8Array>): Promise<void>
  /** Forgets whole entries that end before `seq`; acts stay, and stay in `acts()`. */
  dropBefore(seq: number): Promise<void>
  close(): Promise<void>
}
