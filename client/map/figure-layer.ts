import type { Layer } from '../state/view.ts'
import type { Figure } from '../../shared/protocol/messages.ts'

/** Pattern drawn over a cell's colour: what kind of value it is, never told by hue alone. */
export const PATTERN = { plain: 0, hatched: 1, dotted: 2, empty: 3 } as const
export type Pattern = (typeof PATTERN)[keyof typeof PATTERN]

export type Rgb = readonly [red: number, green: number, blue: number]

export interface LegendEntry {
  readonly zh: string
  readonly en: string
  readonly colour: Rgb
  /** Numeral beside the colour; absent for ramps. */
  readonly mark?: string | undefined
}

/** What the legend panel shows of the chosen layer: data, no markup. SC-M7 */
export interface Legend {
  readonly kind: 'steps' | 'ramp'
  readonly title: { readonly zh: string; readonly en: string }
  /** What the numbers of a ramp count; absent where entries are words. */
  readonly unit?: { readonly zh: string; readonly en: string } | undefined
  readonly entries: readonly LegendEntry[]
}

/** A layer that colours areas by one published figure. */
export interface FigureLayer {
  readonly name: Layer
  /** The figure's key; areas without it stay empty. */
  readonly key: string
  /** Index into the palette, 0 … 255, for a number; `top` is the reference for ramps (`topOf`). */
  index(value: number, top: number): number
  /** 256 colours, RGB interleaved by four (the fourth byte is opacity). */
  readonly palette: Uint8Array
  /** How fine the fills are: `grid` down to areas of a few pixels, `view` only areas that can be told apart. */
  readonly grain: 'grid' | 'view'
  /** Reference value of a ramp from the column's finite numbers; 1 where the layer has no ramp. */
  topOf(values: Float64Array, rows: Iterable<number>): number
  legend(top: number): Legend
}

/** Pattern of a figure's state. SC-M2 */
export function patternOf(state: Figure['state']): Pattern {
  switch (state) {
    case 'live':
    case 'zero':
      return PATTERN.plain
    case 'late':
    case 'stale':
      return PATTERN.hatched
    case 'suppressed':
      return PATTERN.dotted
    case 'off':
    case 'forbidden':
    case 'none':
      return PATTERN.empty
  }
}
