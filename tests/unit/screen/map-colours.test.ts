import { describe, expect, it } from 'vitest'
import { LET_THROUGH } from '../../../client/map/city-scene.ts'
import { figureLayerOf, legendOf } from '../../../client/map/legend.ts'
import { borderStyle } from '../../../client/map/view-plan.ts'
import { LAYERS } from '../../../client/state/view.ts'
import { PALETTE } from '../../../client/theme/tokens.ts'
import { contrast, leastDifference } from '../../support/colour-difference.ts'

const hex = (rgb: Iterable<number>) => `#${[...rgb].map((byte) => byte.toString(16).padStart(2, '0')).join('')}`
const fillsOf = (layer: (typeof LAYERS)[number]) =>
  Array.from({ length: 52 }, (_, n) => hex(figureLayerOf(layer).palette.subarray(20 * n, 20 * n + 3)))
const ramps = LAYERS.filter((layer) => legendOf(layer, 40).kind === 'ramp')

/** A colour laid over another at an opacity. */
function over(rgb: readonly number[], opacity: number, under: string): string {
  const below = [1, 3, 5].map((at) => Number.parseInt(under.slice(at, at + 2), 16))
  return hex(below.map((byte, k) => Math.round(byte * (1 - opacity) + 255 * (rgb[k] ?? 0) * opacity)))
}

/** On land the worst pair stands 12.6 apart. */
const LEAST_WET = 12

describe('colours as the map draws them', () => {
  it('[SC3] the fills of the tiers are the tokens, on the map, in the legend and under their numerals', () => {
    // Fault seen: two neighbouring tiers exchanged in the layer.
    const { index, palette } = figureLayerOf('tier')
    const drawn = [1, 2, 3, 4, 5].map((tier) => hex(palette.subarray(4 * index(tier, 1), 4 * index(tier, 1) + 3)))
    expect(drawn).toEqual(PALETTE.tier.map((colour) => colour.toLowerCase()))
    expect(legendOf('tier', 1).entries.map(({ colour }) => hex(colour))).toEqual(drawn)
    expect(legendOf('tier', 1).entries.map(({ mark }) => mark)).toEqual(['1', '2', '3', '4', '5'])
    for (const fill of drawn) expect(contrast('#ffffff', fill)).toBeGreaterThanOrEqual(3)
  })

  it('[SC3] the border of districts stands out of every tier for every kind of vision', () => {
    const { colour } = borderStyle(1, 100)
    for (const fill of PALETTE.tier) expect(leastDifference(over(colour, colour[3], fill), fill)).toBeGreaterThanOrEqual(12)
  })

  it('[SC-M12] over water every tier is still told from every other, and is brighter than over land', () => {
    // Fault seen: as much let through tier 3 as through tier 2.
    const { index, palette } = figureLayerOf('tier')
    const bytes = (colour: string) => [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16))
    const [water, ground] = [bytes(PALETTE.water), bytes(PALETTE.ground)]
    const lit = (tier: string, n: number) => {
      const through = (LET_THROUGH.tier * (palette[4 * index(n + 1, 1) + 3] ?? 0)) / 255
      return hex(bytes(tier).map((byte, k) => Math.min(255, Math.round(byte + through * ((water[k] ?? 0) - (ground[k] ?? 0))))))
    }
    for (const [n, wet] of PALETTE.tier.map(lit).entries())
      for (const [m, dry] of [...PALETTE.tier, ...PALETTE.tier.map(lit)].map((colour, at) => [at % 5, colour] as const)) {
        if (m === n && dry === wet) continue
        if (m === n) expect(contrast(wet, PALETTE.ground)).toBeGreaterThan(contrast(dry, PALETTE.ground))
        else expect([n + 1, m + 1, leastDifference(wet, dry) >= LEAST_WET]).toEqual([n + 1, m + 1, true])
      }
  })

  it('[SC3] the selection’s stroke stands out of every fill of every layer', () => {
    // Fault seen: coverage went up to a light lilac, 7 from the accent.
    for (const layer of LAYERS)
      for (const fill of fillsOf(layer)) expect([layer, leastDifference(PALETTE.accent, fill) >= 11]).toEqual([layer, true])
  })

  it('[SC3] more is always brighter on a ramp, and the steps of its legend can be told apart', () => {
    for (const layer of ramps) {
      const light = fillsOf(layer).map((fill) => contrast(fill, PALETTE.ground))
      expect(light).toEqual(light.toSorted((a, b) => a - b))
      const steps = legendOf(layer, 40).entries.map(({ colour }) => hex(colour))
      const apart = steps.slice(1).map((step, n) => leastDifference(step, steps[n] ?? ''))
      expect([layer, Math.min(...apart) >= 6]).toEqual([layer, true])
    }
  })
})
