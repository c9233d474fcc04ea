/** The windows that follow the city's calendar. */
export type CalendarSpanName = 'day' | 'month' | 'shift' | 'period'

/** Half-open range of epoch seconds. */
export interface Span {
  readonly start: number
  readonly end: number
}

/** The city's days, duty days, months and assessment periods, in its own zone. FD2 */
export interface CityCalendar {
  /** The span of that name which holds the second. */
  span(name: CalendarSpanName, second: number): Span
  /** Number of the local date that holds the second: days since 1970-01-01. */
  dayNumber(second: number): number
  /** YYYY-MM-DD of a day number. */
  dayName(dayNumber: number): string
  /** First second whose local wall time is at or after that hour of the day; hours may be fractions. */
  secondOf(dayNumber: number, hour: number): number
}

export interface CalendarOptions {
  /** IANA name, e.g. `Asia/Shanghai`. */
  readonly timezone: string
  /** Local hour at which the duty day begins. */
  readonly shiftStartHour: number
  /** Day of month, 1–28, at which the assessment period begins. */
  readonly periodStartDay: number
}

const DAY_MS = 86_400_000
const DAY_S = 86_400
/** Days in a row that a fold of late events touches; older answers are computed again. */
const CACHED_DAYS = 64

/** Local wall time minus UTC at a second, in seconds. */
function zoneOffset(timezone: string): (second: number) => number {
  const format = new Intl.DateTimeFormat('en-US', {
    timeZone: timezone,
    calendar: 'iso8601',
    numberingSystem: 'latn',
    hourCycle: 'h23',
    year: 'numeric',
    month: 'numeric',
    day: 'numeric',
    hour: 'numeric',
    minute: 'numeric',
    second: 'numeric',
  })
  return (second) => {
    const field: Record<string, number> = {}
    for (const part of format.formatToParts(second * 1000)) field[part.type] = Number(part.value)
    const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second: s = 0 } = field
    return Date.UTC(year, month - 1, day, hour, minute, s) / 1000 - second
  }
}

interface CachedDay extends Span {
  readonly number: number
}

/** Days of the zone with a most-recent-first cache, because almost every question is about today. */
function localDays(offset: (second: number) => number) {
  /** First second whose local wall time is at or after the given one; exact across daylight changes. */
  const secondOf = (dayNumber: number, hour: number): number => {
    const wall = dayNumber * DAY_S + hour * 3600
    const candidates = [wall - offset(wall - DAY_S), wall - offset(wall + DAY_S)].sort((a, b) => a - b)
    return candidates.find((second) => second + offset(second) >= wall) ?? candidates[1] ?? wall
  }
  const cached: CachedDay[] = []
  const dayOf = (second: number): CachedDay => {
    for (let i = 0; i < cached.length; i++) {
      const day = cached[i] as CachedDay
      if (second >= day.start && second < day.end) return day
    }
    const number = Math.floor((second + offset(second)) / DAY_S)
    const day = { number, start: secondOf(number, 0), end: secondOf(number + 1, 0) }
    cached.unshift(day)
    cached.length = Math.min(cached.length, CACHED_DAYS)
    return day
  }
  return { secondOf, dayOf }
}

function monthStart(dayNumber: number, startDay: number, monthsOn: number): number {
  const date = new Date(dayNumber * DAY_MS)
  const back = date.getUTCDate() < startDay ? 1 : 0
  return Date.UTC(date.getUTCFullYear(), date.getUTCMonth() - back + monthsOn, startDay) / DAY_MS
}

/** Builds the calendar of one city. Pure but for a cache; throws `RangeError` on an unknown zone. */
export function createCalendar(options: CalendarOptions): CityCalendar {
  const { secondOf, dayOf } = localDays(zoneOffset(options.timezone))
  const months = (second: number, startDay: number): Span => {
    const today = dayOf(second).number
    return { start: secondOf(monthStart(today, startDay, 0), 0), end: secondOf(monthStart(today, startDay, 1), 0) }
  }
  const shift = (second: number): Span => {
    const today = dayOf(second).number
    const start = secondOf(today, options.shiftStartHour)
    const first = second >= start ? today : today - 1
    return { start: secondOf(first, options.shiftStartHour), end: secondOf(first + 1, options.shiftStartHour) }
  }
  const compute: Record<CalendarSpanName, (second: number) => Span> = {
    day: dayOf,
    month: (second) => months(second, 1),
    shift,
    period: (second) => months(second, options.periodStartDay),
  }
  const last: Partial<Record<CalendarSpanName, Span>> = {}
  return {
    span(name, second) {
      const known = last[name]
      if (known && second >= known.start && second < known.end) return known
      const { start, end } = compute[name](second)
      return (last[name] = { start, end })
    },
    dayNumber: (second) => dayOf(second).number,
    secondOf,
    dayName: (dayNumber) => new Date(dayNumber * DAY_MS).toISOString().slice(0, 10),
  }
}
