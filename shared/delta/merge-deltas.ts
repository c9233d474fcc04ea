import type { ChangedCells, Delta, KeyStanding } from './delta.ts'
import { scopeId } from './delta.ts'

/** Two deltas that do not touch cannot become one; the screen must ask again. DL3 */
export class DeltaGapError extends Error {}

function lastStanding(first: readonly KeyStanding[], second: readonly KeyStanding[]): readonly KeyStanding[] {
  const byKey = new Map<number, KeyStanding>()
  for (const standing of [...first, ...second]) byKey.set(standing.key, standing)
  return [...byKey.values()]
}

/** Cells of both, each once; the second's value stands. */
function lastCells(first: ChangedCells, second: ChangedCells): ChangedCells {
  const at = new Map<number, readonly [ChangedCells, number]>()
  for (const part of [first, second])
    for (let i = 0; i < part.rows.length; i += 1) at.set((part.rows[i] ?? 0) * 65536 + (part.keys[i] ?? 0), [part, i])
  const picked = [...at.values()]
  return {
    rows: Uint32Array.from(picked, ([part, i]) => part.rows[i] ?? 0),
    keys: Uint16Array.from(picked, ([part, i]) => part.keys[i] ?? 0),
    values: Float64Array.from(picked, ([part, i]) => part.values[i] ?? Number.NaN),
    cells: Uint8Array.from(picked, ([part, i]) => part.cells[i] ?? 0),
  }
}

/** Two deltas that follow each other as one with the same effect. Throws `DeltaGapError` on a gap. DL4 */
export function mergeDeltas(first: Delta, second: Delta): Delta {
  if (first.epoch !== second.epoch || first.seq !== second.base || scopeId(first.scope) !== scopeId(second.scope))
    throw new DeltaGapError(`delta ends at ${first.epoch}/${first.seq}, the next begins at ${second.epoch}/${second.base}`)
  return {
    ...second,
    base: first.base,
    nodes: [...first.nodes, ...second.nodes],
    changed: lastCells(first.changed, second.changed),
    standings: lastStanding(first.standings, second.standings),
    events: [...first.events, ...second.events],
    eventsLeftOut: first.eventsLeftOut + second.eventsLeftOut,
    committedWall: first.committedWall ?? second.committedWall,
  }
}
