import type { CatalogueSource } from '../../shared/domain/catalogue.ts'
import type { EventKind } from '../../shared/domain/grid-event.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'
import { isWithin } from '../../shared/domain/role.ts'
import type { CityTree } from '../city/city-tree.ts'
import { Fault } from './fault.ts'

const CLASS_NOT_AGREED = new Fault('class-not-agreed', '/type', 'the register agrees no events of this class for this source')
const LEVEL_NOT_AGREED = new Fault(
  'level-not-agreed',
  '/node',
  'finer than the register agrees for this source; name the area above',
)

/** Kinds that carry nothing of a place: signs of life, and what takes an event back. */
const ALWAYS: ReadonlySet<EventKind> = new Set(['alive', 'correction'])

/**
 * Why the register of sources does not cover an event of a class at a node; undefined where it does. `node` −1: an area
 * that does not exist yet. EV15
 */
export function disagreement(
  { agreed }: CatalogueSource,
  { kind, cls }: { readonly kind: EventKind; readonly cls: PrivacyClass },
  node: number,
  tree: CityTree,
): Fault | undefined {
  if (agreed === undefined || ALWAYS.has(kind)) return undefined
  const deepest = agreed[cls]
  if (deepest === undefined) return CLASS_NOT_AGREED
  const role = node < 0 ? undefined : tree.levels[tree.level(node)]?.role
  return role === undefined || isWithin(role, deepest) ? undefined : LEVEL_NOT_AGREED
}
