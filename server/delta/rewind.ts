import type { Cell, SourceState } from '../../shared/figures/value-state.ts'
import type { ListedEvent } from '../aggregate/figures.ts'
import type { Published } from '../publish/published.ts'

/** What a cell showed at an earlier publication. */
export interface PastCell {
  readonly value: number
  readonly cell: Cell
}

/** All that changed since an earlier publication, with what was shown then. */
export interface Rewind {
  readonly base: number
  /** Node → key → what it showed. */
  readonly cells: ReadonlyMap<number, ReadonlyMap<number, PastCell>>
  readonly standings: ReadonlyMap<number, SourceState>
  readonly events: readonly ListedEvent[]
  readonly eventsLeftOut: number
  /** The list of events is not the one of then with `events` added. PB10 */
  readonly corrected: boolean
  /** Wall time, epoch ms, of the oldest commit behind `events`. */
  readonly committedWall: number | undefined
  /** First node that came since, −1 for none. */
  readonly grewFrom: number
}

/** Looks back from the newest publication to `base`; undefined when that is no longer kept, or not yet. DL7 */
export function rewind(published: Published, base: number): Rewind | undefined {
  const missing = published.seq - base
  if (missing < 0 || missing > published.recent.length) return undefined
  const since = missing === 0 ? [] : published.recent.slice(-missing)
  const cells = new Map<number, Map<number, PastCell>>()
  const standings = new Map<number, SourceState>()
  for (const { nodes, keys, before } of since)
    for (let i = 0; i < nodes.length; i += 1) {
      const [node, key] = [nodes[i] ?? 0, keys[i] ?? 0]
      const past = cells.get(node) ?? new Map<number, PastCell>()
      if (past.size === 0) cells.set(node, past)
      if (!past.has(key)) past.set(key, { value: before.values[i] ?? Number.NaN, cell: (before.cells[i] ?? 0) as Cell })
    }
  for (const { key, before } of since.flatMap((publication) => publication.standings))
    if (!standings.has(key)) standings.set(key, before)
  return {
    base,
    cells,
    standings,
    events: since.flatMap((publication) => publication.events),
    eventsLeftOut: since.reduce((sum, publication) => sum + publication.eventsLeftOut, 0),
    corrected: since.some((publication) => publication.corrected),
    committedWall: since.find((publication) => publication.committedWall !== undefined)?.committedWall,
    grewFrom: since.find((publication) => publication.grewFrom >= 0)?.grewFrom ?? -1,
  }
}
