import type { FigureLayer, ValueAt } from '../../figure-layer.ts'
import { rampBounds } from '../../count-ramp.ts'
import { paletteRgb, rampPalette, rgbOf } from '../../palette.ts'

/** From the ground up: dark where nothing happens, light where much does. No tier's hue, so that heat is never read as a tier. */
const palette = rampPalette(['#0c1526', '#17324d', '#1f5a78', '#3f93a3', '#9fd0c4', '#f7f3d6'].map(rgbOf))
const LAST = 255

/** A high value that a few outliers do not move: the 99th of a hundred, at least 4. */
function highValue(valueAt: ValueAt, rows: Iterable<number>): number {
  const present: number[] = []
  for (const row of rows) {
    const value = valueAt(row)
    if (value > 0) present.push(value)
  }
  present.sort((a, b) => a - b)
  return Math.max(4, present[Math.floor(present.length * 0.99)] ?? 4)
}

/** Place of a count on the ramp, 0 … 1: square root, so that low counts differ visibly. */
function place(value: number, top: number): number {
  return Math.sqrt(Math.min(1, Math.max(0, value / top)))
}

/** Events of the last hour, area by area: a heat map of published sums, not of positions. */
export const heatLayer: FigureLayer = {
  name: 'heat',
  key: 'events.h1',
  index: (value, top) => Math.round(LAST * place(value, top)),
  palette,
  grain: 'grid',
  topOf: highValue,
  legend: (top) => ({
    kind: 'ramp',
    title: { zh: '近 1 小时事件', en: 'Events in the last hour' },
    unit: { zh: '件', en: 'events' },
    entries: rampBounds(top).map((value) => {
      const text = value >= top ? `≥ ${value}` : String(value)
      return { zh: text, en: text, colour: paletteRgb(palette, heatLayer.index(value, top)) }
    }),
  }),
}
