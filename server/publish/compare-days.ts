import type { CityCalendar } from '../../shared/domain/calendar.ts'
import { lunarYearBefore } from '../../shared/domain/lunar-day.ts'
import type { Published } from './published.ts'

const DAY_S = 86_400

/** Closed days of one area by name, the first of the log, and from which on this area's are kept. */
interface Days {
  readonly counts: ReadonlyMap<string, number | undefined>
  readonly first: string
  readonly from: string
}

/** A count of today and of yesterday until this time of day; null where yesterday is not wholly on record. */
export interface DayBeside {
  readonly today: number | null
  readonly yesterdaySoFar: number | null
}

/** Names of the days that yesterday is compared with. */
export interface ComparedDays {
  readonly yesterday: string
  readonly weekBefore: string
  readonly yearBefore: string
  readonly lunarYearBefore: string
}

/** The days that stand beside the day of a clock second. */
export function comparedDays(calendar: CityCalendar, second: number): ComparedDays {
  const yesterday = calendar.dayNumber(second) - 1
  const name = calendar.dayName(yesterday)
  const yearBefore = `${Number(name.slice(0, 4)) - 1}${name.slice(4)}`
  return {
    yesterday: name,
    weekBefore: calendar.dayName(yesterday - 7),
    yearBefore,
    lunarYearBefore: calendar.dayName(lunarYearBefore(yesterday)),
  }
}

/**
 * Compares counts of class T by day, from published figures alone. The first day on record may have begun before the log did,
 * so it is never compared with; nor is a day that had no 24 hours, because `.h24` would not end at the same time of day. PB12
 */
export class DayComparer {
  readonly #published: Published
  readonly #calendar: CityCalendar
  readonly #keys: { readonly day: number; readonly h24: number; readonly name: string }

  /** Undefined for a key that is no T count with the windows `.day` and `.h24`. */
  static of(published: Published, calendar: CityCalendar, key: string): DayComparer | undefined {
    const def = published.keys.find((candidate) => candidate.key === key && candidate.cls === 'T' && candidate.window === 'day')
    const sliding = published.keys.findIndex(({ base, window, cls }) => base === def?.base && window === 'h24' && cls === 'T')
    if (def === undefined || sliding < 0) return undefined
    return new DayComparer(published, calendar, { day: published.keys.indexOf(def), h24: sliding, name: key })
  }

  private constructor(published: Published, calendar: CityCalendar, keys: { day: number; h24: number; name: string }) {
    this.#published = published
    this.#calendar = calendar
    this.#keys = keys
  }

  /** Today beside yesterday until this time of day. */
  soFar(node: number): DayBeside {
    const keys = this.#keys
    const today = this.#number(keys.day, node)
    const last24 = this.#number(keys.h24, node)
    const day = this.#calendar.dayNumber(this.#published.asOf)
    const yesterday = this.closed(node, this.#calendar.dayName(day - 1))
    if (today === null || last24 === null || yesterday === null || !this.#evenDays()) return { today, yesterdaySoFar: null }
    return { today, yesterdaySoFar: yesterday - (last24 - today) }
  }

  /** The count of a closed day; null where the day is not wholly on record. */
  closed(node: number, name: string): number | null {
    const { counts, first, from } = this.#daysOf(node)
    if (name <= first || first === '' || name < from) return null
    return counts.get(name) ?? 0
  }

  #daysOf(node: number): Days {
    const days = this.#published.closedDays(this.#keys.name, node) ?? []
    const root = node === 0 ? days : (this.#published.closedDays(this.#keys.name, 0) ?? [])
    return { counts: new Map(days), first: root[0]?.[0] ?? '', from: days[0]?.[0] ?? '' }
  }

  #number(key: number, node: number): number | null {
    const v = this.#published.value(key, node)
    return Number.isNaN(v) ? null : v
  }

  #evenDays(): boolean {
    const today = this.#calendar.span('day', this.#published.asOf)
    const before = this.#calendar.span('day', today.start - 1)
    return today.end - today.start === DAY_S && before.end - before.start === DAY_S
  }
}
