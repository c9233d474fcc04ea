import { readFigure, readFigures, type FigureView } from '../../state/read-figure.ts'
import type { PanelRead } from '../../state/wall-store.ts'

const LISTED = {
  overdue: 'cases.overdue',
  checksOverdue: 'checks.overdue',
  suspended: 'cases.suspended',
  coverage: 'checks.coverage',
  requested: 'service.requested',
  matched: 'service.matched',
  delivered: 'service.delivered',
  rating: 'service.rating',
}
const PAIR = {
  order: 'index.order',
  vitality: 'index.vitality',
  combined: 'index.combined',
  coupling: 'index.coupling',
}

export type Stand = 'loose' | 'within' | 'tight'
interface Band {
  readonly loose: number
  readonly tight: number
}

/** Which side of its band an index is on; undefined while it is unknown. IX2 */
export function standOf({ loose, tight }: Band, v: number | null): Stand | undefined {
  if (v === null) return undefined
  return v < loose ? 'loose' : v > tight ? 'tight' : 'within'
}

/** The pair of the selected area and of those right below it; undefined while no document adopts the indices. IX4 */
function pairOf({ focus, city }: Pick<PanelRead, 'focus' | 'city'>) {
  const rule = city?.rules.indices.find(({ inForce, adoptedBy }) => inForce && adoptedBy !== undefined)
  const figures = readFigures(focus, PAIR)
  if (focus === undefined || rule === undefined || figures.order.state === 'off' || figures.order.state === 'forbidden')
    return undefined
  const own = focus.nodes[0]?.code
  const points = focus.nodes.flatMap(({ parent, zh, en }, row) => {
    const [order, vitality] = [readFigure(focus, PAIR.order, row).v, readFigure(focus, PAIR.vitality, row).v]
    return parent !== own || order === null || vitality === null ? [] : [{ name: { zh, en }, order, vitality }]
  })
  return {
    ...figures,
    points,
    bands: { order: rule.order.band, vitality: rule.vitality.band },
    adoptedBy: rule.adoptedBy ?? { zh: '', en: '' },
    coupled: figures.coupling.v === 1,
  }
}

export type PairView = NonNullable<ReturnType<typeof pairOf>>
export type ListedView = Readonly<Record<keyof typeof LISTED, FigureView>>

/** Control on one side, service on the other, of the same node and moment; and the pair of indices where adopted. */
export const vitalityFigures = (read: Pick<PanelRead, 'focus' | 'city'>) => ({
  listed: readFigures(read.focus, LISTED),
  pair: pairOf(read),
})
