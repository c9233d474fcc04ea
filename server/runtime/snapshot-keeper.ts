import type { SnapshotStore } from '../fold/snapshot-store.ts'
import type { FoldState } from '../fold/snapshot.ts'
import type { EventLog, LogEntry } from '../log/event-log.ts'
import type { LoggedLines } from '../log/logged-lines.ts'
import type { Logger } from '../observe/logger.ts'
import type { Fingerprint } from '../validate/fingerprint.ts'
import type { Clock } from './clock.ts'
import { detailFrom, forgetDetail, type KeptSources } from './forget-detail.ts'
import { scrubMasked, unscrubbed } from './scrub-masked.ts'

const DAY_MS = 86_400_000
const LOOK_EVERY_MS = 5_000
/** A snapshot is due after this many events, or after this time if there were any. */
const DUE_EVENTS = 250_000
const DUE_MS = 600_000

/** The part of the fold that is kept. */
export interface Keepable {
  /** Number of the last event folded. */
  readonly logSeq: number
  /** The clock, epoch seconds. */
  readonly clock: number
  save(): FoldState
  /** Log numbers of the corrections of each masked event. */
  masked(): readonly (readonly number[])[]
  /** Follows an act that was written beside the door. */
  apply(act: LogEntry): void
  /** The lowest number of the log without which the events from `seq` on could not be folded again. */
  neededFrom(seq: number): number
}

export interface SnapshotKeeperOptions {
  readonly fold: Keepable
  readonly log: EventLog
  readonly lines: LoggedLines
  /** With the key of the log. */
  readonly print: Fingerprint
  readonly store: SnapshotStore
  readonly basis: string
  readonly clock: Clock
  readonly logger: Logger
  readonly keepDays: number
  /** How long each source's detail may be kept. */
  readonly kept: KeptSources
  /** Start of the city's day that holds a moment; both epoch ms. */
  readonly dayStart: (ms: number) => number
  /** What the snapshot that the server started from holds; 0 for none. */
  readonly startedFrom: number
}

/** Writes snapshots while the server works, and drops what every one of them holds once it is old enough. LG9 OP10 */
export interface SnapshotKeeper {
  /** Newest snapshot: last event number and size in bytes. */
  readonly newest: { readonly seq: number; readonly bytes: number }
  /** Writes one now unless the newest is up to date. */
  save(): Promise<void>
  stop(): void
}

/** First number of the city's days that are to be kept: everything below it is older than `cutoff` (epoch seconds). */
export function firstKept(log: Pick<EventLog, 'first' | 'printsFrom'>, cutoff: number): number {
  let kept = log.first
  for (const { firstSeq, count, at } of log.printsFrom(log.first)) {
    if (at >= cutoff) break
    kept = firstSeq + count
  }
  return kept
}

/** Detail of class P and X past its time leaves the log, once every snapshot holds its counts. LG12 */
async function forgetOld({ fold, log, lines, kept, logger }: SnapshotKeeperOptions, day: number, below: number): Promise<void> {
  const asked = { kept, day: day / 1000, from: Math.max(detailFrom(log), log.first), below }
  const gone = await forgetDetail({ log, fold }, asked, fold.clock)
  if (gone.length === 0) return
  lines.forget()
  const events = gone.reduce((sum, row) => sum + row.events, 0)
  logger.info({ events }, 'what older person-related and sensitive events said has left the log')
}

/** Starts keeping: looks each five seconds whether a snapshot is due. */
export function createSnapshotKeeper(options: SnapshotKeeperOptions): SnapshotKeeper {
  const { fold, log, store, basis, clock, logger } = options
  let newest = { seq: options.startedFrom, bytes: 0 }
  let savedAt = clock.monotonic()
  let droppedDay = 0
  let underWay: Promise<void> | undefined
  const dropOld = async (): Promise<void> => {
    const day = options.dayStart(fold.clock * 1000)
    if (day === droppedDay) return
    droppedDay = day
    const covered = await store.coveredBelow(basis)
    await forgetOld(options, day, covered ?? 0)
    const cutoff = options.dayStart(day - (options.keepDays - 1) * DAY_MS - DAY_MS / 2) / 1000
    const before = Math.min(firstKept(log, cutoff), covered ?? 0, fold.neededFrom(covered ?? 0))
    if (before <= log.first) return
    await log.dropBefore(before)
    logger.info(
      { first: log.first, keepDays: options.keepDays },
      'older days are folded into the snapshots and dropped from the log',
    )
  }
  /** A masked text leaves the disk once a snapshot holds its correction: first older snapshots, then the log. LG11 */
  const scrub = async (): Promise<void> => {
    const masked = fold.masked().filter((seqs) => seqs.every((seq) => seq <= newest.seq))
    const parts = { log, lines: options.lines, print: options.print }
    const texts = unscrubbed(parts, masked)
    if (texts.length === 0) return
    await store.keepOnly(newest.seq)
    await scrubMasked(parts, texts)
    logger.info({ events: texts.length }, 'the text of masked events has left the log')
  }
  const write = async (): Promise<void> => {
    const seq = fold.logSeq
    savedAt = clock.monotonic()
    if (seq === newest.seq) return
    try {
      const bytes = await store.save({ seq, clock: fold.clock, basis, state: fold.save() })
      newest = { seq, bytes }
      await scrub()
      await dropOld()
    } catch (reason) {
      logger.error({ reason: String(reason) }, 'a snapshot could not be written; the log is untouched')
    }
  }
  const save = (): Promise<void> => {
    underWay ??= write().finally(() => (underWay = undefined))
    return underWay
  }
  const cancel = clock.every(LOOK_EVERY_MS, () => {
    const events = fold.logSeq - newest.seq
    if (events >= DUE_EVENTS || (events > 0 && clock.monotonic() - savedAt >= DUE_MS)) void save()
  })
  return {
    get newest() {
      return newest
    },
    async save() {
      await underWay
      await save()
    },
    stop: cancel,
  }
}
