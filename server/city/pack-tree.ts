import type { CityLevel } from '../../shared/domain/city.ts'
import { isWithin } from '../../shared/domain/role.ts'
import { latticeDegrees, type LatticeCells } from '../../shared/geo/cell-codec.ts'
import { namesOf, type NodeRows } from '../../shared/geo/node-codec.ts'
import type { CityTree } from './city-tree.ts'
import { placeIndex } from './place-index.ts'

/** One level as the bundle holds it; `cells` is empty for levels of points. */
export interface PackLevel {
  readonly rows: NodeRows
  readonly cells: readonly LatticeCells[]
}

function labelsOf(cells: readonly LatticeCells[]): Float64Array {
  const runs = [...cells].sort((a, b) => a.firstIndex - b.firstIndex)
  return Float64Array.from(
    runs.flatMap((run) => run.cells.flatMap((cell) => cell.label.map((value) => latticeDegrees(value, run.quantum)))),
  )
}

/** For each node the number of its first child; a last entry closes the list. Children of one parent are contiguous. */
function firstChildren(levels: readonly PackLevel[], size: number): Uint32Array {
  const first = new Uint32Array(size + 1)
  for (const { rows } of levels.slice(1)) for (const parent of rows.parents) first[parent + 1] = (first[parent + 1] ?? 0) + 1
  first[0] = 1
  for (let i = 0; i < size; i++) first[i + 1] = (first[i + 1] ?? 0) + (first[i] ?? 0)
  return first
}

/** Finest level first. */
function finderOf(levels: readonly PackLevel[]): CityTree['place'] {
  const places = levels
    .filter(({ cells }) => cells.length > 0)
    .map(({ rows, cells }) => ({ index: placeIndex(cells), rows }))
    .toReversed()
  return (lng, lat) => {
    for (const { index, rows } of places) {
      const row = index.find(lng, lat)
      if (row >= 0) return { code: rows.codes[row] ?? '', index: rows.firstIndex + row }
    }
    return undefined
  }
}

/**
 * Numbers of codes, areas apart from homes: most events name an area, and the table of 15,000 stays in
 * the processor's near memory where one of a quarter million does not (0.6 µs against 3 µs a look-up under load).
 */
function numberedCodes(cityLevels: readonly CityLevel[], levels: readonly PackLevel[]): (code: string) => number {
  const areas = new Map<string, number>()
  const homes = new Map<string, number>()
  levels.forEach(({ rows }, at) => {
    const numbers = isWithin(cityLevels[at]?.role ?? 'stairwell', 'grid') ? areas : homes
    rows.codes.forEach((code, row) => numbers.set(code, rows.firstIndex + row))
  })
  return (code) => areas.get(code) ?? homes.get(code) ?? -1
}

/** The tree of a static pack, over the columns of its bundle. Its codes never change while it runs. */
export function packTree(cityLevels: readonly CityLevel[], levels: readonly PackLevel[]): CityTree {
  const size = levels.reduce((sum, { rows }) => sum + rows.codes.length, 0)
  const firstOf = levels.map(({ rows }) => rows.firstIndex)
  const firstChild = firstChildren(levels, size)
  const points = levels.map(({ rows, cells }) => (cells.length > 0 ? labelsOf(cells) : rows.points))
  const levelOf = (index: number) => {
    let level = firstOf.length - 1
    while (level > 0 && (firstOf[level] ?? 0) > index) level--
    return level
  }
  const at = (index: number) => {
    const { rows } = levels[levelOf(index)] as PackLevel
    return { rows, row: index - rows.firstIndex }
  }
  const parent = (index: number) => {
    if (index <= 0) return -1
    const { rows, row } = at(index)
    return rows.parents[row] ?? -1
  }
  const code = (index: number) => {
    const { rows, row } = at(index)
    return rows.codes[row] ?? ''
  }
  const indexOf = numberedCodes(cityLevels, levels)
  return {
    size,
    levels: cityLevels,
    growing: false,
    indexOf,
    ensure: indexOf,
    lift(text, deepest) {
      let index = indexOf(text)
      while (index >= 0 && !isWithin((cityLevels[levelOf(index)] as CityLevel).role, deepest)) index = parent(index)
      return index < 0 ? undefined : code(index)
    },
    code,
    names(index) {
      const { rows, row } = at(index)
      return namesOf(rows, row)
    },
    parent,
    level: levelOf,
    children(index) {
      const first = firstChild[index] ?? size
      const children: number[] = []
      for (let child = first; child < (firstChild[index + 1] ?? first); child++) children.push(child)
      return children
    },
    range(level) {
      const first = firstOf[level] ?? size
      return [first, first + (levels[level]?.rows.codes.length ?? 0)]
    },
    point(index) {
      const own = points[levelOf(index)]
      const row = at(index).row * 2
      const [lng, lat] = [own?.[row], own?.[row + 1]]
      return lng === undefined || lat === undefined ? undefined : [lng, lat]
    },
    ring: () => undefined,
    place: finderOf(levels),
  }
}
