import type { AlarmRules } from '../domain/alarm-rules.ts'
import type { CityCalendar } from '../domain/calendar.ts'

/** Whether a second lies in the night hours, from an hour of the city's clock up to another, over midnight where that is earlier. AL15 */
export function isNight(night: NonNullable<AlarmRules['night']>, calendar: CityCalendar, second: number): boolean {
  const { fromHour, toHour } = night
  const day = calendar.dayNumber(second)
  const [from, to] = [calendar.secondOf(day, fromHour), calendar.secondOf(day, toHour)]
  return fromHour <= toHour ? second >= from && second < to : second >= from || second < to
}
