import type { Named } from '../../i18n/words.ts'
import { mayRankBelow } from '../../state/ranking.ts'
import { readFigures, type FigureView } from '../../state/read-figure.ts'
import type { PanelRead } from '../../state/wall-store.ts'

const KEYS = {
  tier: 'tier',
  open: 'cases.open',
  overdue: 'cases.overdue',
  reported: 'cases.reported.day',
  onTime: 'cases.onTimeRate.month',
  coverage: 'checks.coverage',
}

export interface ChildRow {
  readonly code: string
  readonly name: Named
  readonly figures: Readonly<Record<keyof typeof KEYS, FigureView>>
}

/** Children of the selected node: in the order of their codes, or by open cases where ranking is on and allowed. */
export function childRows({ focus, city, view }: Pick<PanelRead, 'focus' | 'city' | 'view'>) {
  const self = focus?.nodes[0]
  if (focus === undefined || self === undefined) return { rows: [], mayRank: false, hovered: '' }
  const rows = focus.nodes
    .map((node, row) => ({ node, row }))
    .filter(({ node }) => node.parent === self.code)
    .map(({ node, row }): ChildRow => ({ code: node.code, name: node, figures: readFigures(focus, KEYS, row) }))
    .map(({ code, name: { zh, en }, figures }) => ({ code, name: { zh, en }, figures }))
  const mayRank = mayRankBelow(city?.levels ?? [], self.level)
  const ranked = mayRank && view.ranking
  rows.sort((a, b) => (ranked ? (b.figures.open.v ?? -1) - (a.figures.open.v ?? -1) : 0) || (a.code < b.code ? -1 : 1))
  return { rows, mayRank, hovered: view.hovered }
}
