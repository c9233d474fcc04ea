import { PALETTE } from '../theme/tokens.ts'
import type { StreetHomes } from './city-names.ts'
import type { MapLabel } from './label-board.ts'
import type { PointColumns } from './layers/point-layer/point-layer.ts'
import { rgbOf } from './palette.ts'
import type { Box } from './plane.ts'
import type { Lang } from '../../shared/protocol/messages.ts'

const COMPOUND = { factor: 1.5, colour: [...rgbOf(PALETTE.text[1]), 210] } as const
const STAIRWELL = { factor: 0.75, colour: [...rgbOf(PALETTE.text[1]), 235] } as const
const LABEL_RANK = 60

/** Compounds and stairwells of the loaded streets as points: stairwells first, so that compounds lie on top. */
export function homePoints(streets: Iterable<StreetHomes>): PointColumns {
  const levels = [...streets].flatMap((street) => street.levels.map((level, depth) => ({ level, depth })))
  const ordered = levels.sort((a, b) => b.depth - a.depth)
  const count = ordered.reduce((sum, { level }) => sum + level.points.length / 2, 0)
  const columns = { count, places: new Float32Array(count * 3), colours: new Uint8Array(count * 4) }
  let at = 0
  for (const { level, depth } of ordered) {
    const { factor, colour } = depth === 0 ? COMPOUND : STAIRWELL
    for (let i = 0; i < level.points.length; i += 2, at++) {
      columns.places.set([level.points[i] ?? 0, level.points[i + 1] ?? 0, factor], 3 * at)
      columns.colours.set(colour, 4 * at)
    }
  }
  return columns
}

/** Names of compounds in the view, each under its point; stairwells stay nameless. `scale`: CSS pixels a metre. */
export function homeLabels(
  streets: Iterable<StreetHomes>,
  view: Box,
  lang: Lang,
  type: { readonly fontPx: number; readonly scale: number },
): MapLabel[] {
  const { fontPx, scale } = type
  const below = (fontPx * 1.3) / scale
  return [...streets].flatMap(({ levels }) => {
    const compounds = levels[0]
    if (!compounds) return []
    return compounds.codes.flatMap((code, i): MapLabel[] => {
      const x = compounds.points[2 * i] ?? 0
      const y = compounds.points[2 * i + 1] ?? 0
      if (x < view.minX || x > view.maxX || y < view.minY || y > view.maxY) return []
      const text = (lang === 'zh' ? compounds.zh : compounds.en)[i] ?? ''
      return [{ code, id: code, x, y: y - below, look: { text, fontPx, tier: 0, quiet: true }, rank: LABEL_RANK }]
    })
  })
}
