import type { Named } from '../../i18n/words.ts'
import { readFigure, readFigures, type FigureView } from '../../state/read-figure.ts'
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

/** Cases reported today: by family at city and district, else the day's work as one list. */
export function typesFigures({ focus, city }: Pick<PanelRead, 'focus' | 'city'>) {
  const flow = readFigures(focus, FLOW)
  if (focus === undefined || city === undefined) return { node: '', families: [], flow }
  const families = [...new Set(city.types.filter((type) => type.class === 'T').map(({ family }) => family))].map(
    (code): FamilyRow => {
      const name = city.families.find((family) => family.code === code)?.name ?? { zh: code, en: code }
      return { code, name, reported: readFigure(focus, `cases.byFamily.${code}.day`) }
    },
  )
  const shown = families.filter((family) => family.reported.v !== null)
  const { node } = focus.scope
  return { node, families: shown.sort((a, b) => (b.reported.v ?? 0) - (a.reported.v ?? 0)), flow }
}
