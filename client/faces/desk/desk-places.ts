import type { CSSProperties } from 'react'
import type { StageInsets } from '../../state/map-feed.ts'
import { CARD, LEGEND, SHEET_ABOVE, SHEET_BELOW, type DeskLayout, type Rect } from './desk-layout.ts'

export const UNITS_PER_REM = 16
/** Units that the switches and counts over the map take: one row, two where there is little room, three on one screen of a wall. */
const TOOLS = { one: 56, two: 104, three: 152 }
/** Words for far eyes need a second row unless the wall is wide. */
export const toolRows = ({ dense, far, columns, screen }: DeskLayout) =>
  screen > 0 ? 'three' : dense || (far && columns === 1) ? 'two' : 'one'

/** Where words for everybody stand clear of frames, and how wide the header's two ends may be. SC-M11 */
export function clearOf({ sheet, screen, lift, framed }: DeskLayout, width: number, height: number): CSSProperties {
  if (!framed) return {}
  const [clear, end] = [`${sheet.x}px`, `${width - sheet.x - sheet.width}px`]
  const all = `${sheet.y}px ${end} ${height - sheet.y - sheet.height}px ${clear}`
  const words = { '--clear': clear, '--clear-end': end, '--clear-all': all }
  return { '--screen': `${screen}px`, '--lift': `${lift}px`, ...words } as CSSProperties
}

/** What sheets keep at their edges reaches beyond where they open. */
export function sheetRoom({ sheet, unitPx }: DeskLayout): Rect {
  const [above, below] = [Math.round(SHEET_ABOVE * unitPx), Math.round(SHEET_BELOW * unitPx)]
  return { ...sheet, y: sheet.y - above, height: sheet.height + above + below }
}

/** As a style. */
export const place = ({ x, y, width, height }: Rect) => ({ left: x, top: y, width, height })

/** What the panels leave free of the map's box. */
export function insetsOf(layout: DeskLayout, width: number, height: number): StageInsets {
  const { stage } = layout
  return {
    left: stage.x,
    top: stage.y + Math.round(TOOLS[toolRows(layout)] * layout.unitPx),
    right: width - stage.x - stage.width,
    bottom: height - stage.y - stage.height + Math.round(LEGEND[layout.screen > 0 ? 'framed' : 'one'] * layout.unitPx),
    card: Math.round(CARD * layout.unitPx) + layout.lift,
  }
}
