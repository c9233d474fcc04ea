import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { Hazard } from '../../shared/domain/hazard.ts'
import { isOwnSide, itemsOf } from '../../shared/domain/hazard-items.ts'

/** What is wrong with a hazard and where: a JSON pointer into the catalogue. */
export interface HazardFault {
  readonly at: string
  readonly message: string
}

function sideFaults({ pressure }: Hazard, at: string, isThing: (key: string) => boolean): HazardFault[] {
  return (['inbound', 'internal'] as const).flatMap((name) => {
    const side = pressure?.[name]
    if (!side || isOwnSide(side) || isThing(side.figure)) return []
    return [{ at: `${at}/pressure/${name}/figure`, message: `"${side.figure}" is no published figure of class T of this city` }]
  })
}

function partFaults({ shares }: Hazard, at: string): HazardFault[] {
  const codes = shares?.parts.map(({ code }) => code) ?? []
  return new Set(codes).size === codes.length ? [] : [{ at: `${at}/shares/parts`, message: 'two parts have the same code' }]
}

/** Hazards with a code twice, a source that did not agree to send them, a part twice, a figure that is not there. HZ1 */
export function hazardFaults({ hazards = [], sources }: Catalogue, isThing: (key: string) => boolean): HazardFault[] {
  const agreed = new Set(sources.filter(({ kinds }) => kinds.includes('hazard')).map(({ id }) => id))
  return hazards.flatMap((hazard, i) => {
    const at = `/hazards/${i}`
    const twice = hazards.some(({ code }, j) => j < i && code === hazard.code)
    return [
      ...(twice ? [{ at: `${at}/code`, message: 'another hazard has this code' }] : []),
      ...itemsOf(hazard).flatMap(({ item, source }) =>
        agreed.has(source) ? [] : [{ at, message: `${item}: source "${source}" is not registered with the kind "hazard"` }],
      ),
      ...partFaults(hazard, at),
      ...sideFaults(hazard, at, isThing),
    ]
  })
}
