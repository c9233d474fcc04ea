import { responsibleUnit } from './responsible-unit.ts'
import type { CatalogueType } from '../../../shared/domain/catalogue.ts'
import type { EventOf, Origin } from '../../../shared/domain/grid-event.ts'
import { caseWalk } from './case-walk.ts'
import { chanceOf, howMany, oneOf, wholeBetween, type Chance } from './chance.ts'
import { chooseGrid, lateShare, placeIn, type DemoCity } from './demo-city.ts'
import { filedShare, localMinute, type LocalMinute } from './rhythm.ts'
import { rainIn } from './rain.ts'

/** Filed cases a grid a working day (domain A7: 12.1 M a year on 85,000 grids). */
const FILED_A_GRID_A_DAY = 0.4
/** A walk is over after this many minutes. */
export const LONGEST_WALK = 60 * 24 * 6
/** Limits above this are for work the demo does not wait for. */
const LONGEST_LIMIT = 60 * 24 * 2

type CaseEvent = EventOf<'case'>

/** Work that happens in the open comes far more often than disputes; sensitive matters are rare. */
function typeWeight({ class: cls, family, code }: CatalogueType): number {
  if (cls === 'P') return 0.35
  if (cls === 'X') return 0.12
  if (family === 'event.05') return code === 'event.0506' ? 0.05 : 0.12
  if (family.startsWith('part')) return 0.25
  return 1.6
}

interface Weighted {
  readonly types: readonly CatalogueType[]
  readonly sums: readonly number[]
}

const weighed = new WeakMap<readonly CatalogueType[], Weighted>()

function chooseType(city: DemoCity, chance: Chance): CatalogueType {
  let table = weighed.get(city.caseTypes)
  if (table === undefined) {
    let sum = 0
    table = { types: city.caseTypes, sums: city.caseTypes.map((type) => (sum += typeWeight(type))) }
    weighed.set(city.caseTypes, table)
  }
  const x = chance() * (table.sums.at(-1) ?? 0)
  const index = table.sums.findIndex((sum) => sum > x)
  return table.types[Math.max(0, index)] ?? oneOf(chance, city.caseTypes)
}

function originOf(chance: Chance, { class: cls, family }: CatalogueType): Origin {
  const x = chance()
  if (cls !== 'T') return x < 0.7 ? 'resident' : 'hotline'
  if (family === 'event.05') return x < 0.3 ? 'sensor' : x < 0.7 ? 'hotline' : 'patrol'
  return x < 0.58 ? 'patrol' : x < 0.8 ? 'resident' : x < 0.97 ? 'hotline' : 'sensor'
}

const SOURCE_OF: Readonly<Record<Origin, readonly string[]>> = {
  resident: ['governance', 'grid'],
  patrol: ['grid', 'chengguan'],
  hotline: ['hotline-12345'],
  sensor: ['iot', 'chengguan'],
  other: ['governance'],
}

export interface Birth {
  readonly minute: number
  readonly index: number
  readonly type: CatalogueType
  readonly grid: number
  readonly origin: Origin
  readonly limitMinutes: number
  readonly lateShare: number
}

