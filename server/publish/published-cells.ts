import { CELL, type Cell } from '../../shared/figures/value-state.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { isWithin } from '../../shared/domain/role.ts'
import type { CityTree } from '../city/city-tree.ts'
import { ChangeList } from './change-list.ts'

interface LevelTable {
  readonly keys: readonly number[]
  readonly headline: readonly number[]
  /** Key → column in this level's table, −1 for a key that does not exist here. */
  readonly slots: Int16Array
  values: Float64Array
  cells: Uint8Array
  rows: number
}

function levelTable(keys: readonly KeyDef[], level: CityTree['levels'][number]): LevelTable {
  const here = keys.map((_, key) => key).filter((key) => isWithin(level.role, keys[key]?.deepest ?? 'city'))
  const slots = new Int16Array(keys.length).fill(-1)
  here.forEach((key, slot) => (slots[key] = slot))
  const headline = here.filter((key) => {
    const { headline: streamed, headlineTo } = keys[key] as KeyDef
    return streamed && (headlineTo === undefined || isWithin(level.role, headlineTo))
  })
  return { keys: here, headline, slots, values: new Float64Array(0), cells: new Uint8Array(0), rows: 0 }
}

/** Every published cell: one table a level (nodes × the keys of that level), grown as the city grows. PB1 */
export class PublishedCells {
  /** Cells written since they were last taken. */
  readonly changes = new ChangeList()
  readonly #tree: CityTree
  readonly #levels: readonly LevelTable[]
  /** Node → its row in the table of its level. */
  #rowOf = new Uint32Array(0)
  /** Nodes that have cells. */
  size = 0

  constructor(tree: CityTree, keys: readonly KeyDef[]) {
    this.#tree = tree
    this.#levels = tree.levels.map((level) => levelTable(keys, level))
    this.grow()
  }

  keysAt(level: number): readonly number[] {
    return this.#levels[level]?.keys ?? []
  }

  headlineAt(level: number): readonly number[] {
    return this.#levels[level]?.headline ?? []
  }

  /** Gives new nodes their cells: shown zeros. */
  grow(): void {
    const { size } = this.#tree
    if (size > this.#rowOf.length) {
      const wider = new Uint32Array(Math.max(size, this.size === 0 ? size : this.size * 2))
      wider.set(this.#rowOf)
      this.#rowOf = wider
    }
    const fresh = this.#levels.map(() => 0)
    for (let node = this.size; node < size; node += 1) fresh[this.#tree.level(node)] = (fresh[this.#tree.level(node)] ?? 0) + 1
    this.#levels.forEach((table, level) => widen(table, table.rows + (fresh[level] ?? 0)))
    for (let node = this.size; node < size; node += 1) {
      const table = this.#levels[this.#tree.level(node)]
      if (table === undefined) continue
      this.#rowOf[node] = table.rows
      table.rows += 1
    }
    this.size = size
  }

  /** Where a cell lies in the table of its node's level, −1 where there is none. */
  #index(table: LevelTable | undefined, key: number, node: number): number {
    const slot = table?.slots[key] ?? -1
    return table === undefined || slot < 0 || node >= this.size ? -1 : (this.#rowOf[node] ?? 0) * table.keys.length + slot
  }

  value(key: number, node: number): number {
    const table = this.#levels[this.#tree.level(node)]
    return table?.values[this.#index(table, key, node)] ?? Number.NaN
  }

  cell(key: number, node: number): Cell {
    const table = this.#levels[this.#tree.level(node)]
    return (table?.cells[this.#index(table, key, node)] ?? CELL.none) as Cell
  }

  /** Writes a cell and notes in `changes` what it showed before. A cell that is not shown holds no number. */
  set(key: number, node: number, number: number, cell: Cell): void {
    const table = this.#levels[this.#tree.level(node)]
    const index = this.#index(table, key, node)
    if (table === undefined || index < 0) return
    const v = cell === CELL.shown ? number : Number.NaN
    if (holds(table, index, v, cell)) return
    this.changes.add(node, key, table.values[index] as number, table.cells[index] as Cell)
    table.values[index] = v
    table.cells[index] = cell
  }

  /** Writes keys of one node as `count` says, as `set` does; a count that is no number is a cell without one. */
  setAll(node: number, keys: readonly number[], count: (key: number, node: number) => number): void {
    const table = this.#levels[this.#tree.level(node)]
    if (table === undefined || node >= this.size) return
    const row = (this.#rowOf[node] as number) * table.keys.length
    for (let i = 0; i < keys.length; i++) {
      const key = keys[i] as number
      const index = row + (table.slots[key] as number)
      const v = count(key, node)
      const cell = v === v ? CELL.shown : CELL.none
      if (holds(table, index, v, cell)) continue
      this.changes.add(node, key, table.values[index] as number, table.cells[index] as Cell)
      table.values[index] = v
      table.cells[index] = cell
    }
  }
}

function holds(table: LevelTable, index: number, v: number, cell: Cell): boolean {
  return table.cells[index] === cell && Object.is(table.values[index], v)
}

function widen(table: LevelTable, rows: number): void {
  const cells = rows * table.keys.length
  if (cells <= table.values.length) return
  const room = table.rows === 0 ? cells : Math.max(cells, table.values.length * 2)
  const [values, codes] = [new Float64Array(room), new Uint8Array(room)]
  values.set(table.values)
  codes.set(table.cells)
  table.values = values
  table.cells = codes
}
