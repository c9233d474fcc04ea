import type { ChangedCells, Delta, KeyStanding, Snapshot } from '../../shared/delta/delta.ts'
import { StateHash, hashText } from '../../shared/delta/state-hash.ts'
import { CELL, valueState, type Cell } from '../../shared/figures/value-state.ts'
import type { CellBase } from '../../shared/protocol/cell-columns.ts'
import type { FrameEvent, ScopeSpec } from '../../shared/protocol/messages.ts'
import type { ListedEvent } from '../aggregate/figures.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Published } from '../publish/published.ts'
import type { Rewind } from './rewind.ts'
import { frameNode, scopeKeys, scopeNodes, stepsBelow, type ScopeKeyTable } from './scope-rows.ts'

/** Newest events of a snapshot; older ones are counted as left out. */
const SNAPSHOT_EVENTS = 5000

interface CellList {
  readonly rows: number[]
  readonly keys: number[]
  readonly values: number[]
  readonly cells: number[]
}

const emptyCells = (): CellList => ({ rows: [], keys: [], values: [], cells: [] })

function columnsOf(list: CellList): ChangedCells {
  return {
    rows: Uint32Array.from(list.rows),
    keys: Uint16Array.from(list.keys),
    values: Float64Array.from(list.values),
    cells: Uint8Array.from(list.cells),
  }
}

/** Published state cut to one scope: rows, keys, and the frames that lead to it. DL8 */
export class ScopeView {
  readonly spec: ScopeSpec
  readonly keys: ScopeKeyTable
  readonly #published: Published
  readonly #tree: CityTree
  readonly #own: number
  readonly #nodes: number[]
  readonly #rowOf: Map<number, number>
  readonly #positionOf: Map<number, number>
  /** By level of the city: positions of the keys of the rows below. */
  readonly #below: readonly ReadonlySet<number>[]
  #seen: number

  constructor(published: Published, tree: CityTree, spec: ScopeSpec) {
    this.spec = spec
    this.#published = published
    this.#tree = tree
    this.#own = tree.indexOf(spec.node)
    this.#seen = published.size
    this.keys = scopeKeys(published, tree, spec)
    this.#nodes = scopeNodes(tree, this.#own, spec.depth).filter((node) => node < published.size)
    this.#rowOf = new Map(this.#nodes.map((node, row) => [node, row]))
    this.#positionOf = new Map(this.keys.globals.map((key, position) => [key, position]))
    this.#below = this.keys.wire.below.map((keys) => new Set(keys))
  }

  /** Node of every row, in order. */
  get nodes(): readonly number[] {
    this.#grow()
    return this.#nodes
  }

  /** Positions of the keys that a row has. */
  keysOf(row: number): readonly number[] {
    return row === 0 ? this.keys.wire.own : (this.keys.wire.below[this.#tree.level(this.#nodes[row] ?? 0)] ?? [])
  }

  #grow(): void {
    for (; this.#seen < this.#published.size; this.#seen += 1) {
      const steps = stepsBelow(this.#tree, this.#seen, this.#own)
      if (steps <= 0 || steps > this.spec.depth) continue
      this.#rowOf.set(this.#seen, this.#nodes.length)
      this.#nodes.push(this.#seen)
    }
  }

  get #withEvents(): boolean {
    return this.spec.events && this.spec.audience === undefined
  }

  #hasKey(row: number, position: number): boolean {
    return row === 0 || this.#below[this.#tree.level(this.#nodes[row] ?? 0)]?.has(position) === true
  }

