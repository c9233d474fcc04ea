import type { FigureLayer } from '../../figure-layer.ts'
import { paletteRgb, rampPalette, rgbOf } from '../../palette.ts'

const palette = rampPalette(['#101a26', '#1d3b41', '#2f6a66', '#6fa894', '#d9ecd6'].map(rgbOf))
const LAST = 255

/** Service requests still open, against the busiest area of the level. */
export const serviceLayer: FigureLayer = {
  name: 'service',
  key: 'service.requested',
  index: (value, top) => Math.round(LAST * Math.sqrt(Math.min(1, Math.max(0, value / top)))),
  palette,
  grain: 'view',
  topOf(values, rows) {
    let top = 1
    for (const row of rows) top = Math.max(top, values[row] ?? 0)
    return top
  },
  legend: (top) => ({
    kind: 'ramp',
    title: { zh: '服务需求', en: 'Service requests' },
    unit: { zh: '件', en: 'requests' },
    entries: [0, 0.5, 1].map((part) => {
      const value = Math.round(part * top)
      return { zh: String(value), en: String(value), colour: paletteRgb(palette, serviceLayer.index(value, top)) }
    }),
  }),
}
