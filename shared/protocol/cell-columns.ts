import { CELL, type Cell } from '../figures/value-state.ts'
import type { ChangedCells } from '../delta/delta.ts'
import { gapsOf, positionsOf } from './gaps.ts'

/** What the receiver of a delta holds before it; rows still to come are shown zeros. */
export interface CellBase {
  value(row: number, key: number): number
  cell(row: number, key: number): Cell
}

type RealColumn = readonly [key: number, rowGaps: readonly number[], values: readonly number[]]
type CodeColumn = readonly [key: number, rowGaps: readonly number[], codes: readonly number[]]

/**
 * Changed cells by shape. Whole numbers of the scope's own row (many keys, one row) are a list; those of
 * the rows below (few keys, many rows) are columns of differences over one list of rows. Fractions are
 * absolute. `codes`: cells whose code changed.
 */
export type PackedCells = readonly [
  ownKeyGaps: readonly number[],
  ownSteps: readonly number[],
  rowGaps: readonly number[],
  steps: readonly (readonly [key: number, steps: readonly number[]])[],
  reals: readonly RealColumn[],
  codes: readonly CodeColumn[],
]

/** Row and key as one number; keys are fewer than 65,536. */
const cellId = (row: number, key: number) => row * 65536 + key
const rowOf = (id: number) => Math.floor(id / 65536)
const keyOf = (id: number) => id % 65536
const number = (v: number) => (Number.isNaN(v) ? 0 : v)

interface Sorted {
  /** Cell id → step. */
  readonly steps: Map<number, number>
  readonly reals: Map<number, number>
  readonly codes: Map<number, number>
}

function sortCells(changed: ChangedCells, held: CellBase): Sorted {
  const sorted: Sorted = { steps: new Map(), reals: new Map(), codes: new Map() }
  for (let i = 0; i < changed.rows.length; i += 1) {
    const [row, key, value, cell] = [changed.rows[i] ?? 0, changed.keys[i] ?? 0, changed.values[i] ?? 0, changed.cells[i] ?? 0]
    const id = cellId(row, key)
    const step = number(value) - number(held.value(row, key))
    for (const kind of [sorted.steps, sorted.reals, sorted.codes]) kind.delete(id)
    if (Number.isSafeInteger(step) && Number.isSafeInteger(number(value))) sorted.steps.set(id, step)
    else if (cell === CELL.shown) sorted.reals.set(id, value)
    if (cell !== held.cell(row, key)) sorted.codes.set(id, cell)
  }
  return sorted
}

function byKey(cells: ReadonlyMap<number, number>): RealColumn[] {
  const columns = new Map<number, [row: number, value: number][]>()
  for (const [id, value] of cells) {
    const column = columns.get(keyOf(id)) ?? []
    if (column.length === 0) columns.set(keyOf(id), column)
    column.push([rowOf(id), value])
  }
  return [...columns].map(([key, column]) => {
    column.sort((a, b) => a[0] - b[0])
    return [key, gapsOf(column.map(([row]) => row)), column.map(([, value]) => value)]
  })
}

function packSteps(steps: ReadonlyMap<number, number>): readonly [PackedCells[2], PackedCells[3]] {
  const rows = [...new Set([...steps.keys()].map(rowOf))].sort((a, b) => a - b)
  const at = new Map(rows.map((row, i) => [row, i]))
  const columns = new Map<number, number[]>()
  for (const [id, step] of steps) {
    const column = columns.get(keyOf(id)) ?? new Array<number>(rows.length).fill(0)
    columns.set(keyOf(id), column)
    column[at.get(rowOf(id)) ?? 0] = step
  }
  return [gapsOf(rows), [...columns].sort((a, b) => a[0] - b[0])]
}

/** Cells for the wire, as differences to what the receiver holds. */
export function packCells(changed: ChangedCells, held: CellBase): PackedCells {
  const { steps, reals, codes } = sortCells(changed, held)
  const own = [...steps].filter(([id, step]) => rowOf(id) === 0 && step !== 0).sort((a, b) => a[0] - b[0])
  const below = new Map([...steps].filter(([id, step]) => rowOf(id) > 0 && step !== 0))
  const [rowGaps, columns] = packSteps(below)
  return [gapsOf(own.map(([id]) => keyOf(id))), own.map(([, step]) => step), rowGaps, columns, byKey(reals), byKey(codes)]
}

/** Cells as they are read, in columns that are long enough from the start. */
class CellList {
  readonly #held: CellBase
  readonly #rows: Uint32Array
  readonly #keys: Uint16Array
  readonly #values: Float64Array
  readonly #cells: Uint8Array
  #size = 0
  #at: Map<number, number> | undefined

  constructor(held: CellBase, most: number) {
    this.#held = held
    this.#rows = new Uint32Array(most)
    this.#keys = new Uint16Array(most)
    this.#values = new Float64Array(most)
    this.#cells = new Uint8Array(most)
  }

  step(row: number, key: number, step: number): void {
    this.put(row, key, number(this.#held.value(row, key)) + step)
  }

  put(row: number, key: number, value: number): void {
    const at = this.#size++
    this.#rows[at] = row
    this.#keys[at] = key
    this.#values[at] = value
    this.#cells[at] = this.#held.cell(row, key)
  }

  /** Codes come after every value: only then is it asked where a cell stands. */
  code(row: number, key: number, cell: number): void {
    this.#at ??= this.#places()
    const known = this.#at.get(cellId(row, key))
    if (known === undefined) this.put(row, key, number(this.#held.value(row, key)))
    this.#cells[known ?? this.#size - 1] = cell
  }

  #places(): Map<number, number> {
    const at = new Map<number, number>()
    for (let i = 0; i < this.#size; i += 1) at.set(cellId(this.#rows[i] ?? 0, this.#keys[i] ?? 0), i)
    return at
  }

  columns(): ChangedCells {
    const size = this.#size
    const [values, cells] = [this.#values.subarray(0, size), this.#cells.subarray(0, size)]
    for (let i = 0; i < size; i += 1) if (cells[i] !== CELL.shown) values[i] = Number.NaN
    return { rows: this.#rows.subarray(0, size), keys: this.#keys.subarray(0, size), values, cells }
  }
}

const lengthOf = (columns: readonly (readonly [...unknown[], readonly number[]])[]) =>
  columns.reduce((sum, column) => sum + (column.at(-1) as readonly number[]).length, 0)

/** The cells of a frame as absolute values, given what the receiver holds. */
export function unpackCells(packed: PackedCells, held: CellBase): ChangedCells {
  const [ownKeyGaps, ownSteps, rowGaps, steps, reals, codes] = packed
  const list = new CellList(held, ownKeyGaps.length + lengthOf(steps) + lengthOf(reals) + lengthOf(codes))
  positionsOf(ownKeyGaps).forEach((key, i) => list.step(0, key, ownSteps[i] ?? 0))
  const rows = positionsOf(rowGaps)
  for (const [key, column] of steps)
    for (let i = 0; i < column.length; i += 1) {
      const step = column[i] ?? 0
      if (step !== 0) list.step(rows[i] ?? 0, key, step)
    }
  for (const [key, gaps, values] of reals) positionsOf(gaps).forEach((row, i) => list.put(row, key, values[i] ?? 0))
  for (const [key, gaps, cells] of codes) positionsOf(gaps).forEach((row, i) => list.code(row, key, cells[i] ?? 0))
  return list.columns()
}