  #put(list: CellList, row: number, position: number): void {
    const [key, node] = [this.keys.globals[position] ?? 0, this.#nodes[row] ?? 0]
    list.rows.push(row)
    list.keys.push(position)
    list.values.push(this.#published.value(key, node))
    list.cells.push(this.#published.cell(key, node))
  }

  #standing(position: number): KeyStanding {
    const { state, asOf } = this.#published.standing(this.keys.globals[position] ?? 0)
    return { key: position, state, asOf }
  }

  #eventsOf(events: readonly ListedEvent[]): FrameEvent[] {
    if (!this.#withEvents) return []
    return events
      .filter((event) => stepsBelow(this.#tree, event.node, this.#own) >= 0)
      .map(({ id, kind, type, step, node, point, t }) => ({ id, kind, type, step, node: this.#tree.code(node), point, t }))
  }

  #head() {
    const { epoch, seq, logSeq, asOf } = this.#published
    return { scope: this.spec, epoch, seq, logSeq, asOf }
  }

  /** Everything the scope holds now. DL1 */
  snapshot(): Snapshot {
    this.#grow()
    const list = emptyCells()
    this.#nodes.forEach((node, row) => {
      for (const position of this.keysOf(row)) {
        const key = this.keys.globals[position] ?? 0
        if (this.#published.value(key, node) !== 0) this.#put(list, row, position)
      }
    })
    const listed = this.#withEvents ? this.#eventsOf(this.#published.listed()) : []
    return {
      kind: 'snapshot',
      ...this.#head(),
      scopeKeys: this.keys.wire,
      nodes: this.#nodes.map((node) => frameNode(this.#tree, node)),
      changed: columnsOf(list),
      standings: this.keys.globals.map((_, position) => this.#standing(position)),
      events: listed.slice(0, SNAPSHOT_EVENTS).reverse(),
      eventsLeftOut: Math.max(0, listed.length - SNAPSHOT_EVENTS),
      committedWall: undefined,
    }
  }

  /** What leads from `past.base` to now, and the state there for the codec. DL2 */
  delta(past: Rewind): { readonly delta: Delta; readonly held: CellBase } {
    this.#grow()
    const list = emptyCells()
    for (const node of this.#touched(past)) {
      const row = this.#rowOf.get(node) ?? 0
      for (const key of past.cells.get(node)?.keys() ?? []) {
        const position = this.#positionOf.get(key)
        if (position !== undefined && this.#hasKey(row, position)) this.#put(list, row, position)
      }
    }
    const standings = [...past.standings.keys()].flatMap((key) => this.#positionOf.get(key) ?? [])
    const grown = past.grewFrom < 0 ? [] : this.#nodes.filter((node, row) => row > 0 && node >= past.grewFrom)
    const delta: Delta = {
      kind: 'delta',
      ...this.#head(),
      base: past.base,
      nodes: grown.map((node) => frameNode(this.#tree, node)),
      changed: columnsOf(list),
      standings: standings.map((position) => this.#standing(position)),
      events: this.#eventsOf(past.events),
      eventsLeftOut: this.#withEvents ? past.eventsLeftOut : 0,
      committedWall: past.committedWall,
    }
    return { delta, held: this.#heldAt(past) }
  }

  /** The scope's changed nodes, found from whichever side is smaller. */
  #touched(past: Rewind): readonly number[] {
    if (past.cells.size < this.#nodes.length) return [...past.cells.keys()].filter((node) => this.#rowOf.has(node))
    return this.#nodes.filter((node) => past.cells.has(node))
  }

  /** The cells as they were at `past.base`; nodes that came since are shown zeros. */
  #heldAt(past: Rewind): CellBase {
    const was = (row: number, position: number) => {
      const [node, key] = [this.#nodes[row] ?? 0, this.keys.globals[position] ?? 0]
      if (past.grewFrom >= 0 && node >= past.grewFrom) return { value: 0, cell: CELL.shown as Cell }
      const before = past.cells.get(node)?.get(key)
      return before ?? { value: this.#published.value(key, node), cell: this.#published.cell(key, node) }
    }
    return { value: (row, position) => was(row, position).value, cell: (row, position) => was(row, position).cell }
  }

  /** Hash of the scope as it was at `past.base` (now, if that is the newest). DL5 */
  hash(past: Rewind): string {
    this.#grow()
    const hash = new StateHash()
    const held = this.#heldAt(past)
    const keyHashes = this.keys.wire.keys.map((def) => hashText(def.key))
    const sources = this.keys.globals.map((key) => past.standings.get(key) ?? this.#published.standing(key).state)
    this.#nodes.forEach((node, row) => {
      if (row > 0 && past.grewFrom >= 0 && node >= past.grewFrom) return
      const code = hashText(this.#tree.code(node))
      for (const position of this.keysOf(row)) {
        const v = held.value(row, position)
        const state = valueState(sources[position] ?? 'none', held.cell(row, position), v)
        hash.add({ code, key: keyHashes[position] ?? 0, v, state })
      }
    })
    return hash.digest()
  }
}
