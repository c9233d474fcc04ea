import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { entryOf, openFold } from './fold-run.ts'

/** One line of a log with the clock at which it was written. */
export interface LoggedAt {
  readonly event: StoredEvent
  readonly at: number
}

/** A fold that can read its log again. */
export function openReadingFold(log: readonly LoggedAt[], saved?: Parameters<typeof openFold>[0]) {
  return openFold(saved, undefined, (seq) => log[seq - 1]?.event)
}

/** Folds the lines from number `from` on. */
export function foldLog(run: ReturnType<typeof openFold>, log: readonly LoggedAt[], from = 1): void {
  for (let seq = from; seq <= log.length; seq++) {
    const { event, at } = log[seq - 1] as LoggedAt
    run.fold.apply(entryOf(event, seq, at))
  }
}

/** The log with every change made where the event lies, the corrections as mere events: what the figures have to be. */
export function correctedLog(log: readonly LoggedAt[]): readonly LoggedAt[] {
  const placeOf = new Map(log.map(({ event }, at) => [`${event.source} ${event.id}`, at]))
  const lines: (LoggedAt | undefined)[] = [...log]
  for (const { event } of log) {
    if (event.kind !== 'correction' || !event.ref) continue
    const place = placeOf.get(`${event.ref.source} ${event.ref.id}`) ?? -1
    const { at } = log[place] as LoggedAt
    lines[place] = event.by ? { event: event.by, at } : undefined
  }
  const bare = ({ event, at }: LoggedAt): LoggedAt =>
    event.kind === 'correction' ? { event: { ...event, ref: undefined, was: undefined, by: undefined }, at } : { event, at }
  return lines.flatMap((line, place) => {
    const { at } = log[place] as LoggedAt
    // A line that is gone still moved the clock.
    return [
      line
        ? bare(line)
        : {
            event: { kind: 'alive', id: `gone${place}`, source: 'clock', t: at * 1000, node: 'C', cls: 'T', upTo: undefined },
            at,
          },
    ]
  })
}
