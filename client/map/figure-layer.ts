import type { Layer } from '../state/view.ts'
import type { ScopeReader } from '../state/wall-state.ts'
import type { Figure } from '../../shared/protocol/messages.ts'

/** Pattern drawn over a cell's colour: what kind of value it is, never told by hue alone. */
export const PATTERN = { plain: 0, hatched: 1, dotted: 2, empty: 3 } as const
export type Pattern = (typeof PATTERN)[keyof typeof PATTERN]

export type Rgb = readonly [red: number, green: number, blue: number]

export interface LegendWords {
  readonly zh: string
  readonly en: string
}

export interface LegendEntry {
  readonly zh: string
  readonly en: string
  readonly colour: Rgb
  /** Numeral beside the colour; absent for ramps. */
  readonly mark?: string | undefined
  /** Height of the value's column, 0 … 1 of the highest; absent where nothing is told by height. */
  readonly share?: number | undefined
}

/** What the legend panel shows of the chosen layer: data, no markup. SC-M7 */
export interface Legend {
  readonly kind: 'steps' | 'ramp'
  readonly title: LegendWords
  /** What the numbers of a ramp count; absent where entries are words. */
  readonly unit?: LegendWords | undefined
  readonly entries: readonly LegendEntry[]
}

/** A layer that colours areas by one published figure. */
export interface FigureLayer {
  readonly name: Layer
  /** The figure's key; areas without it stay empty. */
  readonly key: string
  /** A second key whose number is taken off, never below 0. */
  readonly less?: string | undefined
  /** Index into the palette, 0 … 255, for a number; `top` is the reference for ramps (`topOf`). */
  index(value: number, top: number): number
  /** 256 colours, RGB interleaved by four (the fourth byte is opacity). */
  readonly palette: Uint8Array
  /** Fills are evened out over neighbouring areas: no fill stands for its area's own number. */
  readonly isSmooth?: true
  /** Colours of the fills where the palette is that of columns on them. */
  readonly ground?: Uint8Array
  /** How fine the fills are: `grid` down to areas of a few pixels, `view` only areas that can be told apart, `column` those that answer to the pointer. */
  readonly grain: 'grid' | 'view' | 'column'
  /** Reference value of a ramp from the finite numbers of these rows; 1 where the layer has no ramp. */
  topOf(value: ValueAt, rows: Iterable<number>): number
  legend(top: number): Legend
}

/** A layer's number at a row of the scope, NaN where there is none. */
export type ValueAt = (row: number) => number

/** What a layer reads of a scope; undefined where its key is not in it. */
export function valuesOf(layer: Pick<FigureLayer, 'key' | 'less'>, reader: Pick<ScopeReader, 'column'>): ValueAt | undefined {
  const column = reader.column(layer.key)
  const less = layer.less === undefined ? undefined : reader.column(layer.less)
  if (column === undefined) return undefined
  if (less === undefined) return (row) => column[row] ?? Number.NaN
  return (row) => {
    const value = (column[row] ?? Number.NaN) - (less[row] || 0)
    return value < 0 ? 0 : value
  }
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
