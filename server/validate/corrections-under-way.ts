import type { Correctable, StoredCorrection, StoredEvent } from '../../shared/domain/stored-event.ts'
import type { Flight } from './flight.ts'

/** How an event stands that was corrected: what counts in its place, if anything does. */
export interface CorrectedEvent {
  readonly action: StoredCorrection['action']
  readonly by: Correctable | undefined
}

const nameOf = (source: string, id: string) => `${source} ${id}`

/** Corrections accepted whose commit is still awaited: the fold does not know them yet. EV9 */
export class CorrectionsUnderWay {
  readonly #standings = new Map<string, CorrectedEvent & { readonly flight: Flight }>()

  of(source: string, id: string): CorrectedEvent | undefined {
    return this.#standings.size === 0 ? undefined : this.#standings.get(nameOf(source, id))
  }

  /** Takes note of what was admitted into a flight. */
  note(event: StoredEvent, flight: Flight): void {
    if (event.kind !== 'correction' || !event.ref) return
    this.#standings.set(nameOf(event.ref.source, event.ref.id), { action: event.action, by: event.by, flight })
  }

  /** The flight has landed in the fold, or was abandoned. */
  forget(flight: Flight): void {
    for (const [name, standing] of this.#standings) if (standing.flight === flight) this.#standings.delete(name)
  }
}
