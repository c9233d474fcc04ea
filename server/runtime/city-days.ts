import { DateTime } from 'luxon'

/** Start of the city's day that holds a moment; both epoch ms. Days of 23 and 25 hours included. */
export function createDayStart(timezone: string): (ms: number) => number {
  let [start, end] = [0, 0]
  return (ms) => {
    if (ms >= start && ms < end) return start
    const day = DateTime.fromMillis(ms, { zone: timezone }).startOf('day')
    start = day.toMillis()
    end = day.plus({ days: 1 }).toMillis()
    return start
  }
}
