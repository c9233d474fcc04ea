import { MINUTES_GROUP } from '../../shared/figures/change-groups.ts'
import { addToSketch, quantileOf, type LogSketch } from '../../shared/figures/log-sketch.ts'
import type { NodeColumns } from './node-columns.ts'
import type { FoldState } from './snapshot.ts'

/** How long closed cases took, today and this month, at the nodes where cases were closed. */
export class MinuteSketches {
  readonly #columns: NodeColumns
  readonly #sketches = { day: new Map<number, LogSketch>(), month: new Map<number, LogSketch>() }

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  /** Adds a closing of this month, and of today where `today`, from its node to the root; with weight −1 takes it back. */
  add(node: number, minutes: number, today: boolean, weight: number): void {
    for (let at = this.#columns.wideOf(node); at >= 0; at = this.#columns.parent[at] as number) {
      this.#addAt(this.#sketches.month, at, minutes, weight)
      if (today) this.#addAt(this.#sketches.day, at, minutes, weight)
    }
    this.#columns.mark(node, MINUTES_GROUP)
  }

  #addAt(sketches: Map<number, LogSketch>, node: number, minutes: number, weight: number): void {
    let sketch = sketches.get(node)
    if (!sketch) sketches.set(node, (sketch = []))
    addToSketch(sketch, minutes, weight)
  }

  /** NaN where no case was closed in the window. */
  quantile(node: number, window: 'day' | 'month', share: number): number {
    const sketch = this.#sketches[window].get(node)
    return sketch ? quantileOf(sketch, share) : Number.NaN
  }

  /** A new day or month begins. */
  start(window: 'day' | 'month'): void {
    for (const node of this.#sketches[window].keys()) this.#columns.mark(node, MINUTES_GROUP)
    this.#sketches[window].clear()
  }

  save(): FoldState {
    return { rest: { day: [...this.#sketches.day], month: [...this.#sketches.month] }, columns: {} }
  }

  load(state: FoldState): void {
    const saved = state.rest as Record<'day' | 'month', [number, LogSketch][]>
    for (const window of ['day', 'month'] as const) {
      this.#sketches[window].clear()
      for (const [node, sketch] of saved[window]) this.#sketches[window].set(node, [...sketch])
    }
  }
}
