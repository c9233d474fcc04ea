import type { CatalogueSource } from '../../shared/domain/catalogue.ts'
import type { SourceState } from '../../shared/figures/value-state.ts'
import type { Published } from '../publish/published.ts'
import type { NeedsSource } from './figure-sources.ts'

const silent = (state: SourceState) => state === 'late' || state === 'stale'

/**
 * Figures, each named once without its window, that need a source standing so and are late or stale themselves: what
 * its silence costs, and nothing else. AG4
 */
export function spoiledFigures(source: CatalogueSource, state: SourceState, published: Published, needs: NeedsSource): string[] {
  if (!silent(state)) return []
  const spoiled = published.keys.filter((def, key) => silent(published.standing(key).state) && needs(def, source))
  return [...new Set(spoiled.map(({ base }) => base))]
}
