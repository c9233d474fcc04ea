import { PALETTE } from '../../../theme/tokens.ts'
import type { FigureLayer } from '../../figure-layer.ts'
import { rgbOf, stepPalette } from '../../palette.ts'

/** Areas step back to a plain slate so that the points carry the picture. */
export const eventsLayer: FigureLayer = {
  name: 'events',
  key: 'events.h1',
  index: () => 0,
  palette: stepPalette([rgbOf('#111b2c')]),
  grain: 'view',
  topOf: () => 1,
  legend: () => ({
    kind: 'steps',
    title: { zh: '事件（近 24 小时与未结）', en: 'Events (24 h and open)' },
    entries: [
      { zh: '最近 15 分钟', en: 'Last 15 min', colour: rgbOf(PALETTE.text[0]) },
      { zh: '更早', en: 'Earlier', colour: rgbOf(PALETTE.text[2]) },
    ],
  }),
}
