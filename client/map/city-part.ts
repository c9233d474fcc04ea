import type { BundleIndex } from '../../shared/geo/bundle.ts'
import type { LevelNames } from './city-names.ts'

/** The part of a city that a screen shows for good. */
export interface CityPart {
  /** Code of the area. */
  readonly node: string
  /** False where nobody may see single homes. */
  readonly homes: boolean
}

/** Codes from the city down to an area; empty for one that these names do not hold. */
function pathTo(names: readonly LevelNames[], node: string): ReadonlySet<string> {
  const path = new Set<string>()
  let at = node
  for (const { codes, parents } of [...names].reverse()) {
    const row = codes.indexOf(at)
    if (row < 0) continue
    path.add(at)
    at = parents[row] ?? ''
  }
  return path
}

type CellFile = BundleIndex['levels'][number]['cells'][number]

const filesOn = (path: ReadonlySet<string>, cells: readonly CellFile[]) => {
  const own = cells.filter(({ under }) => path.has(under))
  return cells.length > 1 && own.length === 1 ? own : cells
}

/** Names of the levels as far as the outlines around `node` reach: coarse levels whole, fine ones as the run of files it lies in. SC-M1 */
export function namesWithin(index: BundleIndex, names: readonly LevelNames[], node: string): readonly LevelNames[] {
  const path = pathTo(names, node)
  return names.map((level) => {
    const cells = index.levels[level.level]?.cells ?? []
    const [run, another] = filesOn(path, cells)
    if (run === undefined || another !== undefined || cells.length === 1) return level
    const from = run.first - level.firstIndex
    const cut = <T>(rows: readonly T[]) => rows.slice(from, from + run.count)
    return {
      level: level.level,
      firstIndex: run.first,
      codes: cut(level.codes),
      zh: cut(level.zh),
      en: cut(level.en),
      parents: cut(level.parents),
    }
  })
}

/** The cell files that hold the outlines of a level's names. */
export function filesWithin(index: BundleIndex, level: number, names: readonly LevelNames[]): readonly CellFile[] {
  const cells = index.levels[level]?.cells ?? []
  const held = names.find((rows) => rows.level === level)
  if (held === undefined) return []
  const end = held.firstIndex + held.codes.length
  return cells.filter(({ first, count }) => first >= held.firstIndex && first + count <= end)
}
