import type { Catalogue, CatalogueDimension, CatalogueSource, CatalogueType } from '../../shared/domain/catalogue.ts'
import type { Hazard } from '../../shared/domain/hazard.ts'
import { itemsOf, type StandingItem } from '../../shared/domain/hazard-items.ts'
import type { EventKind } from '../../shared/domain/grid-event.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'

interface Dated {
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
}

/** Codes with the time they are valid: from the first day's start to the last day's end. */
export interface DatedCodes<T> {
  /** The item if the code is valid at the time (epoch ms). */
  at(code: string, t: number): T | undefined
  /** The item whatever its dates. */
  ever(code: string): T | undefined
}

/** A source with what the door asks of it for each event. */
export interface KnownSource {
  readonly source: CatalogueSource
  readonly kinds: ReadonlySet<EventKind>
  /** Epoch ms from which on nothing is taken; Infinity for no end. */
  readonly expires: number
}

/** One thing of a hazard that can be sent. */
export interface KnownHazard {
  readonly hazard: Hazard
  readonly standing: StandingItem
}

export interface CatalogueIndex {
  readonly sources: DatedCodes<KnownSource>
  readonly types: DatedCodes<CatalogueType>
  readonly dimensions: DatedCodes<CatalogueDimension>
  readonly measureTypes: DatedCodes<{ readonly class: PrivacyClass }>
  readonly categories: DatedCodes<{ readonly class: PrivacyClass }>
  readonly warningTypes: DatedCodes<unknown>
  readonly plans: DatedCodes<unknown>
  readonly reasons: DatedCodes<unknown>
  readonly units: DatedCodes<unknown>
  /** By the hazard's code and the item, `flood.band`. */
  readonly hazards: DatedCodes<KnownHazard>
}

/** Start of the city's day that holds a time, epoch milliseconds. */
export type DayStart = (ms: number) => number

const HALF_DAY_MS = 43_200_000
const DAY_AND_A_HALF_MS = 129_600_000

/** Rows by code, each with the days it is valid. */
export function datedCodes<T, R extends Dated>(
  rows: readonly R[],
  codeOf: (row: R) => string,
  item: (row: R) => T,
  dayStart: DayStart,
) {
  const known = new Map(
    rows.map((row) => {
      const from = row.validFrom ? dayStart(Date.parse(row.validFrom) + HALF_DAY_MS) : -Infinity
      const end = row.validTo ? dayStart(Date.parse(row.validTo) + DAY_AND_A_HALF_MS) : Infinity
      return [codeOf(row), { item: item(row), from, end }] as const
    }),
  )
  let lastCode = ''
  let last = known.get('')
  const codes: DatedCodes<T> = {
    at(code, t) {
      // Neighbours in a batch mostly name the same code.
      const entry = code === lastCode ? last : known.get(code)
      lastCode = code
      last = entry
      return entry && t >= entry.from && t < entry.end ? entry.item : undefined
    },
    ever: (code) => known.get(code)?.item,
  }
  return codes
}

/** Looks codes of the catalogue up at a time; days are the city's. EV6 */
export function createCatalogueIndex(catalogue: Catalogue, dayStart: DayStart): CatalogueIndex {
  const byCode = <R extends Dated & { readonly code: string }>(rows: readonly R[]) =>
    datedCodes(
      rows,
      (row) => row.code,
      (row) => row,
      dayStart,
    )
  return {
    sources: datedCodes(
      catalogue.sources,
      (row) => row.id,
      (source) => ({
        source,
        kinds: new Set<EventKind>([...source.kinds, 'alive', 'correction']),
        expires: source.expiresAt === undefined ? Infinity : Date.parse(source.expiresAt),
      }),
      dayStart,
    ),
    types: byCode(catalogue.types),
    dimensions: byCode(catalogue.dimensions),
    measureTypes: byCode(catalogue.measureTypes),
    categories: byCode(catalogue.serviceCategories),
    warningTypes: byCode(catalogue.warningTypes),
    plans: byCode(catalogue.plans),
    reasons: byCode(catalogue.reasons),
    units: byCode(catalogue.units),
    hazards: datedCodes(
      (catalogue.hazards ?? []).flatMap((hazard) =>
        itemsOf(hazard).map((standing) => ({
          ...standing,
          code: `${hazard.code}.${standing.item}`,
          known: { hazard, standing },
        })),
      ),
      (row) => row.code,
      (row) => row.known,
      dayStart,
    ),
  }
}
