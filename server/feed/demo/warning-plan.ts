import type { EventOf } from '../../../shared/domain/grid-event.ts'
import { rainIn } from './rain.ts'
import type { DayPlan, Planned } from './planned.ts'

const EXERCISE_AT = 10 * 60
const LAST_MINUTE = 1439

/** Relayed warnings: an exercise each morning, and on a day of heavy rain an alert, its update and its cancel. */
export const warningPlan: DayPlan = (city, { day }) => {
  const source = city.source('warning', 'meteo')
  const types = city.catalogue.warningTypes.map(({ code }) => code)
  const type = types.find((code) => code === 'rainstorm') ?? types[0]
  if (source === undefined || type === undefined) return []
  const base = { kind: 'warning' as const, source: source.id, node: city.root, type }
  const named = (suffix: string) => ({ id: `W${day}-${suffix}`, warningId: `W${day}-${suffix}` })
  const exercise: Planned = {
    ofDay: EXERCISE_AT,
    event: (occurredAt, later) => ({
      ...base,
      ...named('x'),
      occurredAt,
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
      ...named(suffix),
      occurredAt,
      status: 'actual',
      msgType,
      level: grade,
      expiresAt: later(rain.until - rain.from + 120),
      ...(msgType === 'alert' ? {} : { references: [`W${day}-1`, ...(msgType === 'cancel' ? [`W${day}-2`] : [])] }),
    })
  const middle = Math.floor((rain.from + rain.until) / 2)
  return [
    exercise,
    { ofDay: Math.max(0, rain.from - 40), event: real('1', 'alert', Math.min(4, level + 1)) },
    { ofDay: middle - 30, event: real('2', 'update', level) },
    { ofDay: Math.min(LAST_MINUTE, rain.until + 20), event: real('3', 'cancel', level) },
  ]
}
