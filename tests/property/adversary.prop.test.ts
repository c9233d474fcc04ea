import { describe, expect, test } from 'vitest'
import { attack, hiddenCells, isSmall, isTrue } from '../support/adversary/attack.ts'
import { knownOf, knownOfCity } from '../support/adversary/knowledge.ts'
import { oneByOne, simulateWeek, type WeekSize } from '../support/adversary/simulated-week.ts'
import { framesOfEngine, weakenedFrames } from '../support/adversary/told-frames.ts'
import { WEAKNESSES, type Weakness } from '../support/adversary/weakness.ts'

const P: WeekSize = { k: 5, areas: 4, places: 5, days: 2, ticks: 6, groups: 1 }
const THREE_GROUPS: WeekSize = { ...P, areas: 1, places: 5, ticks: 4, groups: 3 }
/** Of class X a period is a month and a release a day; a short month will do. */
const X: WeekSize = { k: 11, areas: 3, places: 5, days: 2, ticks: 6, groups: 1 }
const CITIES = Array.from({ length: 12 }, (_, seed) => [seed, [P, X, THREE_GROUPS][seed % 3] ?? P] as const)

/** More than enough for each weakness to show itself once. */
const SEEDS = Array.from({ length: 80 }, (_, seed) => seed)

/** A city small and full enough for one missing rule to matter. */
function weakWeek(seed: number, weakness: Weakness) {
  const groups = weakness === 'overlapping-types' ? 3 : weakness === 'rates-of-hidden' ? 2 : 1
  const size = { ...P, areas: 1, groups, ticks: weakness === 'no-cadence' ? 12 : 4 }
  const week = simulateWeek(seed, size, weakness === 'downward-moves' ? 1 : 0.25)
  return weakness === 'no-cadence' ? oneByOne(seed, week) : week
}

describe('an adversary who keeps every frame and knows every rule', () => {
  test.each(CITIES)('[PR9] cannot narrow one hidden cell of city %i', async (seed, size) => {
    const week = simulateWeek(seed, size)
    const frames = framesOfEngine(week)
    const reader = { week, frames, weakness: 'none' } as const
    const known = [...week.placesOf.keys()].flatMap((area) => knownOf(reader, area)).concat(knownOfCity(reader))
    expect(isTrue(week, known)).toBe(true)
    for (const area of week.placesOf.keys()) {
      const { breaches } = await attack(week, { known, cells: hiddenCells(week, frames, area) })
      expect(breaches).toEqual([])
    }
  })

  test('[PR9] follows the engine: frames made from its rules one by one are its own', () => {
    for (const [seed, size] of CITIES) {
      const week = simulateWeek(seed, size)
      const made = weakenedFrames(week, 'none').map((group) => group.slice(1))
      expect(made).toEqual(framesOfEngine(week).map((group) => group.slice(1)))
    }
  })

  // Fault seen: a snapshot without what the pools have told; one without which places wait for the next release.
  test('[PR6] sees nothing of a restart: every frame after it is what it would have been', () => {
    for (const [seed, size] of CITIES) {
      const week = simulateWeek(seed, size)
      const frames = framesOfEngine(week)
      for (let at = 1; at < size.days * size.ticks; at += 2) expect(framesOfEngine(week, at)).toEqual(frames)
    }
  })

  test.each(WEAKNESSES)('[PR9] wins where one rule is missing: %s', async (weakness) => {
    for (const seed of SEEDS) {
      const week = weakWeek(seed, weakness)
      const frames = weakenedFrames(week, weakness)
      const cells = hiddenCells(week, frames, 0).filter((cell) => isSmall(week, cell))
      const { breaches } = await attack(week, { known: knownOf({ week, frames, weakness }, 0), cells })
      if (breaches.length > 0) return
    }
    expect.fail(`no seed gave a cell away without the rule that ${weakness} takes away`)
  })
})
