import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { FoldState } from './snapshot.ts'

/** An emergency response as it stands. */
export interface ResponseStanding {
  readonly id: string
  readonly plan: string
  readonly level: number
  readonly node: number
  readonly active: boolean
  /** Event time of its earliest act, ms. */
  readonly startedAt: number
  /** Event time of the newest act, ms. */
  readonly t: number
}

/** Started responses at their present level, until ended. */
export class Responses {
  readonly #standings = new Map<string, ResponseStanding>()

  apply(event: StoredEventOf<'response'>, node: number): void {
    const now = this.#standings.get(event.responseId)
    const { responseId: id, plan, level, t, action } = event
    const startedAt = Math.min(t, now?.startedAt ?? t)
    if (now && t < now.t) this.#standings.set(id, { ...now, startedAt })
    else this.#standings.set(id, { id, plan, level, node, active: action !== 'ended', startedAt, t })
  }

  /** Forgets every response, to be told all of them anew. FD12 */
  restart(): void {
    this.#standings.clear()
  }

  active(): readonly ResponseStanding[] {
    return [...this.#standings.values()].filter(({ active }) => active)
  }

  save(): FoldState {
    return { rest: [...this.#standings], columns: {} }
  }

  load(state: FoldState): void {
    this.#standings.clear()
    for (const [id, standing] of state.rest as [string, ResponseStanding][]) this.#standings.set(id, standing)
  }
}
