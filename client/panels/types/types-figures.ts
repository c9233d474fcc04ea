import type { Named } from '../../i18n/words.ts'
import { keyOf, readFigure, readFigures, type FigureView } from '../../state/read-figure.ts'
import type { PanelRead } from '../../state/wall-store.ts'

export interface FamilyRow {
  readonly code: string
  readonly name: Named
  readonly reported: FigureView
}

const FLOW = {
  reported: 'cases.reported.day',
  filed: 'cases.filed.day',
  selfHandled: 'cases.selfHandled.day',
  closed: 'cases.closed.day',
  late: 'cases.late.day',
  returned: 'cases.returned.day',
  extended: 'cases.extended.day',
  refused: 'cases.refused.day',
}
export const FLOW_NAMES = Object.keys(FLOW) as readonly (keyof typeof FLOW)[]

/** The worse of two states keeps a sum honest. */
function sumOf(key: string, parts: readonly FigureView[]): FigureView {
  const numbers = parts.filter((part) => part.v !== null)
  const worst = numbers.find((part) => part.state === 'stale') ?? numbers.find((part) => part.state === 'late')
  const v = numbers.reduce((sum, part) => sum + (part.v ?? 0), 0)
  const state = worst?.state ?? (numbers.length === 0 ? 'none' : v === 0 ? 'zero' : 'live')
  return { key, v: numbers.length === 0 ? null : v, state, heldAt: worst?.heldAt ?? 0, shape: 'count', decimals: 0, cls: 'T' }
}

/** Cases reported today: by family at city and district, else the day's work as one list. */
export function typesFigures({ focus, city }: Pick<PanelRead, 'focus' | 'city'>) {
  const flow = readFigures(focus, FLOW)
  if (focus === undefined || city === undefined) return { families: [], flow }
  const byFamily = new Map<string, FigureView[]>()
  for (const type of city.types) {
    const key = `cases.byType.${type.code}.day`
    if (type.class !== 'T' || keyOf(focus, key) === undefined) continue
    byFamily.set(type.family, [...(byFamily.get(type.family) ?? []), readFigure(focus, key)])
  }
  const families = [...byFamily].map(([code, parts]): FamilyRow => {
    const name = city.families.find((family) => family.code === code)?.name ?? { zh: code, en: code }
    return { code, name, reported: sumOf(`cases.byType.*.day(${code})`, parts) }
  })
  const shown = families.filter((family) => family.reported.v !== null)
  return { families: shown.sort((a, b) => (b.reported.v ?? 0) - (a.reported.v ?? 0)), flow }
}
