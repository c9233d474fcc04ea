import type { ScopeReader } from './wall-state.ts'

/** One level below a node, counted from published columns alone. */
export interface LevelTally {
  readonly units: number
  /** Units with a patrol assigned, and of these the ones where at least one has been done. */
  readonly patrolled: number
  readonly reached: number
  /** Units with at least one open case. */
  readonly busy: number
  /** Units at each tier, 1 … 5; index 0 counts those without one. */
  readonly tiers: readonly number[]
}

interface Parents {
  readonly length: number
  readonly rows: Int32Array
}
const parents = new WeakMap<ScopeReader['nodes'], Parents>()

/** Row of each node's parent, −1 at the top. */
function parentRows(reader: ScopeReader): Int32Array {
  const known = parents.get(reader.nodes)
  if (known?.length === reader.nodes.length) return known.rows
  const rows = Int32Array.from(reader.nodes, (node) => (node.parent === '' ? -1 : reader.rowOf(node.parent)))
  parents.set(reader.nodes, { length: rows.length, rows })
  return rows
}

/** Tells the rows at or below one row; any order of rows. */
export function rowsInside(reader: ScopeReader, top: number): (row: number) => boolean {
  const up = parentRows(reader)
  const known = new Uint8Array(up.length) // 0 not asked, 1 inside, 2 outside
  known[top] = 1
  const path: number[] = []
  for (let row = 0; row < up.length; row += 1) {
    let at = row
    while (at >= 0 && known[at] === 0) {
      path.push(at)
      at = up[at] ?? -1
    }
    const answer = at >= 0 && known[at] === 1 ? 1 : 2
    for (const passed of path) known[passed] = answer
    path.length = 0
  }
  return (row) => known[row] === 1
}

/** Counts units by level below a node, index = level. Linear in the scope's nodes; callers keep the answer per `seq`. */
export function tallyLevels(reader: ScopeReader, code: string, levels: number): readonly LevelTally[] {
  const tallies = Array.from({ length: levels }, () => ({
    units: 0,
    patrolled: 0,
    reached: 0,
    busy: 0,
    tiers: [0, 0, 0, 0, 0, 0],
  }))
  const top = reader.rowOf(code)
  if (top < 0) return tallies
  const inside = rowsInside(reader, top)
  const coverage = reader.column('checks.coverage')
  const open = reader.column('cases.open')
  const tier = reader.column('tier')
  reader.nodes.forEach((node, row) => {
    const tally = tallies[node.level]
    if (!inside(row) || row === top || tally === undefined) return
    tally.units += 1
    const share = coverage?.[row] ?? NaN
    if (!Number.isNaN(share)) tally.patrolled += 1
    if (share > 0) tally.reached += 1
    if ((open?.[row] ?? 0) > 0) tally.busy += 1
    const at = tier?.[row] ?? NaN
    const n = at >= 1 && at <= 5 ? at : 0
    tally.tiers[n] = (tally.tiers[n] ?? 0) + 1
  })
  return tallies
}

/** `tallyLevels` that counts again only when the scope moved to another publication or another node is asked. */
export function levelTallies(): (reader: ScopeReader, code: string, levels: number) => readonly LevelTally[] {
  let held: { reader: ScopeReader; seq: number; code: string; tallies: readonly LevelTally[] } | undefined
  return (reader, code, levels) => {
    if (held?.reader !== reader || held.seq !== reader.seq || held.code !== code)
      held = { reader, seq: reader.seq, code, tallies: tallyLevels(reader, code, levels) }
    return held.tallies
  }
}
