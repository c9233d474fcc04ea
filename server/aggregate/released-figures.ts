import type { KeyDef } from '../../shared/figures/keys.ts'
import type { PersonReleases } from '../fold/person-releases.ts'
import type { KeyReader } from './key-reader.ts'

const UNMET = 'service.unmet.'

/** How a figure of persons is read as it was released, 0 where it is hidden; undefined for figures of class T. PR1 */
export function releasedReader(releases: PersonReleases, { cls, base, window, hazard }: KeyDef): KeyReader | undefined {
  if (cls === 'T') return undefined
  if (hazard) return (node) => releases.hazard(hazard, node)
  const counted = base.slice(2)
  if (counted.startsWith(UNMET)) return (node) => releases.unmet(counted.slice(UNMET.length), node)
  if (window !== 'day' && window !== 'month' && window !== 'all') throw new Error(`${base}.${window} is not released`)
  return (node) => releases.released(cls, counted as 'events' | 'cases.reported' | 'cases.closed' | 'tray', node, window)
}
