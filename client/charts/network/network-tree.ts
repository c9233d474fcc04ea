import type { ScopeReader } from '../../state/wall-state.ts'

/** A unit of the network: where its figures stand. */
export interface NetworkUnit {
  readonly code: string
  readonly level: number
  readonly zh: string
  readonly en: string
  readonly parent: string
  /** Scope that holds its figures, and its row there; −1 where no scope of this screen does. */
  readonly reader: ScopeReader | undefined
  readonly row: number
}

/** A unit named by the server as standing above the selected one. */
export type NamedUnit = Pick<NetworkUnit, 'code' | 'level' | 'zh' | 'en' | 'parent'>

/** The wall's units by parent, made once a snapshot. */
interface Held {
  readonly length: number
  readonly children: ReadonlyMap<string, readonly number[]>
  /** By row: areas of the wall's deepest level at or below it, itself included. */
  readonly grids: Float64Array
  readonly deepest: number
}

const held = new WeakMap<ScopeReader['nodes'], Held>()

function holdWall({ nodes, rowOf }: Pick<ScopeReader, 'nodes' | 'rowOf'>): Held {
  const known = held.get(nodes)
  if (known?.length === nodes.length) return known
  const children = new Map<string, number[]>()
  const deepest = nodes.reduce((most, node) => Math.max(most, node.level), 0)
  const grids = new Float64Array(nodes.length)
  nodes.forEach((node, row) => {
    const siblings = children.get(node.parent)
    if (siblings === undefined) children.set(node.parent, [row])
    else siblings.push(row)
    if (node.level < deepest) return
    for (let at = row; at >= 0; at = rowOf(nodes[at]?.parent ?? '')) grids[at] = (grids[at] ?? 0) + 1
  })
  const codeOf = (row: number) => nodes[row]?.code ?? ''
  for (const rows of children.values()) rows.sort((a, b) => (codeOf(a) < codeOf(b) ? -1 : 1))
  const made = { length: nodes.length, children, grids, deepest }
  held.set(nodes, made)
  return made
}

/** The whole network as this screen holds it: the city down to its grids, and below the selected unit what came with it. */
export class NetworkTree {
  readonly #wall: ScopeReader
  readonly #held: Held
  readonly #near = new Map<string, NetworkUnit>()
  readonly #nearChildren = new Map<string, NetworkUnit[]>()

  constructor(wall: ScopeReader, focus: ScopeReader | undefined, above: readonly NamedUnit[]) {
    this.#wall = wall
    this.#held = holdWall({ nodes: wall.nodes, rowOf: (code) => wall.rowOf(code) })
    for (const unit of above) if (wall.rowOf(unit.code) < 0) this.#near.set(unit.code, { ...unit, reader: undefined, row: -1 })
    focus?.nodes.forEach((node, row) => {
      if (wall.rowOf(node.code) >= 0) return
      const { code, level, zh, en, parent } = node
      const unit = { code, level, zh, en, parent, reader: focus, row }
      this.#near.set(code, unit)
      this.#nearChildren.set(parent, [...(this.#nearChildren.get(parent) ?? []), unit])
    })
    for (const units of this.#nearChildren.values()) units.sort((a, b) => (a.code < b.code ? -1 : 1))
  }

  unit(code: string): NetworkUnit | undefined {
    const row = this.#wall.rowOf(code)
    return row < 0 ? this.#near.get(code) : this.#ofWall(row)
  }

  /** Direct children in the order of their codes. */
  children(code: string): readonly NetworkUnit[] {
    const rows = this.#held.children.get(code)
    return rows === undefined ? (this.#nearChildren.get(code) ?? []) : rows.map((row) => this.#ofWall(row))
  }

  /** Number of direct children; undefined where no scope of this screen reaches below the unit. */
  childCount({ code, level }: NetworkUnit): number | undefined {
    const known = (this.#held.children.get(code) ?? this.#nearChildren.get(code))?.length
    return known ?? (level < this.#held.deepest ? 0 : undefined)
  }

  /** Grids at or below a unit; undefined for a unit below the grids. */
  grids({ code }: NetworkUnit): number | undefined {
    const row = this.#wall.rowOf(code)
    return row < 0 ? undefined : this.#held.grids[row]
  }

  /** From the city down to a unit; empty where the code is unknown. */
  path(code: string): readonly NetworkUnit[] {
    const path: NetworkUnit[] = []
    let at = this.unit(code)
    while (at !== undefined) {
      path.unshift(at)
      at = at.parent === '' ? undefined : this.unit(at.parent)
    }
    return path
  }

  #ofWall(row: number): NetworkUnit {
    const { code, level, zh, en, parent } = this.#wall.nodes[row] ?? { code: '', level: 0, zh: '', en: '', parent: '' }
    return { code, level, zh, en, parent, reader: this.#wall, row }
  }
}
