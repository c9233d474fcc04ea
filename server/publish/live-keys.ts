import type { Figures } from '../aggregate/figures.ts'

/** Combinations of groups remembered at a level; beyond it they are worked out anew. */
const KEPT_COMBINATIONS = 1024

/** T keys of each level by the groups of figures that changed: what a publication counts again. PB9 */
export class LiveKeys {
  readonly #figures: Figures
  readonly #keysAt: (level: number) => readonly number[]
  readonly #levels: Map<number, readonly number[]>[] = []

  constructor(figures: Figures, keysAt: (level: number) => readonly number[]) {
    this.#figures = figures
    this.#keysAt = keysAt
  }

  of(level: number, groups: number): readonly number[] {
    const known = (this.#levels[level] ??= new Map())
    const kept = known.get(groups)
    if (kept) return kept
    const { keys, groups: made } = this.#figures
    const touched = this.#keysAt(level).filter((key) => keys[key]?.cls === 'T' && ((made[key] ?? 0) & groups) !== 0)
    if (known.size >= KEPT_COMBINATIONS) known.clear()
    known.set(groups, touched)
    return touched
  }
}
