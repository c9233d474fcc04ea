import { createHash } from 'node:crypto'
import { join } from 'node:path'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import { keysOf } from '../../shared/figures/keys.ts'
import { assessCity } from '../aggregate/city-assessor.ts'
import type { City } from '../city/load-city.ts'
import { createFold, type Fold } from '../fold/fold.ts'
import { createSnapshotStore, type SnapshotStore } from '../fold/snapshot-store.ts'
import type { EventLog } from '../log/event-log.ts'
import { LoggedLines } from '../log/logged-lines.ts'
import type { Logger } from '../observe/logger.ts'
import { Fingerprint } from '../validate/fingerprint.ts'
import { readPrintKey } from './print-key.ts'

/** Raised when the fold computes anything else from the same log, or keeps it in another form; older snapshots are then passed over. */
const FOLD_VERSION = 15

export interface StartFoldOptions {
  readonly city: City
  readonly calendar: CityCalendar
  readonly log: EventLog
  readonly dataDir: string
  readonly logger: Logger
}

/** A fold that has read the whole log, and where its snapshots lie. */
export interface StartedFold {
  readonly fold: Fold
  readonly lines: LoggedLines
  /** With the key of the log. */
  readonly print: Fingerprint
  readonly store: SnapshotStore
  readonly basis: string
  /** Last event number in the snapshot it began with, 0 for none. */
  readonly startedFrom: number
}

function basisOf({ packHash, catalogue, manifest }: City): string {
  const { timezone, shiftStartHour, periodStartDay } = manifest
  const parts = [FOLD_VERSION, packHash, catalogue, timezone, shiftStartHour, periodStartDay]
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

/** The newest good snapshot and what the log holds after it; the whole log where there is none. LG9 FD9 */
export async function startFold({ city, calendar, log, dataDir, logger }: StartFoldOptions): Promise<StartedFold> {
  const began = performance.now()
  const folder = join(dataDir, 'snapshots')
  const onSkipped = (file: string, reason: string) => logger.warn({ file, reason }, 'a snapshot was passed over')
  const store = createSnapshotStore({ folder, onSkipped })
  const basis = basisOf(city)
  const snapshot = await store.newest(basis)
  const lines = new LoggedLines(log)
  const print = new Fingerprint(readPrintKey(dataDir))
  const fold = createFold({
    tree: city.tree,
    catalogue: city.catalogue,
    calendar,
    workCalendar: city.workCalendar,
    alarms: city.alarms,
    print,
    eventAt: (seq) => lines.eventAt(seq),
  })
  assessCity(fold, { catalogue: city.catalogue, keys: keysOf(city.catalogue), rules: city.rules })
  if (snapshot !== undefined) fold.load(snapshot.state)
  else if (log.first > 1)
    logger.error(
      { first: log.first },
      'no snapshot can be used and the log no longer begins at 1: totals count from its first event',
    )
  const startedFrom = fold.logSeq
  for (const entry of log.readFrom(startedFrom + 1)) fold.apply(entry)
  const ms = Math.round(performance.now() - began)
  logger.info({ snapshot: startedFrom, tail: fold.logSeq - startedFrom, ms }, 'the fold has caught up')
  return { fold, lines, print, store, basis, startedFrom }
}
