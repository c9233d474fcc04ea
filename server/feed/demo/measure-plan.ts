import { chanceOf, oneOf, wholeBetween } from './chance.ts'
import type { DemoCity } from './demo-city.ts'
import type { DayPlan, Planned } from './planned.ts'

const A_DAY = 8
const LONGEST_DAYS = 3
/** Shares that nobody reviews or releases in time. */
const FORGOTTEN = 0.12

/** A closure or works: when imposed, on which day and minute released, and whether anyone remembers. */
function measureOf(city: DemoCity, born: number, index: number) {
  const chance = chanceOf(city.seed, 'measure', born, index)
  const bases = city.catalogue.bases ?? []
  const types = city.catalogue.measureTypes.filter((type) => type.class === 'T')
  return {
    measureId: `N${born}-${index}`,
    measureType: types.length === 0 ? undefined : oneOf(chance, types).code,
    node: city.tree.code(oneOf(chance, city.places.grid)),
    days: wholeBetween(chance, 0, LONGEST_DAYS),
    begin: wholeBetween(chance, 7 * 60, 11 * 60),
    end: wholeBetween(chance, 12 * 60, 21 * 60),
    forgotten: chance() < FORGOTTEN,
    basis: bases.length === 0 ? undefined : oneOf(chance, bases).code,
  }
}

/** Measures imposed today, and those of the last days released today. */
export const measurePlan: DayPlan = (city, { day }) => {
  const source = city.source('measure', 'governance', 'emergency')
  if (source === undefined) return []
  const plan: Planned[] = []
  for (let born = day - LONGEST_DAYS; born <= day; born++)
    for (let index = 0; index < A_DAY; index++) {
      const { measureId, measureType, node, days, begin, end, forgotten, basis } = measureOf(city, born, index)
      if (measureType === undefined) continue
      const base = { kind: 'measure' as const, source: source.id, node, measureId, measureType }
      const review = forgotten ? 300 : days * 1440 + (end - begin) + 60
      if (born === day)
        plan.push({
          ofDay: begin,
          event: (occurredAt, later) => ({
            ...base,
            id: `${measureId}-i`,
            occurredAt,
            action: 'imposed',
            ...(basis === undefined ? {} : { basis }),
            reviewBy: later(review),
          }),
        })
      if (born + days === day && !forgotten)
        plan.push({ ofDay: end, event: (occurredAt) => ({ ...base, id: `${measureId}-r`, occurredAt, action: 'released' }) })
    }
  return plan
}
