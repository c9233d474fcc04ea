import type { CityCalendar } from './calendar.ts'
import type { Limit, WorkCalendar } from './work-calendar.ts'

const HOUR_MS = 3_600_000
/** A search for working time that finds none for so long gives up. */
const MOST_DAYS = 4_000
/** Shares of a day are whole within this, so that 0.1 + 0.9 days end a day. */
const WHOLE = 1e-9

/** A stretch of office time. */
type Session = readonly [from: number, to: number]

/** Working time in one district: every clock is a coordinate that never runs back, so limits add up exactly. WC1 */
export interface WorkClock {
  /** When a limit that begins at `start` is over: the first moment at which all of it has passed; epoch ms. NaN where no time is worked. */
  due(start: number, limit: Limit): number
  /** How much of a clock passes between two moments, 0 where `to` is not later. In the clock's own unit: hours or working days. */
  between(from: number, to: number, clock: Limit['clock']): number
  /** Whether the holidays of the year that holds the moment are known; else only weekends are free. */
  knows(moment: number): boolean
}

interface WorkDay {
  /** In order; epoch ms. */
  readonly sessions: readonly Session[]
  /** Office ms in the day. */
  readonly length: number
}

const dayNumberOf = (day: string) => Date.parse(`${day}T00:00:00Z`) / 86_400_000
const hourOf = (time: string) => Number(time.slice(0, 2)) + Number(time.slice(3)) / 60

function dayKinds(years: WorkCalendar['years']) {
  const free = new Set<number>()
  const worked = new Set<number>()
  for (const { holidays, makeUpDays } of years) {
    for (const { from, to } of holidays) for (let day = dayNumberOf(from); day <= dayNumberOf(to); day++) free.add(day)
    for (const day of makeUpDays) worked.add(dayNumberOf(day))
  }
  return (day: number): boolean => {
    if (worked.has(day)) return true
    const weekday = (day + 4) % 7
    return weekday !== 0 && weekday !== 6 && !free.has(day)
  }
}

/** Whether a dated entry holds on a day (both ends inclusive) and in a district. */
export function holds(
  entry: {
    readonly validFrom?: string | undefined
    readonly validTo?: string | undefined
    readonly districts?: readonly string[] | undefined
  },
  day: string,
  district: string,
): boolean {
  const dated = (entry.validFrom ?? '') <= day && day <= (entry.validTo ?? '9999')
  return dated && (entry.districts === undefined || entry.districts.includes(district))
}

class DistrictClock implements WorkClock {
  readonly #city: CityCalendar
  readonly #isWorked: (day: number) => boolean
  readonly #sessionsOf: (day: number) => readonly Session[]
  readonly #years: ReadonlySet<number>
  readonly #days = new Map<number, WorkDay>()

  constructor(calendar: WorkCalendar, city: CityCalendar, district: string) {
    this.#city = city
    this.#isWorked = dayKinds(calendar.years)
    this.#years = new Set(calendar.years.map(({ year }) => year))
    this.#sessionsOf = (day) => {
      const name = city.dayName(day)
      const hours = calendar.officeHours.findLast((entry) => holds(entry, name, district))
      const moment = (time: string) => city.secondOf(day, hourOf(time)) * 1000
      return (hours?.sessions ?? []).map(([from, to]) => [moment(from), moment(to)] as const)
    }
  }

  #day(number: number): WorkDay {
    const known = this.#days.get(number)
    if (known) return known
    const sessions = this.#isWorked(number) ? this.#sessionsOf(number) : []
    const day = { sessions, length: sessions.reduce((sum, [from, to]) => sum + to - from, 0) }
    if (this.#days.size > MOST_DAYS) this.#days.clear()
    this.#days.set(number, day)
    return day
  }

  #dayNumber(ms: number): number {
    return this.#city.dayNumber(Math.floor(ms / 1000))
  }

  /** Office ms of the day that have passed by a moment. */
  #passed({ sessions }: WorkDay, ms: number): number {
    let sum = 0
    for (const [from, to] of sessions) sum += Math.max(0, Math.min(ms, to) - from)
    return sum
  }

  /** The first moment of the day at which so much office time has passed, `office` > 0. */
  #reach({ sessions }: WorkDay, office: number): number {
    let left = office
    for (const [from, to] of sessions) {
      if (left <= to - from) return from + left
      left -= to - from
    }
    return Number.NaN
  }

  #dueHours(start: number, hours: number): number {
    let left = Math.round(hours * HOUR_MS)
    const first = this.#dayNumber(start)
    for (let number = first; number < first + MOST_DAYS; number++) {
      const day = this.#day(number)
      const passed = number === first ? this.#passed(day, start) : 0
      if (day.length - passed >= left && day.length > 0) return this.#reach(day, passed + left)
      left -= day.length - passed
    }
    return Number.NaN
  }

  #dueDays(start: number, days: number): number {
    let left = days
    const first = this.#dayNumber(start)
    for (let number = first; number < first + MOST_DAYS; number++) {
      const day = this.#day(number)
      if (day.length === 0) continue
      const gone = number === first ? this.#passed(day, start) / day.length : 0
      if (1 - gone >= left - WHOLE) return this.#reach(day, Math.round(Math.min(1, gone + left) * day.length))
      left -= 1 - gone
    }
    return Number.NaN
  }

  due(start: number, { amount, clock }: Limit): number {
    if (clock === 'hours') return start + Math.round(amount * HOUR_MS)
    return clock === 'workHours' ? this.#dueHours(start, amount) : this.#dueDays(start, amount)
  }

  between(from: number, to: number, clock: Limit['clock']): number {
    if (to <= from) return 0
    if (clock === 'hours') return (to - from) / HOUR_MS
    let sum = 0
    const last = Math.min(this.#dayNumber(to), this.#dayNumber(from) + MOST_DAYS)
    for (let number = this.#dayNumber(from); number <= last; number++) {
      const day = this.#day(number)
      if (day.length === 0) continue
      const office = this.#passed(day, to) - this.#passed(day, from)
      sum += clock === 'workHours' ? office : office / day.length
    }
    return clock === 'workHours' ? sum / HOUR_MS : sum
  }

  knows(moment: number): boolean {
    return this.#years.has(Number(this.#city.dayName(this.#dayNumber(moment)).slice(0, 4)))
  }
}

/** The working-time clock of one district, by its node code. Pure but for a cache. WC1 */
export function createWorkClock(calendar: WorkCalendar, city: CityCalendar, district: string): WorkClock {
  return new DistrictClock(calendar, city, district)
}
