import type { FoldState } from '../fold/snapshot.ts'

/** Event seconds of the newest cases by rule and area, newest first. */
export class ClusterTimes {
  readonly #times = new Map<string, number[]>()

  /** Takes in one case; answers the seconds of the newest `most`. */
  add(key: string, second: number, most: number): readonly number[] {
    let times = this.#times.get(key)
    if (!times) this.#times.set(key, (times = []))
    let at = 0
    while (at < times.length && (times[at] as number) > second) at++
    times.splice(at, 0, second)
    times.length = Math.min(times.length, most)
    return times
  }

  /** Lets go of areas without a case since `second`. */
  forget(second: number): void {
    for (const [key, [newest = 0]] of this.#times) if (newest < second) this.#times.delete(key)
  }

  save(): FoldState {
    return { rest: structuredClone([...this.#times]), columns: {} }
  }

  load(state: FoldState): void {
    this.#times.clear()
    for (const [key, times] of state.rest as [string, number[]][]) this.#times.set(key, [...times])
  }
}
