import { Value } from '@sinclair/typebox/value'
import { CATALOGUE, type Catalogue } from '../../shared/domain/catalogue.ts'
import type { EventLog, PendingEntry } from '../log/event-log.ts'

/** What a run adds to its city's catalogue: the types, sources and units a recorded feed brings. */
export type CatalogueAdditions = Pick<Catalogue, 'types' | 'sources' | 'units'>

interface CatalogueAct extends CatalogueAdditions {
  readonly act: 'catalogue'
}

function isCatalogueAct(value: unknown): value is CatalogueAct {
  const { act, types, sources, units } = (value ?? {}) as Partial<Record<keyof CatalogueAct, unknown>>
  return (
    act === 'catalogue' &&
    Value.Check(CATALOGUE.properties.types, types) &&
    Value.Check(CATALOGUE.properties.sources, sources) &&
    Value.Check(CATALOGUE.properties.units, units)
  )
}

/** The catalogue with what is not in it yet; the pack's own entries stand. */
export function withAdditions(catalogue: Catalogue, { types, sources, units }: CatalogueAdditions): Catalogue {
  const codes = new Set(catalogue.types.map(({ code }) => code))
  const ids = new Set(catalogue.sources.map(({ id }) => id))
  const unitCodes = new Set(catalogue.units.map(({ code }) => code))
  return {
    ...catalogue,
    types: [...catalogue.types, ...types.filter(({ code }) => !codes.has(code))],
    sources: [...catalogue.sources, ...sources.filter(({ id }) => !ids.has(id))],
    units: [...catalogue.units, ...units.filter(({ code }) => !unitCodes.has(code))],
  }
}

/** The pack's catalogue with every addition the log holds, in the order they were made. */
export function catalogueOf(pack: Catalogue, log: Pick<EventLog, 'acts'>): Catalogue {
  let catalogue = pack
  for (const { body } of log.acts()) {
    const act: unknown = JSON.parse(Buffer.from(body).toString())
    if (isCatalogueAct(act)) catalogue = withAdditions(catalogue, act)
  }
  return catalogue
}

/** Writes what is new to the log, before the fold is built on it; answers the catalogue that holds from then on. */
export async function recordAdditions(
  catalogue: Catalogue,
  additions: CatalogueAdditions,
  log: EventLog,
  clockSecond: number,
): Promise<Catalogue> {
  const whole = withAdditions(catalogue, additions)
  const types = whole.types.slice(catalogue.types.length)
  const sources = whole.sources.slice(catalogue.sources.length)
  const units = whole.units.slice(catalogue.units.length)
  if (types.length + sources.length + units.length === 0) return catalogue
  const act: CatalogueAct = { act: 'catalogue', types, sources, units }
  const entry: PendingEntry = {
    kind: 'act',
    count: 1,
    at: clockSecond,
    prints: new Uint8Array(0),
    body: Buffer.from(JSON.stringify(act)),
  }
  await log.append([entry])
  return whole
}
