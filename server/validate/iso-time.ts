const ZERO = 48
/** Where the digits after the point of the seconds begin. */
const FRACTION = 20
const MONTH_DAYS = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]

let cachedDay = -1
let cachedDayMs = 0

/** The two digits at `at` as a number; NaN if they are none. */
function two(text: string, at: number): number {
  const tens = text.charCodeAt(at) - ZERO
  const ones = text.charCodeAt(at + 1) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/** Start of a UTC day; NaN if the calendar has no such day. Events of one day cost one look at the calendar. */
function dayMs(year: number, month: number, day: number): number {
  const key = year * 10_000 + month * 100 + day
  if (key === cachedDay) return cachedDayMs
  if (!(month >= 1 && month <= 12 && day >= 1 && day <= (MONTH_DAYS[month - 1] ?? 0) && year >= 1000)) return NaN
  const ms = Date.UTC(year, month - 1, day)
  if (new Date(ms).getUTCDate() !== day) return NaN
  cachedDay = key
  cachedDayMs = ms
  return ms
}

/** Offset in milliseconds of `Z` or `±hh:mm` that fills the text from `at`; NaN otherwise. */
function offsetMs(text: string, at: number): number {
  const sign = text.charCodeAt(at)
  if (sign === 90) return text.length === at + 1 ? 0 : NaN
  if ((sign !== 43 && sign !== 45) || text.length !== at + 6 || text.charCodeAt(at + 3) !== 58) return NaN
  const hours = two(text, at + 1)
  const minutes = two(text, at + 4)
  if (!(hours <= 15 && minutes <= 59)) return NaN
  return (sign === 43 ? 1 : -1) * (hours * 60 + minutes) * 60_000
}

/**
 * Epoch milliseconds of an ISO 8601 time with offset (`2024-05-01T08:30[:15[.123]](Z|±hh:mm)`), NaN if it is none.
 * Digits beyond milliseconds are cut, never rounded up into the next second. EV3
 */
export function readIsoTime(text: string): number {
  if (text.charCodeAt(4) !== 45 || text.charCodeAt(7) !== 45 || text.charCodeAt(10) !== 84) return NaN
  if (text.charCodeAt(13) !== 58) return NaN
  const hour = two(text, 11)
  const minute = two(text, 14)
  if (!(hour <= 23 && minute <= 59)) return NaN
  let ms = (hour * 60 + minute) * 60_000
  let at = 16
  if (text.charCodeAt(16) === 58) {
    const second = two(text, 17)
    if (!(second <= 59)) return NaN
    ms += second * 1000
    at = 19
    if (text.charCodeAt(19) === 46) {
      at = fractionEnd(text)
      if (at < 0) return NaN
      ms += fractionMs(text, at)
    }
  }
  return dayMs(two(text, 0) * 100 + two(text, 2), two(text, 5), two(text, 8)) + ms - offsetMs(text, at)
}

/** As `two`, of bytes. */
function pair(bytes: Uint8Array, at: number): number {
  const tens = (bytes[at] as number) - ZERO
  const ones = (bytes[at + 1] as number) - ZERO
  return tens >= 0 && tens <= 9 && ones >= 0 && ones <= 9 ? tens * 10 + ones : NaN
}

/**
 * As `readIsoTime` for the bytes of `YYYY-MM-DDThh:mm:ss[.mmm](Z|±hh:mm)`; NaN for any other form too. The bytes go
 * on for a while after `to`. EV3
 */
export function readIsoBytes(bytes: Uint8Array, from: number, to: number): number {
  const dashes = bytes[from + 4] === 45 && bytes[from + 7] === 45 && bytes[from + 10] === 84
  if (!dashes || bytes[from + 13] !== 58 || bytes[from + 16] !== 58) return NaN
  const hour = pair(bytes, from + 11)
  const minute = pair(bytes, from + 14)
  const second = pair(bytes, from + 17)
  if (!(hour <= 23 && minute <= 59 && second <= 59)) return NaN
  let ms = ((hour * 60 + minute) * 60 + second) * 1000
  let at = from + 19
  if (bytes[at] === 46) {
    ms += pair(bytes, at + 1) * 10 + pair(bytes, at + 2) - 10 * ((bytes[at + 2] as number) - ZERO)
    at += 4
  }
  const day = dayMs(pair(bytes, from) * 100 + pair(bytes, from + 2), pair(bytes, from + 5), pair(bytes, from + 8))
  if (bytes[at] === 90 && at + 1 === to) return day + ms
  const sign = bytes[at] === 43 ? 1 : -1
  if ((sign < 0 && bytes[at] !== 45) || at + 6 !== to || bytes[at + 3] !== 58) return NaN
  const [hours, minutes] = [pair(bytes, at + 1), pair(bytes, at + 4)]
  return hours <= 15 && minutes <= 59 ? day + ms - sign * (hours * 60 + minutes) * 60_000 : NaN
}

/** Where the digits after the point of the seconds end; −1 if there are none. */
function fractionEnd(text: string): number {
  let at = FRACTION
  while (text.charCodeAt(at) >= ZERO && text.charCodeAt(at) <= ZERO + 9) at++
  return at === FRACTION ? -1 : at
}

function fractionMs(text: string, end: number): number {
  const tenths = text.charCodeAt(FRACTION) - ZERO
  const hundredths = end > FRACTION + 1 ? text.charCodeAt(FRACTION + 1) - ZERO : 0
  const thousandths = end > FRACTION + 2 ? text.charCodeAt(FRACTION + 2) - ZERO : 0
  return tenths * 100 + hundredths * 10 + thousandths
}

/** The 15 minutes or the day that holds `ms`, as its start. Offsets of a zone are whole quarters of an hour. */
export function floorTo(ms: number, grainMs: number): number {
  return Math.floor(ms / grainMs) * grainMs
}

export function ceilTo(ms: number, grainMs: number): number {
  return Math.ceil(ms / grainMs) * grainMs
}
