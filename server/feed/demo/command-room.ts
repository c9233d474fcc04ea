import type { EventOf, GridEvent } from '../../../shared/domain/grid-event.ts'
import { chanceOf, oneOf, wholeBetween } from './chance.ts'
import type { DemoCity } from './demo-city.ts'
import { rainIn } from './rain.ts'
import { localMinute, type LocalMinute } from './rhythm.ts'

/** What a command room itself does on a day: duty, relayed warnings, responses, measures. Each at a set minute. */
interface Planned {
  readonly ofDay: number
  readonly event: (at: string, later: (minutes: number) => string) => GridEvent | undefined
}

const SHIFTS = [0, 8 * 60, 16 * 60]

function dutyPlan(city: DemoCity, { day }: LocalMinute): Planned[] {
  const source = city.source('duty', 'grid')
  if (source === undefined) return []
  return city.places.street.flatMap((street) =>
    SHIFTS.map((start, shift): Planned => {
      const chance = chanceOf(city.seed, 'duty', day, street, shift)
      const posts = wholeBetween(chance, 6, 24)
      const filled = Math.max(0, posts - (chance() < 0.12 ? wholeBetween(chance, 1, 2) : 0))
      const node = city.tree.code(street)
      return {
        ofDay: start + wholeBetween(chance, 0, 9),
        event: (occurredAt) => ({
          kind: 'duty',
          id: `U${day}-${node}-${shift}`,
          source: source.id,
          occurredAt,
          node,
          posts,
          filled,
        }),
      }
    }),
  )
}

function warningPlan(city: DemoCity, { day }: LocalMinute): Planned[] {
  const source = city.source('warning', 'meteo')
  const types = city.catalogue.warningTypes.map(({ code }) => code)
  const type = types.find((code) => code === 'rainstorm') ?? types[0]
  if (source === undefined || type === undefined) return []
  const base = { kind: 'warning' as const, source: source.id, node: city.root, type }
  const exercise: Planned = {
    ofDay: 10 * 60,
    event: (occurredAt, later) => ({
      ...base,
      id: `W${day}-x`,
      occurredAt,
      warningId: `W${day}-x`,
      status: 'exercise',
      msgType: 'alert',
      level: 3,
      expiresAt: later(30),
    }),
  }
  const rain = rainIn(city, day)
  const level = rain?.warningLevel
  if (rain === undefined || level === undefined) return [exercise]
  const real =
    (suffix: string, msgType: EventOf<'warning'>['msgType'], grade: number): Planned['event'] =>
    (occurredAt, later) => ({
      ...base,
      id: `W${day}-${suffix}`,
      occurredAt,
      warningId: `W${day}-${suffix}`,
      status: 'actual',
      msgType,
      level: grade,
      expiresAt: later(rain.until - rain.from + 120),
      ...(msgType === 'alert' ? {} : { references: [`W${day}-1`] }),
    })
  const middle = Math.floor((rain.from + rain.until) / 2)
  return [
    exercise,
    { ofDay: Math.max(0, rain.from - 40), event: real('1', 'alert', Math.min(4, level + 1)) },
    { ofDay: middle - 30, event: real('2', 'update', level) },
    {
      ofDay: Math.min(1439, rain.until + 20),
      event: (at, later) => ({
        ...(real('3', 'cancel', level)(at, later) as EventOf<'warning'>),
        references: [`W${day}-1`, `W${day}-2`],
      }),
    },
  ]
}

/** A gas alarm somewhere in the city: the reading, the case, the cordon, the response and its end. */
function gasPlan(city: DemoCity, { day }: LocalMinute): Planned[] {
  const chance = chanceOf(city.seed, 'gas', day)
  const begin = wholeBetween(chance, 8 * 60 + 30, 17 * 60)
  const grid = city.tree.code(oneOf(chance, city.places.grid))
  const gas = city.source('reading', 'gas')
  const cases = city.source('case', 'fire')
  const measures = city.source('measure', 'fire')
  const responses = city.source('response', 'emergency')
  const has = (list: readonly { readonly code: string }[], code: string) => list.some((entry) => entry.code === code)
  const type = city.caseTypes.find(({ code }) => code === 'event.0513')
  const plan: Planned[] = []
  const add = (after: number, event: Planned['event']) => plan.push({ ofDay: Math.min(1439, begin + after), event })
  if (gas && has(city.catalogue.dimensions, 'gas.concentration'))
    for (const [after, value] of [
      [0, 28],
      [4, 41],
      [12, 30],
      [30, 6],
      [45, 1],
    ] as const)
      add(after, (occurredAt) => ({
        kind: 'reading',
        id: `G${day}-${after}`,
        source: gas.id,
        occurredAt,
        node: grid,
        dimension: 'gas.concentration',
        value,
      }))
  if (cases && type)
    for (const [after, step] of [
      [1, 'reported'],
      [2, 'filed'],
      [3, 'dispatched'],
      [5, 'signed'],
      [42, 'handled'],
      [46, 'feedback'],
      [55, 'verified'],
      [58, 'closed'],
    ] as const)
      add(after, (occurredAt, later) => ({
        kind: 'case',
        id: `G${day}-${step}`,
        source: cases.id,
        occurredAt,
        node: grid,
        caseId: `G${day}`,
        step,
        type: type.code,
        origin: 'sensor',
        ...(step === 'dispatched' ? { dueAt: later(60), supervised: true, ...unitOf(city) } : {}),
      }))
  if (measures && has(city.catalogue.measureTypes, 'area-cordon'))
    for (const [after, action] of [
      [8, 'imposed'],
      [50, 'released'],
    ] as const)
      add(after, (occurredAt, later) => ({
        kind: 'measure',
        id: `G${day}-m-${action}`,
        source: measures.id,
        occurredAt,
        node: grid,
        measureId: `G${day}-m`,
        action,
        measureType: 'area-cordon',
        ...(action === 'imposed' ? { reviewBy: later(120) } : {}),
      }))
  const plans = city.catalogue.plans.map(({ code }) => code)
  if (responses && plans[0] !== undefined)
    for (const [after, action] of [
      [6, 'started'],
      [60, 'ended'],
    ] as const)
      add(after, (occurredAt) => ({
        kind: 'response',
        id: `G${day}-r-${action}`,
        source: responses.id,
        occurredAt,
        node: grid,
        responseId: `G${day}-r`,
        plan: plans.find((code) => code.includes('gas')) ?? plans[0] ?? '',
        level: 4,
        action,
      }))
  return plan
}

