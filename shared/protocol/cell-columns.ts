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

class CellList {
  readonly #cells = new Map<number, readonly [value: number, cell: number]>()
  readonly #held: CellBase
  constructor(held: CellBase) {
    this.#held = held
  }
  step(row: number, key: number, step: number): void {
    this.put(row, key, number(this.#held.value(row, key)) + step)
  }
  put(row: number, key: number, value: number): void {
    this.#cells.set(cellId(row, key), [value, this.#held.cell(row, key)])
  }
  code(row: number, key: number, cell: number): void {
    const value = this.#cells.get(cellId(row, key))?.[0] ?? number(this.#held.value(row, key))
    this.#cells.set(cellId(row, key), [value, cell])
  }
  columns(): ChangedCells {
    const ids = [...this.#cells.keys()]
    const list = [...this.#cells.values()]
    return {
      rows: Uint32Array.from(ids, rowOf),
      keys: Uint16Array.from(ids, keyOf),
      values: Float64Array.from(list, ([value, cell]) => (cell === CELL.shown ? value : Number.NaN)),
      cells: Uint8Array.from(list, ([, cell]) => cell),
    }
  }
}

/** The cells of a frame as absolute values, given what the receiver holds. */
export function unpackCells(packed: PackedCells, held: CellBase): ChangedCells {
  const [ownKeyGaps, ownSteps, rowGaps, steps, reals, codes] = packed
  const list = new CellList(held)
  positionsOf(ownKeyGaps).forEach((key, i) => list.step(0, key, ownSteps[i] ?? 0))
  const rows = positionsOf(rowGaps)
  for (const [key, column] of steps)
    column.forEach((step, i) => {
      if (step !== 0) list.step(rows[i] ?? 0, key, step)
    })
  for (const [key, gaps, values] of reals) positionsOf(gaps).forEach((row, i) => list.put(row, key, values[i] ?? 0))
  for (const [key, gaps, cells] of codes) positionsOf(gaps).forEach((row, i) => list.code(row, key, cells[i] ?? 0))
  return list.columns()
}
