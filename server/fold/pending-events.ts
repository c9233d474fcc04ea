import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import type { FoldState } from './snapshot.ts'

interface Pending {
  readonly second: number
  readonly node: number
  readonly event: StoredEvent
  /** Its number in the log. */
  readonly seq: number
}

/** Events whose second has not come (at most five minutes ahead), in the order of their seconds. FD4 */
export class PendingEvents {
  #waiting: Pending[] = []

  add(event: StoredEvent, node: number, seq: number): void {
    const second = Math.floor(event.t / 1000)
    let at = this.#waiting.length
    while (at > 0 && (this.#waiting[at - 1] as Pending).second > second) at--
    this.#waiting.splice(at, 0, { second, node, event, seq })
  }

  /** Takes out the first event due at or before `second`. */
  take(second: number): Pending | undefined {
    const first = this.#waiting[0]
    return first && first.second <= second ? this.#waiting.shift() : undefined
  }

  /** Takes an event out before its second has come; its number in the log, undefined where it is not waiting. */
  withdraw({ source, id }: StoredEvent): number | undefined {
    const at = this.#waiting.findIndex(({ event }) => event.id === id && event.source === source)
    return at < 0 ? undefined : this.#waiting.splice(at, 1)[0]?.seq
  }

  save(): FoldState {
    return { rest: this.#waiting, columns: {} }
  }

  load(state: FoldState): void {
    this.#waiting = [...(state.rest as Pending[])]
  }
}
