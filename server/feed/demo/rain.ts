import { chanceOf, oneOf, wholeBetween } from './chance.ts'
import type { DemoCity } from './demo-city.ts'

/** One day's rain over the city. */
export interface Rain {
  /** Minutes of the day. */
  readonly from: number
  readonly until: number
  /** 0 dry … 1 as heavy as it gets. */
  strengthAt(ofDay: number): number
  /** Grids where water gathers. */
  readonly lowGrids: readonly number[]
  /** Level of the relayed warning, 1–4, undefined for ordinary rain. */
  readonly warningLevel: 2 | 3 | 4 | undefined
}

const RAINY_DAYS = 0.55
const LOW_SHARE = 0.01
const kept = new WeakMap<DemoCity, Map<number, Rain | undefined>>()

function makeRain(city: DemoCity, day: number): Rain | undefined {
  const chance = chanceOf(city.seed, 'rain', day)
  if (chance() > RAINY_DAYS) return undefined
  const from = wholeBetween(chance, 7 * 60, 18 * 60)
  const until = from + wholeBetween(chance, 90, 260)
  const most = 0.35 + 0.65 * chance()
  const { grid } = city.places
  const low = Array.from({ length: Math.max(1, Math.ceil(grid.length * LOW_SHARE)) }, () => oneOf(chance, grid))
  return {
    from,
    until,
    strengthAt: (ofDay) => (ofDay < from || ofDay > until ? 0 : most * Math.sin((Math.PI * (ofDay - from)) / (until - from))),
    lowGrids: low,
    warningLevel: most > 0.9 ? 2 : most > 0.75 ? 3 : most > 0.55 ? 4 : undefined,
  }
}

/** The rain of a local day, undefined on a dry one. */
export function rainIn(city: DemoCity, day: number): Rain | undefined {
  let days = kept.get(city)
  if (days === undefined) kept.set(city, (days = new Map()))
  if (!days.has(day)) {
    if (days.size > 16) days.clear()
    days.set(day, makeRain(city, day))
  }
  return days.get(day)
}
