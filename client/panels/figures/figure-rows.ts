import type { Role } from '../../../shared/domain/role.ts'
import { keyName } from '../../i18n/key-names.ts'
import type { Named } from '../../i18n/words.ts'
import { catalogueNames } from '../../state/catalogue-names.ts'
import { readFigure, type FigureView } from '../../state/read-figure.ts'
import type { PanelRead } from '../../state/wall-store.ts'

export interface FigureRow {
  readonly name: Named
  readonly of: FigureView
  /** Epoch ms the figure stands for. */
  readonly asOf: number
}

const DEPTH: readonly Role[] = ['city', 'district', 'street', 'community', 'grid', 'compound', 'stairwell']

/** Every figure of the selected node: all keys its level has, in the server's order. SC10 */
export function figureRows({ focus, city }: Pick<PanelRead, 'focus' | 'city'>) {
  const self = focus?.nodes[0]
  if (focus === undefined || self === undefined) return { node: { zh: '', en: '' }, rows: [] }
  const role = city?.levels[self.level]?.role ?? 'city'
  const depth = DEPTH.findIndex((word) => word === role)
  const names = catalogueNames(city)
  const rows = focus.keys
    .filter((def) => DEPTH.indexOf(def.deepest) >= depth)
    .map((def): FigureRow => ({
      name: keyName(def, names),
      of: readFigure(focus, def.key),
      asOf: focus.figure(def.key, 0).asOf,
    }))
  return { node: { zh: self.zh, en: self.en }, rows }
}

/** Rows whose name or key holds every word of the filter. */
export function filterRows(rows: readonly FigureRow[], filter: string): readonly FigureRow[] {
  const words = filter.toLowerCase().split(/\s+/).filter(Boolean)
  const textOf = ({ name, of }: FigureRow) => `${name.zh} ${name.en} ${of.key}`.toLowerCase()
  return words.length === 0 ? rows : rows.filter((row) => words.every((word) => textOf(row).includes(word)))
}
