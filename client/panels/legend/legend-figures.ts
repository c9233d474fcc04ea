import { figureLayerOf, legendOf } from '../../map/legend.ts'
import type { Legend } from '../../map/figure-layer.ts'
import type { Named } from '../../i18n/words.ts'
import { levelTallies } from '../../state/level-tally.ts'
import type { ScopeReader } from '../../state/wall-state.ts'
import type { PanelRead } from '../../state/wall-store.ts'

/** The map colours units two levels below the selected one: finer ones cannot be told apart at that scale. */
const LEVELS_BELOW = 2
/** Seconds for which the reference of a ramp is kept. */
const TOP_HELD_S = 5

export interface LegendView {
  readonly legend: Legend
  /** Units at each tier, 1 … 5, index 0 without one; empty for ramps. */
  readonly tiers: readonly number[]
  /** Level the counts are of. */
  readonly level: Named | undefined
}

/** The map's own legend of the chosen layer, with the number of units at each step. */
export function legendReader() {
  const tallies = levelTallies()
  let held = { layer: '', until: 0, top: 1 }
  const topOf = (wall: ScopeReader, layer: PanelRead['view']['layer'], levels: number) => {
    if (held.layer === layer && wall.asOf < held.until) return held.top
    const { key, topOf: reference, grain } = figureLayerOf(layer)
    const level = grain === 'grid' ? levels : LEVELS_BELOW
    const rows = wall.nodes.flatMap((node, row) => (node.level === level ? [row] : []))
    held = { layer, until: wall.asOf + TOP_HELD_S, top: reference(wall.column(key) ?? new Float64Array(0), rows) }
    return held.top
  }
  return ({ wall, focus, city, view }: Pick<PanelRead, 'wall' | 'focus' | 'city' | 'view'>): LegendView => {
    const self = focus?.nodes[0]
    if (wall === undefined || self === undefined) return { legend: legendOf(view.layer, 1), tiers: [], level: undefined }
    const deepest = wall.nodes.at(-1)?.level ?? 0
    if (view.layer !== 'tier')
      return { legend: legendOf(view.layer, topOf(wall, view.layer, deepest)), tiers: [], level: undefined }
    const level = Math.min(self.level + LEVELS_BELOW, deepest)
    const tiers = level > self.level ? (tallies(wall, self.code, deepest + 1)[level]?.tiers ?? []) : []
    return { legend: legendOf('tier', 1), tiers, level: tiers.length === 0 ? undefined : city?.levels[level]?.name }
  }
}