function unitOf(city: DemoCity): { unit?: string } {
  const unit = city.catalogue.units[0]?.code
  return unit === undefined ? {} : { unit }
}

/** Closures and works: imposed on one day, reviewed or released on a later one. */
function measurePlan(city: DemoCity, { day }: LocalMinute): Planned[] {
  const source = city.source('measure', 'governance', 'emergency')
  const types = city.catalogue.measureTypes.filter((type) => type.class === 'T')
  if (source === undefined || types.length === 0) return []
  const one = (born: number, index: number): Planned | undefined => {
    const chance = chanceOf(city.seed, 'measure', born, index)
    const measureType = oneOf(chance, types).code
    const node = city.tree.code(oneOf(chance, city.places.grid))
    const measureId = `N${born}-${index}`
    const lasts = wholeBetween(chance, 0, 3)
    const begin = wholeBetween(chance, 7 * 60, 11 * 60)
    const end = wholeBetween(chance, 12 * 60, 21 * 60)
    const forgotten = chance() < 0.12
    const base = { kind: 'measure' as const, source: source.id, node, measureId, measureType }
    const reviewAfter = lasts * 1440 + (end - begin) + 60
    if (born === day)
      return {
        ofDay: begin,
        event: (occurredAt, later) => ({
          ...base,
          id: `${measureId}-i`,
          occurredAt,
          action: 'imposed',
          reviewBy: later(forgotten ? 300 : reviewAfter),
        }),
      }
    return undefined
  }
  const release = (born: number, index: number): Planned | undefined => {
    const chance = chanceOf(city.seed, 'measure', born, index)
    const measureType = oneOf(chance, types).code
    const node = city.tree.code(oneOf(chance, city.places.grid))
    const measureId = `N${born}-${index}`
    const lasts = wholeBetween(chance, 0, 3)
    wholeBetween(chance, 7 * 60, 11 * 60)
    const ofDay = wholeBetween(chance, 12 * 60, 21 * 60)
    if (chance() < 0.12 || born + lasts !== day) return undefined
    return {
      ofDay,
      event: (occurredAt) => ({
        kind: 'measure',
        source: source.id,
        node,
        measureId,
        measureType,
        id: `${measureId}-r`,
        occurredAt,
        action: 'released',
      }),
    }
  }
  const indexes = Array.from({ length: 8 }, (_, index) => index)
  return [
    ...indexes.flatMap((index) => one(day, index) ?? []),
    ...[0, 1, 2, 3].flatMap((back) => indexes.flatMap((index) => release(day - back, index) ?? [])),
  ]
}

/** Something no catalogue knows, twice a day: it belongs in the tray. */
function strangerPlan(city: DemoCity, { day }: LocalMinute): Planned[] {
  const source = city.source('case', 'chengguan')
  if (source === undefined) return []
  return [9 * 60 + 20, 15 * 60 + 5].map((ofDay, index) => ({
    ofDay,
    event: (occurredAt) => {
      const node = city.tree.code(oneOf(chanceOf(city.seed, 'stranger', day, index), city.places.grid))
      return {
        kind: 'case',
        id: `T${day}-${index}`,
        source: source.id,
        occurredAt,
        node,
        caseId: `T${day}-${index}`,
        step: 'reported',
        type: 'trial.9901',
      }
    },
  }))
}

const kept = new WeakMap<DemoCity, { readonly day: number; readonly byMinute: ReadonlyMap<number, readonly Planned[]> }>()

function planOf(city: DemoCity, local: LocalMinute): Map<number, Planned[]> {
  const byMinute = new Map<number, Planned[]>()
  const plans = [dutyPlan, warningPlan, gasPlan, measurePlan, strangerPlan].flatMap((plan) => plan(city, local))
  for (const planned of plans) byMinute.set(planned.ofDay, [...(byMinute.get(planned.ofDay) ?? []), planned])
  return byMinute
}

/** What the room's day brings in one minute. */
export function roomEventsIn(city: DemoCity, minute: number): GridEvent[] {
  const local = localMinute(city.calendar, minute)
  let today = kept.get(city)
  if (today?.day !== local.day) {
    today = { day: local.day, byMinute: planOf(city, local) }
    kept.set(city, today)
  }
  return (today.byMinute.get(local.ofDay) ?? []).flatMap(({ event }, index) => {
    const second = (index * 7) % 60
    const at = (minutes: number) => new Date(((minute + minutes) * 60 + second) * 1000).toISOString()
    return event(at(0), at) ?? []
  })
}
