import type { EventOf, GridEvent } from '../../../shared/domain/grid-event.ts'
import { itemsOf, standsOn } from '../../../shared/domain/hazard-items.ts'
import { chanceOf } from './chance.ts'
import type { DemoCity } from './demo-city.ts'
import { rainIn } from './rain.ts'
import { localMinute, type LocalMinute } from './rhythm.ts'

/** Minutes after which the wide areas, and the streets in turn, are judged again. */
const WIDE_EVERY = 30
const STREETS_EVERY = 120

/** Areas whose turn it is in a minute. */
function placesAt({ places: { city, district, street } }: DemoCity, minute: number, deepest: string): readonly number[] {
  const wide = minute % WIDE_EVERY === 0 ? [...city, ...(deepest === 'city' ? [] : district)] : []
  const turn = minute % STREETS_EVERY
  const streets = deepest === 'street' ? street.filter((_, at) => at % STREETS_EVERY === turn) : []
  return [...new Set([...wide, ...streets])]
}

/** What the invented model says of the hazards of the pack: it rises with the rain, more in low places. */
export function hazardsIn(city: DemoCity, minute: number): GridEvent[] {
  const { hazards = [] } = city.catalogue
  if (hazards.length === 0) return []
  const local = localMinute(city.calendar, minute)
  const name = city.calendar.dayName(local.day)
  return hazards.flatMap((hazard, order) => {
    const { band } = hazard
    if (!band || !itemsOf(hazard).some((item) => item.item === 'band' && standsOn(item, name))) return []
    return placesAt(city, minute, band.deepest).map((node): EventOf<'hazard'> => ({
      kind: 'hazard',
      id: `H${minute.toString(36)}-${order}-${node}`,
      source: band.source,
      occurredAt: new Date((minute * 60 + (node % 60)) * 1000).toISOString(),
      node: city.tree.code(node),
      hazard: hazard.code,
      item: 'band',
      ...judged(city, node, local, band.decimals),
      model: band.version,
    }))
  })
}

/** Value and interval on a scale of 0 to 100: the wider the harder it rains. */
function judged(city: DemoCity, node: number, { day, ofDay }: LocalMinute, decimals: number) {
  const strength = rainIn(city, day)?.strengthAt(ofDay) ?? 0
  const low = chanceOf(city.seed, 'low-ground', node)()
  const middle = 6 + 14 * low + strength * (35 + 40 * low)
  const reach = 3 + 12 * strength
  const told = (v: number) => Number(Math.min(100, Math.max(0, v)).toFixed(decimals))
  return { value: told(middle), low: told(middle - reach), high: told(middle + reach) }
}
