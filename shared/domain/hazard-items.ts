import type { Hazard, HazardItem, HazardSide, OwnSide } from './hazard.ts'

/** True where a side brings a figure of its own. */
export function isOwnSide(side: HazardSide): side is OwnSide {
  return !('figure' in side)
}

/** What a source may send for a hazard, with the days on which it stands; both included. */
export interface StandingItem {
  readonly item: HazardItem
  readonly cls: 'T' | 'X'
  readonly source: string
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
  /** It is switched on and a document adopts it. */
  readonly on: boolean
}

const earlier = (a: string | undefined, b: string | undefined) => (a === undefined || (b !== undefined && b < a) ? b : a)

/** Everything a hazard of the catalogue can be sent. HZ2 */
export function itemsOf({ adoptedBy, validFrom, validTo, shares, band, pressure }: Hazard): readonly StandingItem[] {
  const adopted = adoptedBy !== undefined
  const sides = pressure ? (['inbound', 'internal'] as const).map((item) => ({ item, side: pressure[item] })) : []
  return [
    ...(shares
      ? [
          {
            item: 'share' as const,
            cls: 'X' as const,
            source: shares.source,
            validFrom,
            validTo: earlier(validTo, shares.sunset),
            on: adopted && shares.on === true,
          },
        ]
      : []),
    ...(band
      ? [
          {
            item: 'band' as const,
            cls: 'T' as const,
            source: band.source,
            validFrom,
            validTo: earlier(validTo, band.sunset),
            on: adopted && band.on === true,
          },
        ]
      : []),
    ...sides.flatMap(({ item, side }) =>
      isOwnSide(side)
        ? [{ item, cls: side.class, source: side.source, validFrom, validTo, on: adopted && pressure?.on === true }]
        : [],
    ),
  ]
}

type Dated = Pick<StandingItem, 'on' | 'validFrom' | 'validTo'>

/** True where something of a hazard stands on a day (YYYY-MM-DD). */
export function standsOn({ on, validFrom, validTo }: Dated, day: string): boolean {
  return on && (validFrom === undefined || validFrom <= day) && (validTo === undefined || day <= validTo)
}

/** Name under which the fold keeps a number of a hazard: its key without the prefix of its class. */
export function hazardReading(code: string, item: HazardItem | 'low' | 'high', part?: string): string {
  return `hazard.${code}.${item}${part === undefined ? '' : `.${part}`}`
}
