import type { NetworkTree, NetworkUnit } from '../../charts/network/network-tree.ts'
import type { CityLevelFacts } from '../../state/city-facts.ts'
import { tallyLevels, type LevelTally } from '../../state/level-tally.ts'
import { mayRankBelow } from '../../state/ranking.ts'
import { readFigure, readFigures, type FigureView } from '../../state/read-figure.ts'
import type { PanelRead } from '../../state/wall-store.ts'

const WORK = { assigned: 'checks.assigned', done: 'checks.done', coverage: 'checks.coverage' }

/** A unit named with the figure it is named for. */
export interface Named<T> {
  readonly unit: NetworkUnit
  readonly figure: T
}

/** How the network below one unit is built and worked: counted from published columns and the city's own tree. SC-N4 */
export interface NetworkFacts {
  /** Direct children, and the one with the most grids where units may be ranked. */
  readonly wide: { readonly level: CityLevelFacts | undefined; readonly count: number; readonly most: Named<number> | undefined }
  /** Levels below, the deepest of them, and how many of its units fall to one unit of the level of grids. */
  readonly deep: { readonly levels: number; readonly deepest: CityLevelFacts | undefined; readonly perGrid: number | undefined }
  readonly covered: Readonly<Record<keyof typeof WORK, FigureView>>
  /** The finest counted level: units with a patrol assigned and none done, units without any; the least covered child. */
  readonly thin: {
    readonly level: CityLevelFacts | undefined
    readonly patrolled: number
    readonly unreached: number
    readonly unassigned: number
    readonly least: Named<FigureView> | undefined
  }
}

type Read = Pick<PanelRead, 'city' | 'wall' | 'focus' | 'standing'>

function mostGrids(tree: NetworkTree, children: readonly NetworkUnit[]): Named<number> | undefined {
  let most: Named<number> | undefined
  for (const unit of children) {
    const grids = tree.grids(unit) ?? 0
    if (most === undefined || grids > most.figure) most = { unit, figure: grids }
  }
  return most
}

function leastCovered(children: readonly NetworkUnit[]): Named<FigureView> | undefined {
  let least: Named<FigureView> | undefined
  for (const unit of children) {
    const figure = readFigure(unit.reader, 'checks.coverage', unit.row)
    if (figure.v !== null && (least === undefined || figure.v < (least.figure.v ?? 2))) least = { unit, figure }
  }
  return least
}

/** Tallies by level of the scope that reaches deepest below the unit. */
function tallies({ wall, focus }: Read, code: string, levels: number): readonly LevelTally[] {
  const far = wall === undefined ? [] : tallyLevels(wall, code, levels)
  const near = focus === undefined ? [] : tallyLevels(focus, code, levels)
  return Array.from({ length: levels }, (_, n) => {
    const tally = (far[n]?.units ?? 0) > 0 ? far[n] : near[n]
    return tally ?? { units: 0, patrolled: 0, reached: 0, busy: 0, tiers: [] }
  })
}

/** Facts of the network below the selected unit; undefined until the screen holds it. */
export function networkFacts(read: Read, tree: NetworkTree): NetworkFacts | undefined {
  const { city, focus, standing } = read
  const self = focus?.nodes[0]
  if (self === undefined) return undefined
  const levels = city?.levels ?? []
  const children = tree.children(self.code)
  const counted = tallies(read, self.code, levels.length)
  const told = standing?.node === self.code ? standing.below : {}
  const unitsAt = (n: number) => told[levels[n]?.level ?? ''] ?? counted[n]?.units ?? 0
  const under = levels.flatMap((_, n) => (n > self.level && unitsAt(n) > 0 ? [n] : []))
  const grid = levels.findIndex(({ role }) => role === 'grid')
  const deepest = under.at(-1)
  const finest = under.findLast((n) => (counted[n]?.units ?? 0) > 0)
  const ranked = mayRankBelow(levels, self.level)
  const grids = self.level === grid ? 1 : unitsAt(grid)
  const { units = 0, patrolled = 0, reached = 0 } = counted[finest ?? -1] ?? {}
  return {
    wide: { level: levels[self.level + 1], count: children.length, most: ranked ? mostGrids(tree, children) : undefined },
    deep: {
      levels: under.length,
      deepest: levels[deepest ?? -1],
      perGrid: deepest === undefined || deepest <= grid || grids === 0 ? undefined : unitsAt(deepest) / grids,
    },
    covered: readFigures(focus, WORK),
    thin: {
      level: levels[finest ?? -1],
      patrolled,
      unreached: patrolled - reached,
      unassigned: units - patrolled,
      least: ranked ? leastCovered(children) : undefined,
    },
  }
}
