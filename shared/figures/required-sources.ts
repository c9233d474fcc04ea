import type { CatalogueSource } from '../domain/catalogue.ts'
import type { KeyDef } from './keys.ts'

/** True where a figure's standing hangs on the source: its dimension's own, or any that may send the kind it counts. AG4 */
export function requiresSource({ source, requires }: Pick<KeyDef, 'source' | 'requires'>, by: CatalogueSource): boolean {
  if (source !== undefined) return by.id === source
  return requires === 'any' || by.kinds.includes(requires)
}
