import type { EventOf, GridEvent } from '../../../shared/domain/grid-event.ts'
import { chanceOf, wholeBetween } from './chance.ts'
import type { DemoCity } from './demo-city.ts'
import { localMinute } from './rhythm.ts'

/** A round takes this many days; each day its share of the homes is assigned and walked. */
const ROUND_DAYS = 30
/** One stairwell in so many is checked in a round; every compound is. */
const STAIRWELL_SHARE = 10
const ASSIGNED_FROM = 7 * 60
const ASSIGNED_MINUTES = 40
const OVERDUE_AT = 21 * 60

interface Visit {
  readonly node: number
  readonly assigned: number
  /** Minute of the day at which it is done; undefined: not today. */
  readonly done: number | undefined
}

const kept = new WeakMap<DemoCity, { readonly day: number; readonly byMinute: ReadonlyMap<number, readonly GridEvent[]> }>()

function visitsOf(city: DemoCity, day: number): Visit[] {
  const { compound, stairwell } = city.places
  const turn = ((day % ROUND_DAYS) + ROUND_DAYS) % ROUND_DAYS
  const visits: Visit[] = []
  const visit = (node: number) => {
    const chance = chanceOf(city.seed, 'visit', day, node)
    const assigned = ASSIGNED_FROM + wholeBetween(chance, 0, ASSIGNED_MINUTES - 1)
    const late = chance() < 0.025
    visits.push({ node, assigned, done: late ? undefined : wholeBetween(chance, 8 * 60, 20 * 60) })
  }
  for (let i = turn; i < compound.length; i += ROUND_DAYS) visit(compound[i] ?? 0)
  if (stairwell !== compound)
    for (let i = turn * STAIRWELL_SHARE; i < stairwell.length; i += ROUND_DAYS * STAIRWELL_SHARE) visit(stairwell[i] ?? 0)
  return visits
}

function dayOfVisits(city: DemoCity, source: string, day: number, midnight: number): Map<number, GridEvent[]> {
  const byMinute = new Map<number, GridEvent[]>()
  const round = `R${Math.floor(day / ROUND_DAYS)}`
  const put = (ofDay: number, node: number, state: EventOf<'check'>['state']) => {
    const minute = midnight + ofDay
    const code = city.tree.code(node)
    const second = chanceOf(city.seed, 'visit-second', day, node, ofDay)
    const occurredAt = new Date((minute * 60 + wholeBetween(second, 0, 59)) * 1000).toISOString()
    const event: GridEvent = { kind: 'check', id: `C${day}-${code}-${state}`, source, occurredAt, node: code, round, state }
    const list = byMinute.get(minute)
    if (list) list.push(event)
    else byMinute.set(minute, [event])
  }
  for (const { node, assigned, done } of visitsOf(city, day)) {
    put(assigned, node, 'assigned')
    if (done === undefined) put(OVERDUE_AT, node, 'overdue')
    else put(done, node, 'done')
  }
  return byMinute
}

/** The checks of one minute: assigned in the morning, walked through the day, what is left is overdue in the evening. */
export function checksIn(city: DemoCity, minute: number): readonly GridEvent[] {
  const source = city.source('check', 'grid')
  if (source === undefined) return []
  const { day, ofDay } = localMinute(city.calendar, minute)
  let today = kept.get(city)
  if (today?.day !== day) {
    today = { day, byMinute: dayOfVisits(city, source.id, day, minute - ofDay) }
    kept.set(city, today)
  }
  return today.byMinute.get(minute) ?? []
}
