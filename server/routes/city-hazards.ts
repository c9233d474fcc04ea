import type { Hazard } from '../../shared/domain/hazard.ts'
import { itemsOf, standsOn } from '../../shared/domain/hazard-items.ts'

/** The hazards of a pack whole, each with what of it stands on a day (YYYY-MM-DD). HZ1 HZ2 */
export function describeHazards(hazards: readonly Hazard[], day: string): object[] {
  return hazards.map((hazard) => {
    const standing = itemsOf(hazard).flatMap((item) => (standsOn(item, day) ? [item.item] : []))
    const pressed = standsOn({ ...hazard, on: hazard.adoptedBy !== undefined && hazard.pressure?.on === true }, day)
    return { ...hazard, standing: pressed ? [...standing, 'pressure'] : standing }
  })
}
