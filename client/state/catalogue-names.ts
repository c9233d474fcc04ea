import { HAZARD_WORDS } from '../i18n/hazard-words.ts'
import type { CatalogueNames } from '../i18n/key-names.ts'
import type { CityFacts, HazardFacts, Named } from './city-facts.ts'

const joined = (a: Named, b: Named): Named => ({ zh: `${a.zh} · ${b.zh}`, en: `${a.en} · ${b.en}` })

/** Names of a hazard's figures by what the server keeps them as. */
function namesOfHazard({ code, name, band, shares, pressure }: HazardFacts): (readonly [reading: string, name: Named])[] {
  const under = (item: string, own: Named) => [`hazard.${code}.${item}`, joined(name, own)] as const
  return [
    ...(shares?.parts.map((part) => under(`share.${part.code}`, joined(shares.name, part.name))) ?? []),
    ...(band
      ? [
          under('band', band.name),
          under('low', joined(band.name, HAZARD_WORDS.low)),
          under('high', joined(band.name, HAZARD_WORDS.high)),
        ]
      : []),
    ...(pressure ? [under('inbound', pressure.inbound.name), under('internal', pressure.internal.name)] : []),
  ]
}

/** What the city's catalogue calls the things that keys are made of. */
export function catalogueNames(
  city: Pick<CityFacts, 'types' | 'families' | 'dimensions' | 'serviceCategories' | 'hazards'> | undefined,
): CatalogueNames {
  return {
    types: new Map(city?.types.map((type) => [type.code, type.name])),
    dimensions: new Map(city?.dimensions.map((dim) => [dim.code, dim.name])),
    families: new Map(city?.families.map(({ code, name }) => [code, name])),
    services: new Map(city?.serviceCategories.map(({ code, name }) => [code, name])),
    hazards: new Map(city?.hazards?.flatMap(namesOfHazard)),
  }
}
