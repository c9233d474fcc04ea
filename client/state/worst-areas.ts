import { rowsInside } from './level-tally.ts'
import type { ScopeReader } from './wall-state.ts'

/**
 * Codes of the finest areas inside a node with a known tier, the worst first: by tier, then overdue, then open cases,
 * then code. One area is walked to at a time; no list of them is shown.
 */
export function worstAreas(reader: ScopeReader, node: string): readonly string[] {
  const top = reader.rowOf(node)
  const tier = reader.column('tier')
  if (top < 0 || tier === undefined) return []
  const overdue = reader.column('cases.overdue')
  const open = reader.column('cases.open')
  const inside = rowsInside(reader, top)
  const finest = reader.nodes.reduce((level, each) => Math.max(level, each.level), 0)
  const at = (column: Float64Array | undefined, row: number) => column?.[row] || 0
  const rows = reader.nodes.flatMap((each, row) => (each.level === finest && inside(row) && at(tier, row) > 0 ? [row] : []))
  rows.sort((a, b) => at(tier, b) - at(tier, a) || at(overdue, b) - at(overdue, a) || at(open, b) - at(open, a) || a - b)
  return rows.map((row) => reader.nodes[row]?.code ?? '')
}

/** A walk through the worst areas of a node: where it began and where it stands. */
export interface Walk {
  readonly root: string
  readonly at: string
}

/** The next area of the walk, or the first of a new one that begins at the selected node; undefined where there is none. */
export function nextWorst(reader: ScopeReader, node: string, walk: Walk | undefined): Walk | undefined {
  const isOn = walk?.at === node
  const own = isOn ? walk.root : node
  const areas = worstAreas(reader, own)
  const root = areas.length === 0 || areas[0] === own ? (reader.nodes[0]?.code ?? '') : own
  const all = root === own ? areas : worstAreas(reader, root)
  const code = all[isOn ? (all.indexOf(node) + 1) % all.length : 0]
  return code === undefined ? undefined : { root, at: code }
}
