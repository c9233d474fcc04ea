import { cityTime } from '../../i18n/times.ts'

/** Minutes of the city's own clock, whatever the device's says. SC-K5 */
export interface CityMinutes {
  /** Since 1970; goes on over midnight and over any change of zone. */
  readonly steady: number
  /** Of the city's day. */
  readonly ofDay: number
}

/** `clock`: epoch seconds, 0 before the server was heard. */
export function cityMinutes(clock: number, timezone: string): CityMinutes {
  if (clock === 0) return { steady: 0, ofDay: 0 }
  const [hour = 0, minute = 0] = cityTime('en', timezone)
    .minute(clock * 1000)
    .split(':')
    .map(Number)
  return { steady: Math.floor(clock / 60), ofDay: hour * 60 + minute }
}
