/** A day of the Chinese calendar. */
export interface LunarDay {
  /** The lunar year, by the Gregorian year it begins in. */
  readonly year: number
  /** 1 to 12. */
  readonly month: number
  /** A month put in after the one of its number (闰月). */
  readonly leap: boolean
  /** 1 to 30. */
  readonly day: number
}

const DAY_MS = 86_400_000
/** A lunar year has twelve months or thirteen, of 29 or 30 days: so many days back may the same day lie. */
const DAYS_BACK = [353, 354, 355, 383, 384, 385] as const

const FORMAT = new Intl.DateTimeFormat('en-u-ca-chinese-nu-latn', {
  timeZone: 'UTC',
  year: 'numeric',
  month: 'numeric',
  day: 'numeric',
})

/** The lunar day of a Gregorian one; `dayNumber` counts days since 1970-01-01, as `CityCalendar` does. */
export function lunarDay(dayNumber: number): LunarDay {
  const field: Record<string, string> = {}
  for (const { type, value } of FORMAT.formatToParts(dayNumber * DAY_MS)) field[type] = value
  const { relatedYear = '', month = '', day = '' } = field
  return { year: Number(relatedYear), month: Number.parseInt(month, 10), leap: month.endsWith('bis'), day: Number(day) }
}

/**
 * The number of the same lunar day a year before: of a leap month the plain one where that year had no such leap, of a 30th
 * the 29th where that month was short. PB12
 */
export function lunarYearBefore(dayNumber: number): number {
  const of = lunarDay(dayNumber)
  const found = DAYS_BACK.map((back) => ({ number: dayNumber - back, on: lunarDay(dayNumber - back) })).filter(
    ({ on }) => on.year === of.year - 1 && on.month === of.month && on.day <= of.day,
  )
  const same = found.filter(({ on }) => on.leap === of.leap)
  const [last] = (same.length > 0 ? same : found).sort((a, b) => b.on.day - a.on.day)
  if (last === undefined) throw new RangeError(`day ${dayNumber} has no lunar day a year before`)
  return last.number
}
