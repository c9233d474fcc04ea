import { signOf } from '../../state/tier-reason.ts'
import { ROLES } from '../../../shared/domain/role.ts'
import { figureLayerOf } from '../../map/legend.ts'
import { onStage } from '../../map/on-stage.ts'
import { valuesOf, type FigureLayer, type Rgb } from '../../map/figure-layer.ts'
import { paletteRgb } from '../../map/palette.ts'
import { keyName } from '../../i18n/key-names.ts'
import type { Named } from '../../i18n/words.ts'
import { rowsInside } from '../../state/level-tally.ts'
import { keyOf, readFigure, type FigureView } from '../../state/read-figure.ts'
import type { ScopeReader } from '../../state/wall-state.ts'
import type { PanelRead } from '../../state/wall-store.ts'

export interface TableRow {
  readonly code: string
  readonly name: Named
  readonly figures: readonly FigureView[]
  /** The map's own fill, undefined where it has no number. */
  readonly colour: Rgb | undefined
  /** Epoch ms. */
  readonly asOf: number
}

/** From where a tier of the rule in force begins. */
interface TableCut {
  /** 1 … 5. */
  readonly level: number
  readonly compare: string
  readonly value: number
}

export interface TableView {
  readonly node: Named
  readonly level: Named | undefined
  readonly layer: Named
  /** Names of the columns of figures. */
  readonly columns: readonly Named[]
  readonly rows: readonly TableRow[]
  /** From which values the tiers of this level begin, a row a table of the rules. */
  readonly bounds: readonly { readonly name: Named; readonly cuts: readonly TableCut[] }[]
  readonly timezone: string
}

const NOTHING: TableView = {
  node: { zh: '', en: '' },
  level: undefined,
  layer: { zh: '', en: '' },
  columns: [],
  rows: [],
  bounds: [],
  timezone: 'UTC',
}
const NO_CATALOGUE = { types: new Map<string, Named>(), dimensions: new Map<string, Named>() }

function nameOf(reader: ScopeReader, key: string): Named {
  const def = keyOf(reader, key)
  return def === undefined ? { zh: key, en: key } : keyName(def, NO_CATALOGUE)
}

function boundsOf(reader: ScopeReader, city: NonNullable<PanelRead['city']>, level: number) {
  const role = ROLES.find((one) => one === city.levels[level]?.role)
  const rule = city.rules.tiers.find(({ inForce }) => inForce)
  if (rule?.kind !== 'computed' || role === undefined) return []
  const tables = rule.tables.filter(({ roles }) => roles?.includes(role) ?? true)
  return tables.flatMap(({ scales }) =>
    scales.map(({ input, cuts }) => {
      const { key, name: own } = rule.inputs[input] ?? {}
      const shown = key === undefined ? (own ?? { zh: input, en: input }) : nameOf(reader, key)
      const levelOf = (name: string) => rule.tiers.find((tier) => tier.name === name)?.level ?? 1
      return {
        name: shown,
        cuts: cuts.map(({ tier, compare, value }) => ({ level: levelOf(tier), compare: signOf(compare), value })),
      }
    }),
  )
}

function rowsOf(
  reader: ScopeReader,
  layer: FigureLayer,
  at: { readonly node: string; readonly level: number; readonly top: number },
) {
  const keys = layer.less === undefined ? [layer.key] : [layer.key, layer.less]
  const inside = rowsInside(reader, Math.max(0, reader.rowOf(at.node)))
  const value = valuesOf(layer, reader)
  return reader.nodes.flatMap(({ level, code, zh, en }, row): TableRow[] => {
    if (level !== at.level || !inside(row)) return []
    const v = value?.(row) ?? Number.NaN
    const colour = Number.isNaN(v) || layer.isSmooth ? undefined : paletteRgb(layer.palette, layer.index(v, at.top))
    const figures = keys.map((key) => readFigure(reader, key, row))
    return [{ code, name: { zh, en }, figures, colour, asOf: reader.figure(layer.key, row).asOf }]
  })
}

/**
 * The map as a table: the areas it fills inside the selected one, with the figures and fills it draws them by, in the
 * order of their codes. SC-M7
 */
export function tableView({ wall, focus, city, view }: Pick<PanelRead, 'wall' | 'focus' | 'city' | 'view'>): TableView {
  const self = focus?.nodes[0]
  if (wall === undefined || self === undefined || city === undefined) return NOTHING
  const { level: drawn, top } = onStage.getState()
  const deepest = wall.nodes.at(-1)?.level ?? 0
  const level = Math.min(deepest, Math.max(drawn, wall.nodes[wall.rowOf(self.code)]?.level ?? deepest))
  const layer = figureLayerOf(view.layer)
  const rows = rowsOf(wall, layer, { node: self.code, level, top }).sort((a, b) => (a.code < b.code ? -1 : 1))
  return {
    node: { zh: self.zh, en: self.en },
    level: city.levels[level]?.name,
    layer: layer.legend(top).title,
    columns: (layer.less === undefined ? [layer.key] : [layer.key, layer.less]).map((key) => nameOf(wall, key)),
    rows,
    bounds: view.layer === 'tier' ? boundsOf(wall, city, level) : [],
    timezone: city.timezone,
  }
}

/** Rows whose name or code holds the text. */
export function filterTable(rows: readonly TableRow[], text: string): readonly TableRow[] {
  const asked = text.trim().toLowerCase()
  const holds = ({ code, name }: TableRow) => `${name.zh} ${name.en} ${code}`.toLowerCase().includes(asked)
  return asked === '' ? rows : rows.filter(holds)
}
