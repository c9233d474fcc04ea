const formats = new Map<string, Intl.DateTimeFormat>()

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone) ?? new Intl.DateTimeFormat('en-US', { timeZone: zone, timeZoneName: 'longOffset' })
  formats.set(zone, known)
  return known
}

/** Epoch ms of a local wall time given as if it were UTC, by the zone's own words for its offset; NaN stays NaN. */
export function zonedTime(asUtc: number, zone: string): number {
  if (Number.isNaN(asUtc)) return asUtc
  const offset = (ms: number) => {
    const text =
      formatOf(zone)
        .formatToParts(ms)
        .find(({ type }) => type === 'timeZoneName')?.value ?? ''
    const [, sign = '+', hours = '0', minutes = '0'] = /GMT([+-])(\d\d):(\d\d)/.exec(text) ?? []
    return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000
  }
  return asUtc - offset(asUtc - offset(asUtc))
}
