import { figureLayerOf, legendOf } from '../../map/legend.ts'
import { onStage } from '../../map/on-stage.ts'
import { valuesOf, type Legend } from '../../map/figure-layer.ts'
import type { Named, Word } from '../../i18n/words.ts'
import { levelTallies } from '../../state/level-tally.ts'
import { readFigure, type FigureView } from '../../state/read-figure.ts'
import type { ScopeReader } from '../../state/wall-state.ts'
import type { PanelRead } from '../../state/wall-store.ts'

/** Until the map has drawn, it is expected to fill units two levels below the selected one. */
const LEVELS_BELOW = 2

export interface LegendView {
  readonly legend: Legend
  /** Units at each tier, 1 … 5, index 0 without one; empty for ramps. */
  readonly tiers: readonly number[]
  /** Level whose areas are filled. */
  readonly level: Named | undefined
  /** State and age of the layer's figure, as its sources stand. */
  readonly of: FigureView | undefined
  /** Epoch ms the layer stands for. */
  readonly asOf: number
  readonly timezone: string
  /** Why the picture is empty, undefined where it is not. */
  readonly empty: Word | undefined
}

/** A legend before any figure: what a ramp ends at nobody knows yet. */
function boundless(legend: Legend): Legend {
  if (legend.kind !== 'ramp') return legend
  const { unit: _unknown, ...words } = legend
  return { ...words, entries: [] }
}

/** Whether any area of a level has a number above 0; asked again only for another publication. */
function anyAbove() {
  let held = { seq: -1, key: '', level: -1, any: false }
  return (wall: ScopeReader, key: string, level: number): boolean => {
    if (held.seq === wall.seq && held.key === key && held.level === level) return held.any
    const value = valuesOf({ key }, wall)
    const any = value !== undefined && wall.nodes.some((node, row) => node.level === level && value(row) > 0)
    held = { seq: wall.seq, key, level, any }
    return any
  }
}

/** The map's own legend of the chosen layer: its bounds, the units at each step, how fresh it is, why it is empty. */
export function legendReader() {
  const tallies = levelTallies()
  const hasAny = anyAbove()
  return ({ wall, focus, city, view }: Pick<PanelRead, 'wall' | 'focus' | 'city' | 'view'>): LegendView => {
    const { level: drawn, top, events } = onStage.getState()
    const legend = legendOf(view.layer, top)
    const timezone = city?.timezone ?? 'UTC'
    const self = focus?.nodes[0]
    if (wall === undefined || self === undefined)
      return { legend: boundless(legend), tiers: [], level: undefined, of: undefined, asOf: 0, timezone, empty: undefined }
    const { key } = figureLayerOf(view.layer)
    const deepest = wall.nodes.at(-1)?.level ?? 0
    const level = drawn > 0 ? drawn : Math.min(self.level + LEVELS_BELOW, deepest)
    const isTier = view.layer === 'tier' && level > self.level
    const nothing = view.layer === 'events' ? events === 0 : !hasAny(wall, key, level)
    const of = readFigure(wall, key, 0)
    return {
      legend,
      tiers: isTier ? (tallies(wall, self.code, deepest + 1)[level]?.tiers ?? []) : [],
      level: city?.levels[level]?.name,
      of: { ...of, v: null },
      asOf: wall.figure(key, 0).asOf,
      timezone,
      empty: of.state === 'none' || of.state === 'off' ? 'legend.noSource' : nothing ? 'legend.nothing' : undefined,
    }
  }
}
