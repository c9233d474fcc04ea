import { columnOf, type Saveable } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** Hours kept: the longest stretch that a rule may compare over, and the running one. */
const KEPT_HOURS = 25

interface Sample {
  readonly order: Float64Array
  readonly vitality: Float64Array
}

/** Order and vitality at full hours of the clock, by node; NaN where unknown. IX3 */
export class IndexSamples implements Saveable {
  /** An hour longer ago than this before the clock is kept no more. */
  readonly reachSeconds = (KEPT_HOURS + 1) * 3600
  #hours = new Map<number, Sample>()

  /** Keeps the columns of an hour (its number since 1970) and lets the oldest go. */
  keep(hour: number, sample: Sample): void {
    this.#hours.set(hour, sample)
    for (const old of this.#hours.keys()) if (old <= hour - KEPT_HOURS) this.#hours.delete(old)
  }

  at(hour: number, node: number): { readonly order: number; readonly vitality: number } {
    const sample = this.#hours.get(hour)
    return { order: sample?.order[node] ?? Number.NaN, vitality: sample?.vitality[node] ?? Number.NaN }
  }

  save(): FoldState {
    const columns = [...this.#hours].flatMap(([hour, { order, vitality }]) => [
      [`order-${hour}`, order.slice()] as const,
      [`vitality-${hour}`, vitality.slice()] as const,
    ])
    return { rest: { hours: [...this.#hours.keys()] }, columns: Object.fromEntries(columns) }
  }

  load(state: FoldState): void {
    const { hours } = state.rest as { readonly hours: readonly number[] }
    const column = (name: string) => columnOf(state, name, Float64Array).slice()
    this.#hours = new Map(hours.map((hour) => [hour, { order: column(`order-${hour}`), vitality: column(`vitality-${hour}`) }]))
  }
}
