import type { FoldState } from '../fold/snapshot.ts'

/** A suspension (挂账) or its end, at its event time; `dated` where it carried the new due time itself. */
interface Turn {
  readonly t: number
  readonly paused: boolean
  readonly dated: boolean
}

/** Adds `ms` of wall time, or the time that passes between two moments on the case's clock, to a due time. */
export type Shift = (due: number, from: number, to: number) => number

/** Suspensions of the few cases that have any, in the order of their event times, however they came. CS4 */
export class CasePauses {
  #turns = new Map<number, Turn[]>()

  has(row: number): boolean {
    return this.#turns.has(row)
  }

  add(row: number, turn: Turn): void {
    const turns = this.#turns.get(row) ?? []
    const at = turns.findLastIndex(({ t, paused }) => t < turn.t || (t === turn.t && paused <= turn.paused))
    turns.splice(at + 1, 0, turn)
    this.#turns.set(row, turns)
  }

  /**
   * The due time once the pauses after `since` have been left out; NaN while one lasts. A pause begun
   * after the due time changes nothing; one whose beginning or end carried a due time is the source's matter.
   */
  dueAfter(row: number, due: number, since: number, shift: Shift): number {
    let [moved, begun] = [due, Number.NaN]
    for (const { t, paused, dated } of this.#turns.get(row) ?? []) {
      if (t < since || dated) continue
      if (!paused && !Number.isNaN(begun)) {
        moved = shift(moved, begun, t)
        begun = Number.NaN
      } else if (paused && Number.isNaN(begun) && t < moved) begun = t
    }
    return Number.isNaN(begun) ? moved : Number.NaN
  }

  forget(row: number): void {
    this.#turns.delete(row)
  }

  save(): FoldState {
    return { rest: [...this.#turns], columns: {} }
  }

  load(state: FoldState): void {
    this.#turns = new Map((state.rest as [number, Turn[]][]).map(([row, turns]) => [row, [...turns]]))
  }
}
