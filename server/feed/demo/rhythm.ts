import type { CityCalendar } from '../../../shared/domain/calendar.ts'

/** What of the city's own time the feed goes by. */
export interface LocalMinute {
  /** Days since 1970-01-01 of the local date. */
  readonly day: number
  /** 0–1439. */
  readonly ofDay: number
  readonly weekend: boolean
}

/** The local date and minute that an epoch minute falls into. */
export function localMinute(calendar: CityCalendar, minute: number): LocalMinute {
  const second = minute * 60
  const day = calendar.dayNumber(second)
  const { start } = calendar.span('day', second)
  return { day, ofDay: Math.floor((second - start) / 60), weekend: (day + 4) % 7 === 0 || (day + 4) % 7 === 6 }
}

/** Weight of each hour for filed work: quiet nights, peaks at 9–11 and 14–17 (domain A7). Sums to 24. */
const FILED = [
  0.12, 0.08, 0.06, 0.06, 0.1, 0.25, 0.6, 1.2, 1.9, 2.7, 2.8, 1.7, 1.0, 1.4, 2.4, 2.5, 2.3, 1.3, 0.8, 0.6, 0.45, 0.3, 0.2, 0.18,
]
/** The same for what residents ask for themselves: evenings count. */
const ASKED = [
  0.15, 0.1, 0.06, 0.05, 0.08, 0.2, 0.5, 1.0, 1.7, 2.2, 2.2, 1.5, 1.1, 1.3, 1.9, 2.0, 1.9, 1.6, 1.5, 1.5, 1.1, 0.7, 0.4, 0.26,
]

function weight(hours: readonly number[], ofDay: number): number {
  const hour = Math.floor(ofDay / 60)
  const next = hours[(hour + 1) % 24] ?? 1
  const here = hours[hour] ?? 1
  return here + ((next - here) * (ofDay % 60)) / 60
}

/** Share of a day's filed work that falls into this minute; a weekend day brings 62 % of a working day. */
export function filedShare({ ofDay, weekend }: LocalMinute): number {
  return ((weekend ? 0.62 : 1) * weight(FILED, ofDay)) / (24 * 60)
}

/** Share of a day's requests that falls into this minute; weekends bring 85 %. */
export function askedShare({ ofDay, weekend }: LocalMinute): number {
  return ((weekend ? 0.85 : 1) * weight(ASKED, ofDay)) / (24 * 60)
}
