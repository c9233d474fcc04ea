import type { CatalogueSource } from '../../../shared/domain/catalogue.ts'
import type { CaseStep } from '../../../shared/domain/grid-event.ts'
import { chanceOf, oneOf, wholeBetween } from './chance.ts'
import type { DayPlan, Planned } from './planned.ts'

const CONCENTRATION = [
  [0, 28],
  [4, 41],
  [12, 30],
  [30, 6],
  [45, 1],
] as const
const STEPS: readonly (readonly [number, CaseStep])[] = [
  [1, 'reported'],
  [2, 'filed'],
  [3, 'dispatched'],
  [5, 'signed'],
  [42, 'handled'],
  [46, 'feedback'],
  [55, 'verified'],
  [58, 'closed'],
]
const CORDON = [
  [8, 'imposed'],
  [50, 'released'],
] as const
const RESPONSE = [
  [6, 'started'],
  [60, 'ended'],
] as const

/** Where and when it happens; minutes count from its beginning. */
interface Scene {
  readonly name: string
  readonly node: string
  readonly add: (after: number, event: Planned['event']) => void
}

function readings({ name, node, add }: Scene, source: CatalogueSource): void {
  for (const [after, value] of CONCENTRATION)
    add(after, (occurredAt) => ({
      kind: 'reading',
      id: `${name}-${after}`,
      source: source.id,
      occurredAt,
      node,
      dimension: 'gas.concentration',
      value,
    }))
}

function walk({ name, node, add }: Scene, source: CatalogueSource, unit: string | undefined): void {
  for (const [after, step] of STEPS)
    add(after, (occurredAt, later) => ({
      kind: 'case',
      id: `${name}-${step}`,
      source: source.id,
      occurredAt,
      node,
      caseId: name,
      step,
      type: 'event.0513',
      origin: 'sensor',
      ...(step === 'dispatched' ? { dueAt: later(60), supervised: true, ...(unit === undefined ? {} : { unit }) } : {}),
    }))
}

function cordon({ name, node, add }: Scene, source: CatalogueSource): void {
  const base = { kind: 'measure' as const, source: source.id, node, measureId: `${name}-m`, measureType: 'area-cordon' }
  for (const [after, action] of CORDON)
    add(after, (occurredAt, later) => ({
      ...base,
      id: `${name}-m-${action}`,
      occurredAt,
      action,
      ...(action === 'imposed' ? { reviewBy: later(120) } : {}),
    }))
}

function response({ name, node, add }: Scene, source: CatalogueSource, plan: string): void {
  for (const [after, action] of RESPONSE)
    add(after, (occurredAt) => ({
      kind: 'response',
      id: `${name}-r-${action}`,
      source: source.id,
      occurredAt,
      node,
      responseId: `${name}-r`,
      plan,
      level: 4,
      action,
    }))
}

/** One gas alarm a day somewhere in the city: the sensor, the case, the cordon, the response and its end. */
export const gasAlarmPlan: DayPlan = (city, { day }) => {
  const chance = chanceOf(city.seed, 'gas', day)
  const begin = wholeBetween(chance, 8 * 60 + 30, 17 * 60)
  const plan: Planned[] = []
  const scene: Scene = {
    name: `G${day}`,
    node: city.tree.code(oneOf(chance, city.places.grid)),
    add: (after, event) => plan.push({ ofDay: begin + after, event }),
  }
  const { catalogue } = city
  const knows = (list: readonly { readonly code: string }[], code: string) => list.some((entry) => entry.code === code)
  const [gas, fire, rescue] = [city.source('reading', 'gas'), city.source('case', 'fire'), city.source('response', 'emergency')]
  const measures = city.source('measure', 'fire')
  const plans = catalogue.plans.map(({ code }) => code)
  const played = plans.find((code) => code.includes('gas')) ?? plans[0]
  if (gas && knows(catalogue.dimensions, 'gas.concentration')) readings(scene, gas)
  if (fire && knows(catalogue.types, 'event.0513')) walk(scene, fire, city.units[0]?.code)
  if (measures && knows(catalogue.measureTypes, 'area-cordon')) cordon(scene, measures)
  if (rescue && played !== undefined) response(scene, rescue, played)
  return plan
}
