import type { CityManifest } from '../../shared/domain/city.ts'
import type { NodeRows } from '../../shared/geo/node-codec.ts'
import type { NodeTable } from './node-table.ts'

/** The nodes in their final order, and the table row of each. */
export interface OrderedNodes {
  readonly levels: readonly NodeRows[]
  /** Table row by node number. */
  readonly rowOf: Int32Array
}

/** By level, then by parent, then as in the file; so each level and all children of a node are contiguous. */
export function orderNodes(table: NodeTable, manifest: CityManifest): OrderedNodes {
  const size = table.codes.length
  const numberOf = new Int32Array(size)
  const rowOf = new Int32Array(size)
  const perLevel = manifest.levels.map((): number[] => [])
  table.levels.forEach((level, row) => perLevel[level]?.push(row))
  let firstIndex = 0
  const levels = perLevel.map((rows, level): NodeRows => {
    const parentOf = (row: number) => (level === 0 ? 0 : (numberOf[table.parents[row] ?? 0] ?? 0))
    rows.sort((a, b) => parentOf(a) - parentOf(b) || a - b)
    rows.forEach((row, at) => {
      numberOf[row] = firstIndex + at
      rowOf[firstIndex + at] = row
    })
    const own = manifest.levels[level]
    const name = own?.name ?? { zh: '', en: '' }
    const ordered: NodeRows = {
      level,
      firstIndex,
      codes: rows.map((row) => table.codes[row] ?? ''),
      parents: Uint32Array.from(rows, parentOf),
      pattern: own?.nodeName ?? { zh: `${name.zh}{n}`, en: `${name.en} {n}` },
      given: new Map(
        rows.flatMap((row, at) => (table.zh[row] === '' ? [] : [[at, [table.zh[row] ?? '', table.en[row] ?? ''] as const]])),
      ),
      points: new Float64Array(0),
    }
    firstIndex += rows.length
    return ordered
  })
  return { levels, rowOf }
}
