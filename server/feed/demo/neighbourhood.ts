import type { EventOf, GridEvent } from '../../../shared/domain/grid-event.ts'
import { chanceOf, howMany, oneOf, wholeBetween, type Chance } from './chance.ts'
import { chooseGrid, placeIn, type DemoCity } from './demo-city.ts'
import { askedShare, filedShare, localMinute } from './rhythm.ts'

/** Settled on the spot, a grid a day: several times what is filed (domain A7). */
const SELF_HANDLED_A_GRID_A_DAY = 2.4
const SERVICES_A_GRID_A_DAY = 0.5

const isoAt = (minute: number, second: number) => new Date((minute * 60 + second) * 1000).toISOString()

function selfHandled(city: DemoCity, minute: number, index: number): EventOf<'case'> | undefined {
  const chance = chanceOf(city.seed, 'self', minute, index)
  const source = city.source('case', 'grid')
  const type = oneOf(chance, city.caseTypes)
  if (source === undefined || type.class !== 'T') return undefined
  const grid = chooseGrid(city, chance, Math.floor(minute / 1440))
  const id = `S${minute.toString(36)}-${index}`
  const occurredAt = isoAt(minute, wholeBetween(chance, 0, 59))
  const place = placeIn(city, grid, chance)
  return {
    kind: 'case',
    id,
    source: source.id,
    occurredAt,
    caseId: id,
    step: 'reported',
    type: type.code,
    origin: 'patrol',
    selfHandled: true,
    ...place,
  }
}

/** Minutes from the request to each answer. */
function serviceLife(chance: Chance): readonly (readonly ['requested' | 'matched' | 'delivered' | 'rated', number])[] {
  const matched = wholeBetween(chance, 2, 40)
  const delivered = matched + wholeBetween(chance, 20, 240)
  const steps: (readonly ['requested' | 'matched' | 'delivered' | 'rated', number])[] = [['requested', 0]]
  if (chance() < 0.96) steps.push(['matched', matched])
  if (chance() < 0.95 && steps.length === 2) steps.push(['delivered', delivered])
  if (chance() < 0.5 && steps.length === 3) steps.push(['rated', delivered + wholeBetween(chance, 5, 90)])
  return steps
}

/** Minutes after which a service is over. */
export const LONGEST_SERVICE = 400

/** The whole life of the services asked for in one minute. */
export function servicesIn(city: DemoCity, minute: number): EventOf<'service'>[] {
  const source = city.source('service', 'civil', 'governance', 'grid')
  const { serviceCategories } = city.catalogue
  if (source === undefined || serviceCategories.length === 0) return []
  const rate = SERVICES_A_GRID_A_DAY * city.places.grid.length * askedShare(localMinute(city.calendar, minute))
  const count = howMany(chanceOf(city.seed, 'services', minute), rate)
  return Array.from({ length: count }, (_, index) => index).flatMap((index) => {
    const chance = chanceOf(city.seed, 'service', minute, index)
    const category = oneOf(chance, serviceCategories).code
    const node = city.tree.code(chooseGrid(city, chance, Math.floor(minute / 1440)))
    const serviceId = `V${minute.toString(36)}-${index}`
    const second = wholeBetween(chance, 0, 59)
    return serviceLife(chance).map(([action, after]) => ({
      kind: 'service' as const,
      id: `${serviceId}-${action}`,
      source: source.id,
      occurredAt: isoAt(minute + after, second),
      node,
      serviceId,
      action,
      category,
      ...(action === 'rated' ? { rating: Math.max(1, 5 - Math.floor(chance() ** 3 * 4)) } : {}),
    }))
  })
}

/** What grid workers settle themselves in one minute. */
export function selfHandledIn(city: DemoCity, minute: number): GridEvent[] {
  const rate = SELF_HANDLED_A_GRID_A_DAY * city.places.grid.length * filedShare(localMinute(city.calendar, minute))
  const count = howMany(chanceOf(city.seed, 'selves', minute), rate)
  return Array.from({ length: count }, (_, index) => selfHandled(city, minute, index) ?? []).flat()
}
