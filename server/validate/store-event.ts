import { EVENT_KINDS, EVENT_SCHEMAS, type EventKind, type EventOf, type GridEvent } from '../../shared/domain/grid-event.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import type { LngLat } from '../../shared/geo/crs.ts'
import type { DayStart } from './catalogue-index.ts'
import { coarsenDue } from './coarsen.ts'
import { Fault } from './fault.ts'
import { readIsoTime } from './iso-time.ts'

const COMMON = new Set(['kind', 'id', 'source', 'occurredAt', 'node', 'point', 'crs'])
const TIMES = ['dueAt', 'reviewBy', 'expiresAt', 'upTo'] as const
const APART = new Set<string>([...COMMON, ...TIMES, 'stages', 'by'])

/** Own fields of a kind that are stored as they came, in the schema's order. */
const PLAIN = Object.fromEntries(
  EVENT_KINDS.map((kind) => [kind, Object.keys(EVENT_SCHEMAS[kind].properties).filter((field) => !APART.has(field))]),
) as unknown as Readonly<Record<EventKind, readonly string[]>>

/** What the door has decided about an event before it is written. */
export interface Decisions {
  readonly t: number
  readonly node: string
  readonly cls: PrivacyClass
  readonly point: LngLat | undefined
  readonly unplaced: boolean
  readonly tray: boolean
  readonly late: boolean
  readonly dayStart: DayStart
}

type Fields = Record<string, unknown>

function storeStages(stages: Readonly<Record<string, string>>): Readonly<Record<string, number>> | Fault {
  const times: [string, number][] = Object.entries(stages).map(([name, text]) => [name, readIsoTime(text)])
  const wrong = times.find(([, ms]) => Number.isNaN(ms))
  return wrong ? new Fault('bad-time', `/stages/${wrong[0]}`, 'expected ISO 8601 with offset') : Object.fromEntries(times)
}

/** Copies the times; the verdict of a P or X step is taken here, from the exact times. EV8 */
function storeTimes(event: Fields, exact: number, decided: Decisions, into: Fields): Fault | undefined {
  for (const field of TIMES) {
    const text = event[field]
    if (text === undefined) continue
    const ms = readIsoTime(text as string)
    if (Number.isNaN(ms))
      return new Fault('bad-time', `/${field}`, 'expected ISO 8601 with offset, e.g. 2024-05-01T08:30:00+08:00')
    into[field] = coarsenDue(ms, decided.cls, decided.dayStart)
    if (field === 'dueAt' && (decided.cls === 'P' || decided.cls === 'X')) into['onTime'] = exact <= ms
  }
  return undefined
}

/**
 * The event as it is written, its fields in a fixed order: equal events have equal text.
 * `late` comes last, because it depends on when the event came and not on what it says.
 */
export function storeEvent(event: GridEvent, exact: number, decided: Decisions): StoredEvent | Fault {
  const { t, node, cls } = decided
  if (event.kind === 'reading') return storeReading(event, decided)
  const into: Fields = { kind: event.kind, id: event.id, source: event.source, t, node, cls }
  const given = event as unknown as Fields
  for (const field of PLAIN[event.kind]) {
    const value = given[field]
    if (value !== undefined) into[field] = value
  }
  const fault = storeTimes(given, exact, decided, into)
  if (fault) return fault
  if (event.kind === 'case' && event.stages && cls === 'T') {
    const stages = storeStages(event.stages)
    if (stages instanceof Fault) return stages
    into['stages'] = stages
  }
  storeMarks(decided, into)
  return into as unknown as StoredEvent
}

function storeMarks(decided: Decisions, into: Fields): void {
  if (decided.point) into['point'] = decided.point
  if (decided.unplaced) into['unplaced'] = true
  if (decided.tray) into['tray'] = true
  if (decided.late) into['late'] = true
}

/** Readings come by the thousand: their fields are named here once more, which halves the cost. */
function storeReading(event: EventOf<'reading'>, decided: Decisions): StoredEvent {
  const { id, source, dimension, value } = event
  const into = {
    kind: 'reading' as const,
    id,
    source,
    t: decided.t,
    node: decided.node,
    cls: decided.cls,
    dimension,
    value: value + 0,
  }
  storeMarks(decided, into)
  return into
}

/** Marks a recorded case whose times run backwards; the mark is kept for things only, `late` stays last. FE9 */
export function flagOutOfOrder(event: StoredEvent): StoredEvent {
  if (event.cls !== 'T') return event
  const { late, ...rest } = event
  return { ...rest, outOfOrder: true, ...(late ? { late } : {}) }
}
