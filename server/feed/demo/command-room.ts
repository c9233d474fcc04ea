import type { GridEvent } from '../../../shared/domain/grid-event.ts'
import { chanceOf, oneOf, wholeBetween } from './chance.ts'
import type { DemoCity } from './demo-city.ts'
import { gasAlarmPlan } from './gas-alarm.ts'
import { measurePlan } from './measure-plan.ts'
import type { DayPlan, Planned } from './planned.ts'
import { localMinute, type LocalMinute } from './rhythm.ts'
import { warningPlan } from './warning-plan.ts'

const SHIFTS = [0, 8 * 60, 16 * 60]
/** Nothing of this name is in any catalogue: it belongs in the tray. */
const UNKNOWN_TYPE = 'trial.9901'

/** Posts and who is there, street by street at the beginning of each shift. */
const dutyPlan: DayPlan = (city, { day }) => {
  const source = city.source('duty', 'grid')
  if (source === undefined) return []
  return city.places.street.flatMap((street) =>
    SHIFTS.map((start, shift): Planned => {
      const chance = chanceOf(city.seed, 'duty', day, street, shift)
      const posts = wholeBetween(chance, 6, 24)
      const filled = posts - (chance() < 0.12 ? wholeBetween(chance, 1, 2) : 0)
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

/** Twice a day something comes that no catalogue knows. */
const strangerPlan: DayPlan = (city, { day }) => {
  const source = city.source('case', 'chengguan')
  if (source === undefined) return []
  return [9 * 60 + 20, 15 * 60 + 5].map((ofDay, index) => {
    const node = city.tree.code(oneOf(chanceOf(city.seed, 'stranger', day, index), city.places.grid))
    const id = `T${day}-${index}`
    return {
      ofDay,
      event: (occurredAt) => ({
        kind: 'case',
        id,
        source: source.id,
        occurredAt,
        node,
        caseId: id,
        step: 'reported',
        type: UNKNOWN_TYPE,
      }),
    }
  })
}

const PLANS: readonly DayPlan[] = [dutyPlan, warningPlan, gasAlarmPlan, measurePlan, strangerPlan]
const kept = new WeakMap<DemoCity, { readonly day: number; readonly byMinute: ReadonlyMap<number, readonly Planned[]> }>()

function planOf(city: DemoCity, local: LocalMinute): Map<number, Planned[]> {
  const byMinute = new Map<number, Planned[]>()
  for (const planned of PLANS.flatMap((plan) => plan(city, local))) {
    const list = byMinute.get(planned.ofDay)
    if (list) list.push(planned)
    else byMinute.set(planned.ofDay, [planned])
  }
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
