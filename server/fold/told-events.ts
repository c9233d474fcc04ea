import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { FoldState } from './snapshot.ts'

/** Kinds whose messages name each other or one thing again and again: few, and only all of them together say what stands. */
export type ToldEvent = StoredEventOf<'measure' | 'warning' | 'response'>

interface Told {
  readonly event: ToldEvent
  readonly node: number
}

/** All measures, warnings and responses in the order they were folded, so that one can be taken back. FD12 */
export class ToldEvents {
  #told: Told[] = []

  add(event: ToldEvent, node: number): void {
    this.#told.push({ event, node })
  }

  /** Takes an event out, or puts another in its place. */
  correct(was: ToldEvent, by: Told | undefined): void {
    const isIt = ({ event }: Told) => event.id === was.id && event.source === was.source
    this.#told = this.#told.flatMap((told) => (isIt(told) ? (by ? [by] : []) : [told]))
  }

  /** Visits those of a kind, in order. */
  visit<K extends ToldEvent['kind']>(kind: K, visitor: (event: Extract<ToldEvent, { kind: K }>, node: number) => void): void {
    for (const { event, node } of this.#told) if (event.kind === kind) visitor(event as Extract<ToldEvent, { kind: K }>, node)
  }

  save(): FoldState {
    return { rest: [...this.#told], columns: {} }
  }

  load(state: FoldState): void {
    this.#told = [...(state.rest as Told[])]
  }
}
