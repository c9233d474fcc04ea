import fc from 'fast-check'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { spotTowards } from '../../../client/state/area-compass.ts'
import { tierReasons } from '../../../client/state/tier-reason.ts'
import { nextWorst, worstAreas } from '../../../client/state/worst-areas.ts'
import { ROLES } from '../../../shared/domain/role.ts'
import type { ComputedTierRule } from '../../../shared/domain/tier-rules.ts'
import { tiersOf } from '../../../shared/rules/tier-names.ts'
import { judge, tierScheme } from '../../../shared/rules/tier-scheme.ts'
import { syntheticCity } from '../../support/synthetic-city.ts'
import { syntheticFeed } from '../../support/synthetic-feed.ts'

const {
  tiers: [rule],
} = JSON.parse(readFileSync(join(import.meta.dirname, '../../../public/cities/hangzhou/rules.json'), 'utf8')) as {
  tiers: [ComputedTierRule]
}
const feed = syntheticFeed(syntheticCity().names, { left: 0, right: 0, top: 0, bottom: 0, card: 0 })
const reader = feed.wall()

describe('why an area has its tier', () => {
  it('[AG5] what the card names first is what decided, for every area', () => {
    // Fault seen: the cut looked up one place too low, so that the reached cut was not reached.
    const number = fc.oneof(fc.integer({ min: 0, max: 3000 }), fc.constant(Number.NaN))
    fc.assert(
      fc.property(number, number, fc.constantFrom(...ROLES), (open, overdue, role) => {
        const value = (key: string) => (key === 'cases.open' ? open : overdue)
        const reasons = tierReasons({ ...rule, inForce: true, tiers: [...tiersOf(rule)] }, { role, value, grids: 1 })
        const told = reasons.length === 0 ? 0 : (reasons[0]?.tier ?? 0)
        const read = (input: string) => {
          const v = value(rule.inputs[input]?.key ?? '')
          return Number.isNaN(v) ? 'missing' : v
        }
        expect(told).toBe(judge(tierScheme(rule), role, read))
        for (const { value: v, cut, tier } of reasons) if (v !== null && tier !== null) expect(v >= cut).toBe(tier > 1)
      }),
    )
  })
})

describe('the walk through the worst areas', () => {
  const tier = reader?.column('tier') ?? new Float64Array(0)
  const tierAt = (code: string) => tier[reader?.rowOf(code) ?? -1] ?? Number.NaN

  it('[SC11] goes from the worst on, and names every finest area once', () => {
    if (!reader) throw new Error('no reader')
    const root = reader.nodes[0]?.code ?? ''
    const areas = worstAreas(reader, root)
    expect(new Set(areas).size).toBe(reader.nodes.filter(({ level }) => level === 4).length)
    const tiers = areas.map(tierAt)
    expect(tiers).toEqual(tiers.toSorted((a, b) => b - a))
    const first = nextWorst(reader, root, undefined)
    expect(first).toEqual({ root, at: areas[0] })
    expect(nextWorst(reader, areas[0] ?? '', first)?.at).toBe(areas[1])
    const street = reader.nodes.find(({ level }) => level === 2)?.code ?? ''
    const inStreet = nextWorst(reader, street, first)
    expect(inStreet?.root).toBe(street)
    expect(worstAreas(reader, street)).toContain(inStreet?.at)
  })
})

describe('arrows on the map', () => {
  it('[SC11] the spot found lies that way, and the way back is never lost', () => {
    const spot = fc.record({ x: fc.integer({ min: 0, max: 60 }), y: fc.integer({ min: 0, max: 60 }) })
    fc.assert(
      fc.property(fc.uniqueArray(spot, { minLength: 2, maxLength: 40, selector: ({ x, y }) => `${x}/${y}` }), (places) => {
        const spots = places.map((place, n) => ({ code: String(n), ...place }))
        for (const own of spots) {
          const found = (['left', 'right', 'up', 'down'] as const).map((way) => spotTowards(spots, own.code, way))
          expect(found.some((code) => code !== undefined)).toBe(true)
          const right = spots.find(({ code }) => code === found[1])
          if (right) expect(right.x).toBeGreaterThan(own.x)
          const up = spots.find(({ code }) => code === found[2])
          if (up) expect(up.y).toBeGreaterThan(own.y)
        }
      }),
    )
  })
})
