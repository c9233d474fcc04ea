import type { ScopeReader } from './wall-state.ts'

/** One level below a node, counted from published columns alone. */
export interface LevelTally {
  readonly units: number
  /** Units with a patrol assigned, and of these the ones where at least one has been done. */
  readonly patrolled: number
  readonly reached: number
  /** Units with at least one open case; undefined where no source tells of cases. */
  readonly busy: number | undefined
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

/** By row 1 at or below one row, 2 elsewhere; any order of rows. */
function placesUnder(reader: ScopeReader, top: number): Uint8Array {
  const up = parentRows(reader)
  const known = new Uint8Array(up.length)
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
  return known
}

/** Tells the rows at or below one row. */
export function rowsInside(reader: ScopeReader, top: number): (row: number) => boolean {
  const known = placesUnder(reader, top)
  return (row) => known[row] === 1
}

interface Below {
  readonly length: number
  readonly top: number
  /** Rows below the top one, and the level of each: they stay the same from publication to publication. */
  readonly rows: Int32Array
  readonly levels: Uint8Array
}
const below = new WeakMap<ScopeReader['nodes'], Below>()

function rowsBelow(reader: ScopeReader, top: number): Below {
  const { nodes } = reader
  const known = below.get(nodes)
  if (known?.top === top && known.length === nodes.length) return known
  const places = placesUnder(reader, top)
  const rows = Int32Array.from(nodes.keys()).filter((row) => places[row] === 1 && row !== top)
  const made = { length: nodes.length, top, rows, levels: Uint8Array.from(rows, (row) => nodes[row]?.level ?? 0) }
  below.set(nodes, made)
  return made
}

/** Counts units by level below a node, index = level. Linear in the units below it; callers keep the answer per `seq`. */
export function tallyLevels(reader: ScopeReader, code: string, levels: number): readonly LevelTally[] {
  const open = reader.column('cases.open')
  const tallies = Array.from({ length: levels }, () => ({
    units: 0,
    patrolled: 0,
    reached: 0,
    busy: open === undefined ? undefined : 0,
    tiers: [0, 0, 0, 0, 0, 0],
  }))
  const top = reader.rowOf(code)
  if (top < 0) return tallies
  const coverage = reader.column('checks.coverage')
  const tier = reader.column('tier')
  const { rows, levels: levelOf } = rowsBelow(reader, top)
  for (let n = 0; n < rows.length; n += 1) {
    const tally = tallies[levelOf[n] ?? 0]
    if (tally === undefined) continue
    const row = rows[n] ?? 0
    tally.units += 1
    const share = coverage?.[row] ?? NaN
    if (!Number.isNaN(share)) tally.patrolled += 1
    if (share > 0) tally.reached += 1
    if (tally.busy !== undefined && (open?.[row] ?? 0) > 0) tally.busy += 1
    const at = tier?.[row] ?? NaN
    const band = at >= 1 && at <= 5 ? at : 0
    tally.tiers[band] = (tally.tiers[band] ?? 0) + 1
  }
  return tallies
}

/** `tallyLevels` that counts again only when the scope moved to another publication, or another node or a finer level is asked. */
export function levelTallies(): (reader: ScopeReader, code: string, levels: number) => readonly LevelTally[] {
  let held: { reader: ScopeReader; seq: number; code: string; tallies: readonly LevelTally[] } | undefined
  return (reader, code, levels) => {
    const known = held?.reader === reader && held.seq === reader.seq && held.code === code && held.tallies.length >= levels
    if (held === undefined || !known) held = { reader, seq: reader.seq, code, tallies: tallyLevels(reader, code, levels) }
    return held.tallies
  }
}
