import { PALETTE } from '../../../theme/tokens.ts'
import type { FigureLayer } from '../../figure-layer.ts'
import { rgbOf, stepPalette } from '../../palette.ts'

const NAMES = [
  ['低', 'Low'],
  ['较低', 'Fairly low'],
  ['中', 'Medium'],
  ['较高', 'Fairly high'],
  ['高', 'High'],
] as const
const COLOURS = PALETTE.tier.map(rgbOf)

/**
 * Shares of the light of water that a tier lets through: as much as keeps every wet tier 12 apart (CIEDE2000, all kinds
 * of vision) from every other, wet or dry. The calm ones show the rivers; a grave one is not diluted by a lake. SC-M12
 */
const THROUGH = [0.7, 1, 0.14, 0.28, 0.57] as const

/** Five colours of an area's tier; index 0 … 4 for tier 1 … 5. */
export const tierLayer: FigureLayer = {
  name: 'tier',
  key: 'tier',
  index: (tier) => Math.min(4, Math.max(0, Math.round(tier) - 1)),
  palette: stepPalette(COLOURS, THROUGH),
  grain: 'view',
  topOf: () => 1,
  legend: () => ({
    kind: 'steps',
    title: { zh: '五色图', en: 'Area tier' },
    entries: NAMES.map(([zh, en], n) => ({ zh, en, colour: COLOURS[n] ?? [0, 0, 0], mark: String(n + 1) })),
  }),
}
