import { describe, expect, it } from 'vitest'
import { PALETTE, customProperties } from '../../../client/theme/tokens.ts'
import { ciede2000, contrast, leastDifference } from '../../support/colour-difference.ts'

const pairs = (list: readonly string[]) => list.flatMap((a, n) => list.slice(n + 1).map((b) => [a, b] as const))
const worst = (list: readonly (readonly [string, string])[]) => Math.min(...list.map(([a, b]) => leastDifference(a, b)))

describe('palette', () => {
  it('[SC3] the ruler is right: published CIEDE2000 pairs', () => {
    expect(ciede2000([50, 2.6772, -79.7751], [50, 0, -82.7485])).toBeCloseTo(2.0425, 4)
    expect(ciede2000([60.2574, -34.0099, 36.2677], [60.4626, -34.1751, 39.4387])).toBeCloseTo(1.2644, 4)
  })

  // Fault seen: tiers 2 and 3 exchanged.
  it('[SC3] contrast to the ground rises with the tier', () => {
    const steps = PALETTE.tier.map((tier) => contrast(tier, PALETTE.ground))
    expect(steps).toEqual(steps.toSorted((a, b) => a - b))
  })

  it('[SC3] tiers differ for every kind of vision, and the lowest from no figure', () => {
    expect(worst(pairs(PALETTE.tier))).toBeGreaterThanOrEqual(12)
    expect(leastDifference(PALETTE.tier[0], PALETTE.empty)).toBeGreaterThanOrEqual(12)
  })

  it('[SC3] official warnings differ from each other, and the accent from all of them', () => {
    expect(worst(pairs(PALETTE.warning))).toBeGreaterThanOrEqual(15)
    const others = [...PALETTE.warning, ...PALETTE.tier]
    expect(worst(others.map((other) => [PALETTE.accent, other] as const))).toBeGreaterThanOrEqual(15)
  })

  it('[SC3] words are readable on ground and strips', () => {
    for (const text of PALETTE.text)
      for (const under of [PALETTE.ground, PALETTE.raised]) expect(contrast(text, under)).toBeGreaterThanOrEqual(4.5)
  })

  it('[SC3] every token becomes one custom property', () => {
    const names = customProperties(PALETTE).map(([name]) => name)
    expect(new Set(names).size).toBe(names.length)
    expect(names).toContain('--warning-1')
  })
})
