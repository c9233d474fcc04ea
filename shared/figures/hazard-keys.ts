import type { CatalogueDimension } from '../domain/catalogue.ts'
import type { Hazard } from '../domain/hazard.ts'
import { hazardReading, isOwnSide, itemsOf, type StandingItem } from '../domain/hazard-items.ts'
import type { KeyDef } from './keys.ts'

/** What a key of a hazard is read from, and when it stands. */
export interface HazardPart {
  readonly code: string
  readonly item: StandingItem['item'] | 'low' | 'high'
  /** What the fold keeps it as. */
  readonly reading: string
  readonly freshSeconds: number
  readonly standing: StandingItem
  /** Shares: readings of all parts, in the catalogue's order. */
  readonly parts?: readonly string[] | undefined
}

type HazardKey = Partial<KeyDef> & Pick<KeyDef, 'base' | 'requires' | 'deepest'> & { readonly hazard: HazardPart }
const common = { requires: 'hazard' as const, window: 'now' as const }

function shareKeys({ code, shares }: Hazard, standing: StandingItem): HazardKey[] {
  if (!shares) return []
  const parts = shares.parts.map((part) => hazardReading(code, 'share', part.code))
  return parts.map((reading) => ({
    ...common,
    base: `x.${reading}`,
    cls: 'X',
    deepest: 'street',
    shape: 'rate',
    decimals: 2,
    source: shares.source,
    hazard: { code, item: 'share', reading, freshSeconds: shares.freshSeconds, standing, parts },
  }))
}

function bandKeys({ code, band }: Hazard, standing: StandingItem): HazardKey[] {
  if (!band) return []
  const { deepest, decimals, source, freshSeconds } = band
  return (['band', 'low', 'high'] as const).map((item) => {
    const reading = hazardReading(code, item)
    const hazard = { code, item, reading, freshSeconds, standing }
    return { ...common, base: reading, deepest, shape: 'real', decimals, source, hazard }
  })
}

function sideKeys({ code, pressure }: Hazard, standing: StandingItem): HazardKey[] {
  const item = standing.item === 'inbound' ? 'inbound' : 'internal'
  const side = pressure?.[item]
  if (!side || !isOwnSide(side)) return []
  const reading = hazardReading(code, item)
  const { source, decimals, freshSeconds, class: cls } = side
  const hazard: HazardPart = { code, item, reading, freshSeconds, standing }
  const own = { ...common, deepest: 'street' as const, source, hazard }
  if (cls === 'X') return [{ ...own, base: `x.${reading}`, cls, shape: 'count' }]
  return [{ ...own, base: reading, shape: 'real', decimals }]
}

/** The figures of a city's hazards, switched on or not: those that are off say so. HZ2 */
export function hazardKeys(hazards: readonly Hazard[] = []): HazardKey[] {
  return hazards.flatMap((hazard) =>
    itemsOf(hazard).flatMap((standing) => {
      if (standing.item === 'share') return shareKeys(hazard, standing)
      return standing.item === 'band' ? bandKeys(hazard, standing) : sideKeys(hazard, standing)
    }),
  )
}

/** How wider areas come by the numbers of hazards that were told of the areas below. */
export function hazardRollUps(hazards: readonly Hazard[] = []): Pick<CatalogueDimension, 'code' | 'rollUp'>[] {
  return hazards.flatMap(({ code, shares, pressure }) => [
    ...(shares?.parts ?? []).map((part) => ({ code: hazardReading(code, 'share', part.code), rollUp: 'sum' as const })),
    ...(['inbound', 'internal'] as const).flatMap((item) => {
      const side = pressure?.[item]
      return side && isOwnSide(side) ? [{ code: hazardReading(code, item), rollUp: side.rollUp }] : []
    }),
  ])
}
