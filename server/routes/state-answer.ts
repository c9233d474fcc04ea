import { hasNumber, valueState, type Cell, type SourceState, type ValueState } from '../../shared/figures/value-state.ts'
import { isWithin } from '../../shared/domain/role.ts'
import { scopeNodes } from '../delta/scope-rows.ts'
import { isoTime, nodeFacts, type ReadParts } from './read-parts.ts'

/** What was asked; `keys` are key numbers, undefined for the default of each level. */
export interface StateQuestion {
  readonly node: number
  readonly depth: number
  readonly keys: readonly number[] | undefined
}

interface ShownValue {
  readonly v: number | null
  readonly state: ValueState
  readonly asOf: string
}

/** Answers about one publication; a kept one answers the same after the city has moved on. */
export interface StateAnswer {
  readonly size: number
  readonly head: object
  /** Nodes from `from`, at most `most`. */
  page(from: number, most: number): readonly object[]
}

interface KeptStanding {
  readonly state: SourceState
  readonly asOf: string
}

type KeysOfRow = (row: number) => readonly number[]

function standingsNow({ published }: ReadParts): KeptStanding[] {
  return published.keys.map((_, key) => {
    const { state, asOf } = published.standing(key)
    return { state, asOf: isoTime(state === 'live' ? published.asOf * 1000 : asOf) }
  })
}

/** Values and cells of all rows copied out, so that later pages show the same publication. */
function copyCells({ published }: ReadParts, nodes: readonly number[], keysOf: KeysOfRow) {
  const starts = new Uint32Array(nodes.length + 1)
  nodes.forEach((_, row) => (starts[row + 1] = (starts[row] ?? 0) + keysOf(row).length))
  const [values, cells] = [new Float64Array(starts[nodes.length] ?? 0), new Uint8Array(starts[nodes.length] ?? 0)]
  nodes.forEach((node, row) =>
    keysOf(row).forEach((key, i) => {
      const at = (starts[row] ?? 0) + i
      values[at] = published.value(key, node)
      cells[at] = published.cell(key, node)
    }),
  )
  return (row: number, i: number) => {
    const at = (starts[row] ?? 0) + i
    return { v: values[at] ?? Number.NaN, cell: (cells[at] ?? 0) as Cell }
  }
}

/** Takes the answer down at the newest publication. PB8 */
export function takeState(parts: ReadParts, { node, depth, keys }: StateQuestion): StateAnswer {
  const { published, tree } = parts
  const { epoch, seq, logSeq, asOf, mode } = published
  const nodes = scopeNodes(tree, node, depth).filter((row) => row < published.size)
  const levelOf = (row: number) => tree.level(nodes[row] ?? 0)
  const keysOf: KeysOfRow = (row) => keys ?? (row === 0 ? published.keysAt(levelOf(0)) : published.headlineAt(levelOf(row)))
  const standings = standingsNow(parts)
  const cellOf = copyCells(parts, nodes, keysOf)
  const shown = (row: number, i: number, key: number): ShownValue => {
    const { state: source, asOf: since } = standings[key] ?? { state: 'none', asOf: '' }
    const { v, cell } = cellOf(row, i)
    const allowed = isWithin(tree.levels[levelOf(row)]?.role ?? 'stairwell', published.keys[key]?.deepest ?? 'city')
    const state = allowed ? valueState(source, cell, v) : 'forbidden'
    return { v: hasNumber(state) ? v : null, state, asOf: since }
  }
  return {
    size: nodes.length,
    head: { epoch, seq, logSeq, asOf: isoTime(asOf * 1000), mode },
    page: (from, most) =>
      nodes.slice(from, from + most).map((index, i) => ({
        ...nodeFacts(tree, index),
        values: Object.fromEntries(keysOf(from + i).map((key, at) => [published.keys[key]?.key ?? '', shown(from + i, at, key)])),
      })),
  }
}