/** All events of one case over its whole life, in order; the same for the same birth. FE4 */
export function lifeOf(city: DemoCity, birth: Birth): CaseEvent[] {
  const { minute, index, type, grid, origin, limitMinutes, lateShare } = birth
  const chance = chanceOf(city.seed, 'life', minute, index)
  const source = city.source('case', ...(origin === 'patrol' && chance() < 0.4 ? ['chengguan'] : SOURCE_OF[origin]))
  if (source === undefined) return []
  const unit = responsibleUnit(city, type, grid, chance)
  const place = chance() < 0.01 ? {} : placeIn(city, grid, chance)
  const reason = city.catalogue.reasons.length > 0 ? oneOf(chance, city.catalogue.reasons).code : undefined
  const caseId = `D${minute.toString(36)}-${index}`
  const second = wholeBetween(chance, 0, 59)
  const at = (after: number) => new Date(((minute + after) * 60 + second) * 1000).toISOString()
  const walk = caseWalk(chance, { limitMinutes, lateShare, fromResident: origin === 'resident' || origin === 'hotline' })
  return walk.map((step, order) => ({
    kind: 'case',
    id: `${caseId}-${order}`,
    source: source.id,
    occurredAt: at(step.after),
    caseId,
    step: step.step,
    type: type.code,
    ...(order === 0 ? { origin } : {}),
    ...place,
    ...(step.due === undefined ? {} : { dueAt: at(step.due) }),
    ...(step.supervised ? { supervised: true } : {}),
    ...(unit !== undefined && (step.step === 'dispatched' || step.step === 'reassigned') ? { unit } : {}),
    ...(reason !== undefined && (step.step === 'declined' || step.step === 'refused') ? { reason } : {}),
    ...(step.solved && step.satisfied ? { solved: step.solved, satisfied: step.satisfied } : {}),
  }))
}

function ordinaryBirth(city: DemoCity, minute: number, index: number, local: LocalMinute): Birth {
  const chance = chanceOf(city.seed, 'birth', minute, index)
  const type = chooseType(city, chance)
  const grid = chooseGrid(city, chance, local.day)
  return {
    minute,
    index,
    type,
    grid,
    origin: originOf(chance, type),
    limitMinutes: Math.min(type.limitMinutes ?? 480, LONGEST_LIMIT),
    lateShare: lateShare(city, grid, local.day),
  }
}

/** Waterlogging where the ground is low, while the rain is heavy. */
function floodBirths(city: DemoCity, minute: number, local: LocalMinute): Birth[] {
  const type = city.caseTypes.find(({ code }) => code === 'event.0506')
  const rain = rainIn(city, local.day)
  if (type === undefined || rain === undefined) return []
  const heavy = rain.strengthAt(local.ofDay)
  if (heavy < 0.5) return []
  const chance = chanceOf(city.seed, 'flood', minute)
  const count = howMany(chance, (heavy * city.places.grid.length) / 12_000)
  return Array.from({ length: count }, (_, i) => ({
    minute,
    index: 500 + i,
    type,
    grid: oneOf(chance, rain.lowGrids),
    origin: oneOf(chance, ['sensor', 'patrol', 'hotline'] as const),
    limitMinutes: 240,
    lateShare: 0.06,
  }))
}

/** Fire lanes are checked in one district on weekday afternoons. */
function campaignBirths(city: DemoCity, minute: number, local: LocalMinute): Birth[] {
  const type = city.caseTypes.find(({ code }) => code === 'event.0601')
  if (type === undefined || local.weekend || local.ofDay < 14 * 60 || local.ofDay >= 16 * 60) return []
  const { places, tree } = city
  const district = oneOf(chanceOf(city.seed, 'campaign', local.day), places.district)
  const chance = chanceOf(city.seed, 'campaign-minute', minute)
  const inside = (grid: number): boolean => {
    for (let node = grid; node >= 0; node = tree.parent(node)) if (node === district) return true
    return false
  }
  const births: Birth[] = []
  const count = howMany(chance, 0.5)
  for (let tries = 0; births.length < count && tries < 200; tries++) {
    const grid = oneOf(chance, places.grid)
    if (inside(grid))
      births.push({ minute, index: 700 + births.length, type, grid, origin: 'patrol', limitMinutes: 240, lateShare: 0.02 })
  }
  return births
}

/** The cases first heard of in one minute. FE4 */
export function birthsIn(city: DemoCity, minute: number): Birth[] {
  const local = localMinute(city.calendar, minute)
  const rate = FILED_A_GRID_A_DAY * city.places.grid.length * filedShare(local)
  const count = howMany(chanceOf(city.seed, 'births', minute), rate)
  const ordinary = Array.from({ length: Math.min(count, 499) }, (_, index) => ordinaryBirth(city, minute, index, local))
  return [...ordinary, ...floodBirths(city, minute, local), ...campaignBirths(city, minute, local)]
}
