import { DateTime } from 'luxon'

/** How the times of a file are written. */
export interface TimeWords {
  readonly timezone: string
  /** Luxon patterns, tried in order; ISO 8601 before them. */
  readonly patterns: readonly string[]
  readonly ignoreZone: boolean
}

const ISO_START = /^\d{4}-\d{2}-\d{2}(?:[T ]|$)/
const WRITTEN_ZONE = /\s*(?:Z|[+-]\d{2}(?::?\d{2})?)$/i
const QUARTER_MS = 900_000
const DAY_MS = 86_400_000
const UTC = { zone: 'utc', locale: 'en-US' } as const

/**
 * Instant of a local time, both epoch ms (the local one as if it were UTC). A time in a daylight gap
 * moves forward by the gap. A day that begins and ends with one offset has it throughout; on the others
 * each quarter hour is asked once.
 */
function createZoneReader(timezone: string): (local: number) => number {
  const offsets = new Map<number, number>()
  const offsetAt = (local: number): number => {
    let offset = offsets.get(local)
    if (offset === undefined) {
      offset = local - DateTime.fromMillis(local, UTC).setZone(timezone, { keepLocalTime: true }).toMillis()
      offsets.set(local, offset)
    }
    return offset
  }
  return (local) => {
    const day = Math.floor(local / DAY_MS) * DAY_MS
    const offset = offsetAt(day)
    if (offset === offsetAt(day + DAY_MS)) return local - offset
    return local - offsetAt(Math.floor(local / QUARTER_MS) * QUARTER_MS)
  }
}

function createIsoReader(ignoreZone: boolean, instantOf: (local: number) => number): (text: string) => number {
  return (text) => {
    const zone = text.length > 10 ? WRITTEN_ZONE.exec(text) : null
    const local = DateTime.fromISO((zone ? text.slice(0, zone.index) : text).replace(' ', 'T'), UTC)
    if (!local.isValid) return Number.NaN
    if (!zone || ignoreZone) return instantOf(local.toMillis())
    return DateTime.fromISO(text.slice(0, zone.index).replace(' ', 'T') + zone[0].trim(), UTC).toMillis()
  }
}

/** Reads the times of a file into epoch ms; NaN where neither ISO 8601 nor a pattern fits. FE8 */
export function createTimeReader({ timezone, patterns, ignoreZone }: TimeWords): (text: string) => number {
  const instantOf = createZoneReader(timezone)
  const readIso = createIsoReader(ignoreZone, instantOf)
  const parsers = patterns.map((pattern) => ({
    parser: DateTime.buildFormatParser(pattern, { locale: 'en-US' }),
    hasZone: !ignoreZone && /[zZ]/.test(pattern.replace(/'[^']*'/g, '')),
  }))
  return (text) => {
    const iso = ISO_START.test(text) ? readIso(text) : Number.NaN
    if (!Number.isNaN(iso)) return iso
    for (const { parser, hasZone } of parsers) {
      const time = DateTime.fromFormatParser(text, parser, { ...UTC, setZone: !hasZone })
      if (time.isValid) return hasZone ? time.toMillis() : instantOf(time.toMillis() + time.offset * 60_000)
    }
    return Number.NaN
  }
}
