import type { FigureLayer, Legend } from './figure-layer.ts'
import { paletteRgb, rampPalette, rgbOf } from './palette.ts'

const LAST = 255
/** Where all is low nothing glares. */
const LEAST_TOP = 4

/** A ramp of counts from none to the largest area of the level; the square root lets low counts differ visibly. */
export function countRamp(
  stops: readonly string[],
  words: Pick<Legend, 'title' | 'unit'>,
): Pick<FigureLayer, 'index' | 'palette' | 'grain' | 'topOf' | 'legend'> {
  const palette = rampPalette(stops.map(rgbOf))
  const index = (value: number, top: number) => Math.round(LAST * Math.sqrt(Math.min(1, Math.max(0, value / top))))
  return {
    index,
    palette,
    grain: 'view',
    topOf(value, rows) {
      let top = LEAST_TOP
      for (const row of rows) top = Math.max(top, value(row) || 0)
      return top
    },
    legend: (top) => ({
      kind: 'ramp',
      ...words,
      entries: rampBounds(top).map((value) => ({
        zh: String(value),
        en: String(value),
        colour: paletteRgb(palette, index(value, top)),
      })),
    }),
  }
}

/** Whole numbers at which a ramp is labelled: none, a quarter, a half and the top, each once. */
export function rampBounds(top: number): number[] {
  return [...new Set([0, top / 4, top / 2, top].map(Math.round))]
}
