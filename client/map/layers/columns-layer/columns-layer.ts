import type { FigureLayer } from '../../figure-layer.ts'
import { rampBounds } from '../../count-ramp.ts'
import { paletteRgb, rampPalette, rgbOf, stepPalette } from '../../palette.ts'

const palette = rampPalette(['#504f52', '#7a766f', '#a59c8a', '#e6dcc2'].map(rgbOf))
const LAST = 255
const LEAST_TOP = 5

/** The next of 1, 2 and 5 times a power of ten: columns keep their height while the largest count moves a little. SC-M14 */
function scaleTop(largest: number): number {
  const step = 10 ** Math.floor(Math.log10(Math.max(1, largest)))
  return [1, 2, 5, 10].map((n) => n * step).find((top) => top >= largest) ?? largest
}

/** In proportion to the count, so that twice as high is twice as many; 0 stands for none alone. */
const index = (value: number, top: number) => (value <= 0 ? 0 : Math.max(1, Math.round(LAST * Math.min(1, value / top))))

/** Open cases as columns over areas that step back. */
export const columnsLayer: FigureLayer = {
  name: 'columns',
  key: 'cases.open',
  index,
  palette,
  ground: stepPalette([rgbOf('#111b2c')]),
  grain: 'column',
  topOf(value, rows) {
    let largest = LEAST_TOP
    for (const row of rows) largest = Math.max(largest, value(row) || 0)
    return scaleTop(largest)
  },
  legend: (top) => ({
    kind: 'ramp',
    title: { zh: '在办案卷', en: 'Open cases' },
    unit: { zh: '件', en: 'cases' },
    entries: rampBounds(top).map((value) => ({
      zh: String(value),
      en: String(value),
      colour: paletteRgb(palette, index(value, top)),
      share: value / top,
    })),
  }),
}
