const ZERO = 48
const DAY_MS = 86_400_000
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

let cachedDay = -1
let cachedDayMs = 0

/** Number of `count` digits from `from`; −1 if one of them is not a digit. */
function digits(text: string, from: number, count: number): number {
  let value = 0
  for (let i = from; i < from + count; i++) {
    const digit = text.charCodeAt(i) - ZERO
    if (!(digit >= 0 && digit <= 9)) return -1
    value = value * 10 + digit
  }
  return value
}

/** Start of a UTC day; NaN if the calendar has no such day. Events of one day cost one look at the calendar. */
function dayMs(year: number, month: number, day: number): number {
  const key = year * 10_000 + month * 100 + day
  if (key === cachedDay) return cachedDayMs
  if (month < 1 || month > 12 || day < 1 || day > (MONTH_DAYS[month - 1] ?? 0)) return NaN
  const ms = Date.UTC(year, month - 1, day)
  if (new Date(ms).getUTCDate() !== day || year < 1000) return NaN
  cachedDay = key
  cachedDayMs = ms
  return ms
}

/** Offset in milliseconds of `Z` or `±hh:mm` that fills the text from `at`; NaN otherwise. */
function offsetMs(text: string, at: number): number {
  const sign = text.charCodeAt(at)
  if (sign === 90) return text.length === at + 1 ? 0 : NaN
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58) return NaN
  const hours = digits(text, at + 1, 2)
  const minutes = digits(text, at + 4, 2)
  if (hours < 0 || hours > 15 || minutes < 0 || minutes > 59) return NaN
  return (sign === 43 ? 1 : -1) * (hours * 60 + minutes) * 60_000
}

/**
 * Epoch milliseconds of an ISO 8601 time with offset (`2024-05-01T08:30[:15[.123]](Z|±hh:mm)`), NaN if it is none.
 * Digits beyond milliseconds are cut, never rounded up into the next second. EV3
 */
export function readIsoTime(text: string): number {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== 84) return NaN
  if (text.charCodeAt(13) !== 58) return NaN
  const hour = digits(text, 11, 2)
  const minute = digits(text, 14, 2)
  if (hour < 0 || hour > 23 || minute < 0 || minute > 59) return NaN
  let at = 16
  let ms = (hour * 60 + minute) * 60_000
  if (text.charCodeAt(16) === 58) {
    const second = digits(text, 17, 2)
    if (second < 0 || second > 59) return NaN
    ms += second * 1000
    at = 19
    if (text.charCodeAt(19) === 46) {
      let scale = 100
      const first = ++at
      for (let digit = text.charCodeAt(at) - ZERO; digit >= 0 && digit <= 9; digit = text.charCodeAt(++at) - ZERO) {
        ms += Math.floor(scale) * digit
        scale /= 10
      }
      if (at === first) return NaN
    }
  }
  return dayMs(digits(text, 0, 4), digits(text, 5, 2), digits(text, 8, 2)) + ms - offsetMs(text, at)
}

/** The 15 minutes or the day that holds `ms`, as its start. Offsets of a zone are whole quarters of an hour. */
export function floorTo(ms: number, grainMs: number): number {
  return Math.floor(ms / grainMs) * grainMs
}

export function ceilTo(ms: number, grainMs: number): number {
  return Math.ceil(ms / grainMs) * grainMs
}

export { DAY_MS }
