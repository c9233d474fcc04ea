import type { FigureLayer } from '../../figure-layer.ts'
import { paletteRgb, rampPalette, rgbOf } from '../../palette.ts'

/** Dark where nobody has been yet, light where the round is done: one hue, away from the accent, so that it is read as more or less. */
const palette = rampPalette(['#101a24', '#22414f', '#3c7182', '#74adb6', '#d6efec'].map(rgbOf))
const LAST = 255

/** Share of the current round's visits already made. */
export const checksLayer: FigureLayer = {
  name: 'checks',
  key: 'checks.coverage',
  index: (share) => Math.round(LAST * Math.min(1, Math.max(0, share))),
  palette,
  grain: 'view',
  topOf: () => 1,
  legend: () => ({
    kind: 'ramp',
    title: { zh: '巡查（走访）覆盖率', en: 'Visit coverage' },
    unit: { zh: '%', en: '%' },
    entries: [0, 0.5, 0.75, 1].map((share) => {
      const text = `${Math.round(share * 100)}%`
      return { zh: text, en: text, colour: paletteRgb(palette, checksLayer.index(share, 1)) }
    }),
  }),
}
