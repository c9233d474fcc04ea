import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { openFold } from './fold-run.ts'
import { entryOf } from './fold-run.ts'

/** 10 March 2024, 10:00 in Shanghai, epoch seconds. */
export const TEN = Date.parse('2024-03-10T10:00:00+08:00') / 1000

let serial = 0
type Change = Partial<Omit<StoredEventOf<'case'>, 't'>>

/** One stored step of a case `minutes` after ten o'clock. */
export function stepAt(minutes: number, caseId: string, step: StoredEventOf<'case'>['step'], change: Change = {}): StoredEvent {
  const base = {
    kind: 'case',
    id: `s${serial++}`,
    source: 'a',
    t: (TEN + minutes * 60) * 1000,
    node: 'C1111',
    cls: 'T',
    type: 'thing',
  } as const
  return { ...base, caseId, step, ...change } as StoredEvent
}

export const msAt = (minutes: number) => (TEN + minutes * 60) * 1000

/** Applies events one entry each, when the clock stands at the latest event so far. */
export function applyAll(run: ReturnType<typeof openFold>, events: readonly StoredEvent[]): void {
  for (const event of events)
    run.fold.apply(entryOf(event, run.fold.logSeq + 1, Math.max(Math.floor(event.t / 1000), run.fold.clock)))
}
