import { CELL, valueState, type Cell, type SourceState, type ValueState } from '../figures/value-state.ts'
import type { FrameNode } from '../protocol/messages.ts'
import type { Delta, Frame, KeyStanding, ScopeKeys } from './delta.ts'
import { DeltaGapError } from './merge-deltas.ts'
import { StateHash, hashText } from './state-hash.ts'

/** Not a cell of the scope: the key does not exist at the row's level. */
const ABSENT = 255

interface Column {
  /** False for a key of the scope's own node alone: such a column has one row, and most keys are of that kind. */
  readonly below: boolean
  values: Float64Array
  cells: Uint8Array
  source: SourceState
  /** Epoch ms. */
  asOf: number
}

const emptyColumn = (below: boolean): Column => ({
  below,
  values: new Float64Array(0),
  cells: new Uint8Array(0),
  source: 'none',
  asOf: 0,
})

/**
 * The state of one scope as columns, one a key over the rows.
 * The same code is a screen's replica and the tests' oracle. DL1–DL5
 */
export class ScopeColumns {
  epoch = ''
  seq = -1
  logSeq = 0
  asOf = 0
  scopeKeys: ScopeKeys = { keys: [], own: [], below: [] }
  #nodes: FrameNode[] = []
  #rowOf = new Map<string, number>()
  #columns: Column[] = []
  #size = 0

  get nodes(): readonly FrameNode[] {
    return this.#nodes
  }

  rowOf(code: string): number {
    return this.#rowOf.get(code) ?? -1
  }

  /** NaN where there is no number; 0 for a row that is still to come. */
  value(row: number, key: number): number {
    return row < this.#nodes.length ? (this.#columns[key]?.values[row] ?? Number.NaN) : 0
  }

  cell(row: number, key: number): Cell {
    const cell = row < this.#nodes.length ? (this.#columns[key]?.cells[row] ?? ABSENT) : CELL.shown
    return cell === ABSENT ? CELL.none : (cell as Cell)
  }

  state(row: number, key: number): ValueState {
    return valueState(this.source(key), this.cell(row, key), this.value(row, key))
  }

  source(key: number): SourceState {
    return this.#columns[key]?.source ?? 'none'
  }

  /** Epoch ms a key's figures stand for: the clock while its sources are alive, else their last word. DL6 */
  keyAsOf(key: number): number {
    const column = this.#columns[key]
    return column === undefined || column.source === 'live' ? this.asOf * 1000 : column.asOf
  }

  /** The live column over the rows; replaced only when rows are added. */
  column(key: number): Float64Array | undefined {
    return this.#columns[key]?.values.subarray(0, this.#nodes.length)
  }

  /** Counted when asked: kept up cell by cell it would cost every delta, and each change of a source all its cells. DL5 */
  hash(): string {
    const hash = new StateHash()
    const codes = this.#nodes.map(({ code }) => hashText(code))
    this.#columns.forEach((column, at) => {
      const key = hashText(this.scopeKeys.keys[at]?.key ?? '')
      codes.forEach((code, row) => {
        if ((column.cells[row] ?? ABSENT) === ABSENT) return
        const v = column.values[row] ?? Number.NaN
        hash.add({ code, key, v, state: valueState(column.source, column.cells[row] as Cell, v) })
      })
    })
    return hash.digest()
  }

  /** Rows of `key` change; throws `DeltaGapError` when the delta does not start at what is held. DL3 */
  apply(frame: Frame): void {
    if (frame.kind === 'snapshot') this.#restart(frame.scopeKeys)
    else this.#mustFollow(frame)
    this.epoch = frame.epoch
    this.seq = frame.seq
    this.logSeq = frame.logSeq
    this.asOf = frame.asOf
    for (const node of frame.nodes) this.#addRow(node, frame.nodes.length)
    for (const standing of frame.standings) this.#stand(standing)
    const { rows, keys, values, cells } = frame.changed
    for (let i = 0; i < rows.length; i += 1) this.#set(rows[i] ?? 0, keys[i] ?? 0, values[i] ?? 0, cells[i] as Cell)
  }

  #mustFollow(delta: Delta): void {
    if (delta.epoch !== this.epoch || delta.base !== this.seq)
      throw new DeltaGapError(`holds ${this.epoch}/${this.seq}, the delta begins at ${delta.epoch}/${delta.base}`)
  }

  #restart(scopeKeys: ScopeKeys): void {
    this.scopeKeys = scopeKeys
    this.#nodes = []
    this.#rowOf = new Map()
    const below = new Set(scopeKeys.below.flat())
    this.#columns = scopeKeys.keys.map((_, key) => emptyColumn(below.has(key)))
    this.#size = 0
  }

  #keysOfRow(row: number): readonly number[] {
    return row === 0 ? this.scopeKeys.own : (this.scopeKeys.below[this.#nodes[row]?.level ?? -1] ?? [])
  }

  #grow(least: number): void {
    this.#size = Math.max(least, Math.ceil(this.#size * 1.5))
    for (const column of this.#columns) {
      const size = column.below ? this.#size : 1
      const [values, cells] = [new Float64Array(size).fill(Number.NaN), new Uint8Array(size).fill(ABSENT)]
      values.set(column.values)
      cells.set(column.cells)
      Object.assign(column, { values, cells })
    }
  }

  #addRow(node: FrameNode, coming: number): void {
    const row = this.#nodes.length
    if (row >= this.#size) this.#grow(row + coming)
    this.#nodes.push(node)
    this.#rowOf.set(node.code, row)
    for (const key of this.#keysOfRow(row)) {
      const column = this.#columns[key]
      if (column === undefined) continue
      column.values[row] = 0
      column.cells[row] = CELL.shown
    }
  }

  #stand({ key, state, asOf }: KeyStanding): void {
    const column = this.#columns[key]
    if (column === undefined) return
    column.source = state
    column.asOf = asOf
  }

  #set(row: number, key: number, value: number, cell: Cell): void {
    const column = this.#columns[key]
    if (column === undefined || (column.cells[row] ?? ABSENT) === ABSENT) return
    column.values[row] = cell === CELL.shown ? value : Number.NaN
    column.cells[row] = cell
  }
}
