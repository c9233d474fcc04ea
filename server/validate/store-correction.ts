import type { EventOf } from '../../shared/domain/grid-event.ts'
import type { Correctable, StoredCorrection, StoredEvent } from '../../shared/domain/stored-event.ts'
import type { CorrectedEvent } from './corrections-under-way.ts'
import { Fault } from './fault.ts'

/** An event that a correction names, as the door finds it. */
export interface NamedEvent {
  readonly event: StoredEvent
  /** Undefined where it was not corrected before. */
  readonly standing: CorrectedEvent | undefined
  /** Its case is no longer remembered, or began before what the log still holds. */
  readonly forgotten: boolean
}

function isCorrectable(event: StoredEvent): event is Correctable {
  return event.kind !== 'alive' && event.kind !== 'correction'
}

/** What counts of the named event at present, undefined where nothing does any more; or why it cannot be corrected. EV9 */
export function standingOf(
  named: NamedEvent,
  action: StoredCorrection['action'],
): { readonly was: Correctable | undefined } | Fault {
  const { event, standing, forgotten } = named
  if (!isCorrectable(event)) return new Fault('bad-value', '/ref', 'a correction or a sign of life cannot be corrected')
  const was = standing ? standing.by : event
  const masksTheRest = action === 'mask' && standing?.action === 'withdraw'
  if (!was && !masksTheRest) return new Fault('already-withdrawn', '/ref', 'this event no longer counts; send a new one')
  if (forgotten) return new Fault('too-old', '/ref', 'the steps of its case are no longer kept')
  return { was }
}

/** Whether an event may stand for the one that is named: the same source, id, kind and class. EV9 */
export function mismatchOf(by: StoredEvent, { ref }: EventOf<'correction'>, target: StoredEvent): Fault | undefined {
  const differs = (pointer: string, what: string) =>
    new Fault('by-differs', `/by${pointer}`, `the corrected event has the ${what} of the one that ref names`)
  if (by.source !== ref.source) return differs('/source', 'source')
  if (by.id !== ref.id) return differs('/id', 'id')
  if (by.kind !== target.kind) return differs('/kind', 'kind')
  return by.cls === target.cls ? undefined : differs('/type', 'class')
}

/** The stored correction: what it takes out and what it puts in come after its own fields, the mark of lateness stays last. */
export function joinCorrection(
  stored: StoredCorrection,
  was: Correctable | undefined,
  by: Correctable | undefined,
): StoredCorrection {
  const { late, ...rest } = stored
  return { ...rest, ...(was ? { was } : {}), ...(by ? { by } : {}), ...(late ? { late } : {}) }
}

/** Whether it came late is a thing of the event that came. */
export function asLateAs(by: Correctable, was: Correctable | undefined): Correctable {
  const { late: _late, ...rest } = by
  return { ...rest, ...(was?.late ? { late: true as const } : {}) }
}
