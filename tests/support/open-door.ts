import { createDoor, type DoorParts, type FoldPort } from '../../server/ingest/door.ts'
import { SourceRefusals } from '../../server/ingest/source-refusals.ts'
import type { LogEntry } from '../../server/log/event-log.ts'
import { createMemoryEventLog } from '../../server/log/memory-event-log.ts'
import { LoggedLines } from '../../server/log/logged-lines.ts'
import type { CorrectedEvent } from '../../server/validate/corrections-under-way.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { SMALL_CATALOGUE } from './small-catalogue.ts'
import { smallCity } from './small-city.ts'

/** Noon of 1 May 2024 in a city eight hours ahead of UTC. */
export const NOON = Date.parse('2024-05-01T12:00:00+08:00')
const OFFSET_MS = 8 * 3_600_000
const DAY_MS = 86_400_000

/** A fold that only remembers what it was given. */
export class RememberingFold implements FoldPort {
  readonly entries: LogEntry[] = []
  readonly events: StoredEvent[] = []
  readonly #corrected = new Map<string, CorrectedEvent>()

  /** The bytes of an entry are lent for the call alone. */
  apply(entry: LogEntry, events: readonly StoredEvent[] = []): void {
    this.entries.push({ ...entry, body: entry.body.slice() })
    this.events.push(...events)
    for (const { kind, ref, ...correction } of events.flatMap((event) => (event.kind === 'correction' ? [event] : [])))
      if (kind && ref) this.#corrected.set(`${ref.source} ${ref.id}`, { action: correction.action, by: correction.by })
  }

  corrected(source: string, id: string): CorrectedEvent | undefined {
    return this.#corrected.get(`${source} ${id}`)
  }

  oldestStep(): number {
    return 1
  }
}

/** A door over an in-memory log, a small city and a clock that stands at `NOON` until moved. */
export function openDoor(parts: Partial<DoorParts> = {}) {
  const clock = { ms: NOON }
  const fold = new RememberingFold()
  const log = parts.log ?? createMemoryEventLog()
  const lines = new LoggedLines(log)
  const door = createDoor({
    log,
    lineAt: (seq) => lines.at(seq),
    fold,
    tree: smallCity(),
    catalogue: SMALL_CATALOGUE,
    dated: [],
    keepDays: 400,
    printKey: new Uint8Array([1, 2, 3, 4, 5, 6, 7, 8]),
    localSystems: { metres: '+proj=tmerc +lat_0=0 +lon_0=120 +k=1 +x_0=500000 +y_0=0 +ellps=GRS80 +units=m +no_defs' },
    onCommitted: () => undefined,
    refusals: new SourceRefusals(log, fold),
    uses: { waiting: new Map() },
    time: {
      citySecond: () => Math.floor(clock.ms / 1000),
      present: () => clock.ms,
      dayStart: (ms) => Math.floor((ms + OFFSET_MS) / DAY_MS) * DAY_MS - OFFSET_MS,
    },
    ...parts,
  })
  return { door, fold, log, clock }
}

let serial = 0

/** A well-formed event of a case, changed where a test needs it. */
export function caseEvent(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  serial++
  const occurredAt = new Date(NOON - 60_000).toISOString()
  return {
    kind: 'case',
    id: `e${serial}`,
    source: 'a',
    occurredAt,
    node: 'C1111',
    caseId: `c${serial}`,
    step: 'reported',
    type: 'thing',
    ...change,
  }
}

export function readingEvent(change: Readonly<Record<string, unknown>> = {}): Record<string, unknown> {
  serial++
  const occurredAt = new Date(NOON - 60_000).toISOString()
  return { kind: 'reading', id: `r${serial}`, source: 'a', occurredAt, node: 'C1111', dimension: 'water', value: 1.25, ...change }
}

export function ndjson(events: readonly unknown[]): Uint8Array {
  return Buffer.from(events.map((event) => JSON.stringify(event)).join('\n'))
}

/** What the door adds to the fields of an event. */
export const COMMON_STORED_FIELDS: readonly string[] = ['t', 'cls', 'late', 'unplaced', 'tray', 'onTime', 'outOfOrder']
