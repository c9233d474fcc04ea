import type { ScopeReader } from '../state/wall-state.ts'
import type { Lang } from '../../shared/protocol/messages.ts'
import type { AreaTree } from './area-tree.ts'
import type { MapLabel } from './label-board.ts'
import type { LevelGeometry } from './level-geometry.ts'
import type { Box } from './plane.ts'

/** By depth below the city: type size in CSS pixels at 1080 lines, and the smallest areas that are named. */
const NAMES = [
  { fontPx: 22, leastPx: 0 },
  { fontPx: 15, leastPx: 88 },
  { fontPx: 13, leastPx: 96 },
  { fontPx: 12, leastPx: 104 },
] as const
const SYMBOL_FROM_TIER = 3
const OUTSIDE_RANK = 100

export interface AreaLabelsAsk {
  readonly tree: AreaTree
  readonly geometries: readonly LevelGeometry[]
  readonly reader: ScopeReader | undefined
  readonly lang: Lang
  /** CSS pixels a metre. */
  readonly scale: number
  readonly unit: number
  readonly view: Box
  /** True for areas outside the selected one: their names are quiet and stand last. */
  isOutside(level: number, cell: number): boolean
  /** Level whose areas are filled, -1 where symbols are not wanted. */
  readonly symbolLevel: number
}

function tierColumn(reader: ScopeReader | undefined): (code: string) => number {
  const column = reader?.column('tier')
  if (!reader || !column) return () => 0
  return (code) => {
    const row = reader.rowOf(code)
    const tier = row >= 0 ? column[row] : undefined
    return tier === undefined || Number.isNaN(tier) ? 0 : tier
  }
}

const KIND_WORD = /\s+(?:Sub-?district|District|County|City|Township|Town|Community|Village)$/

/** English without the word for the kind of area, which the picture itself shows; nothing else is cut. */
function shortName(name: string): string {
  return name.replace(KIND_WORD, '')
}

/** Names of one level's areas within the view. */
function levelLabels(ask: AreaLabelsAsk, geometry: LevelGeometry, tierOf: (code: string) => number): MapLabel[] {
  const names = ask.tree.namesAt(geometry.level)
  const style = NAMES[geometry.level - 1] ?? NAMES[3]
  const named = geometry.typicalMetres * ask.scale >= style.leastPx * ask.unit
  const marks = geometry.level === ask.symbolLevel
  if (!names || (!named && !marks)) return []
  const labels: MapLabel[] = []
  geometry.codes.forEach((code, cell) => {
    const x = geometry.labels[2 * cell] ?? 0
    const y = geometry.labels[2 * cell + 1] ?? 0
    if (x < ask.view.minX || x > ask.view.maxX || y < ask.view.minY || y > ask.view.maxY) return
    const tier = ask.symbolLevel < 0 ? 0 : tierOf(code)
    const shown = marks && tier >= SYMBOL_FROM_TIER ? tier : 0
    if (!named && shown === 0) return
    const text = !named ? '' : ask.lang === 'zh' ? (names.zh[cell] ?? '') : shortName(names.en[cell] ?? '')
    const outside = ask.isOutside(geometry.level, cell)
    const look = { text, fontPx: Math.round(style.fontPx * ask.unit), tier: shown, quiet: outside || geometry.level > 2 }
    const rank = geometry.level * 10 - tier + (outside ? OUTSIDE_RANK : 0)
    labels.push({ code, id: code, x, y, look, rank, givesWay: geometry.level === 1 && !outside })
  })
  return labels
}

/** All names that could stand, before any is chosen: levels from the top, within a level the worst tier first. SC-M6 */
export function areaLabels(ask: AreaLabelsAsk): MapLabel[] {
  const tierOf = tierColumn(ask.reader)
  return ask.geometries.filter(({ level }) => level > 0).flatMap((geometry) => levelLabels(ask, geometry, tierOf))
}
