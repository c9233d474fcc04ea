import { seeded } from './synthetic-city.ts'

/** Figures of the areas run from 0 to below this. */
export const FIGURES = 40

export interface SyntheticChange {
  /** Areas of the finest level, by their number; each once, ascending. */
  readonly cells: Uint32Array
  readonly values: Uint8Array
}

/** The `n`-th update that every compared page gets: new figures of a thousand areas. The same everywhere. */
export function changeOf(n: number, areas: number, count = 1000): SyntheticChange {
  const random = seeded(1000 + n)
  const cells = Uint32Array.from(new Set(Array.from({ length: count }, () => Math.floor(random() * areas)))).toSorted()
  return { cells, values: Uint8Array.from(cells, () => Math.floor(random() ** 3 * FIGURES)) }
}

/** The figures before the first update. */
export function firstFigures(areas: number): Uint8Array {
  const random = seeded(999)
  return Uint8Array.from({ length: areas }, () => Math.floor(random() ** 3 * FIGURES))
}
