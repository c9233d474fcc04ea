import { createStore, type StoreApi } from 'zustand/vanilla'
import { USUAL_LAYOUT, type OwnLayout } from './own-layout.ts'
import { FIRST_VIEW, type DeskPart, type Layer, type StageView, type View } from './view.ts'
import type { Walk } from './worst-areas.ts'
import type { Lang } from '../../shared/protocol/messages.ts'

/** What may lie open over the desk. */
export type SheetName =
  | 'cases'
  | 'explain'
  | 'figures'
  | 'handover'
  | 'help'
  | 'layout'
  | 'measures'
  | 'notes'
  | 'search'
  | 'service'
  | 'table'
  | 'thresholds'
  | 'units'

/** The view, what the pointer rests on, and which sheet lies open over the desk. */
export interface ViewState extends View {
  /** Code of the node under the pointer or the keyboard cursor, '' for none. */
  readonly hovered: string
  readonly sheet: 'none' | SheetName
  /** The figure whose sheet lies open. */
  readonly explained: { readonly node: string; readonly key: string; readonly unit: string }
  /** Number of the case whose sheet is to lie open, '' for the list. */
  readonly caseId: string
  /** Rule whose threshold is to be changed, '' for none said. */
  readonly ruleId: string
  readonly own: OwnLayout
  /** The publication at which the screens of a briefing stand still; undefined while they are live. BR2 */
  readonly frozenSeq: number | undefined
  /** A code asked for that the city does not have, '' for none. */
  readonly unknown: string
  /** Ranking of children by value; off: in the order of the codes. */
  readonly ranking: boolean
  /** Visitors stand before this screen. SC-F2 */
  readonly visitors: boolean
  /** The walk through the worst areas, while one of them is selected. */
  readonly walk: Walk | undefined
}

export interface ViewActions {
  select(code: string): void
  /** The city has no unit of this code: back to its root, and say so. */
  missed(code: string, root: string): void
  hover(code: string): void
  show(layer: Layer): void
  stand(stage: StageView): void
  /** Shows this part of the desk in this window. */
  stay(part: DeskPart): void
  /** Stands the panels as the person arranged them. */
  arrange(own: OwnLayout): void
  speak(lang: Lang): void
  open(sheet: ViewState['sheet']): void
  /** Opens the sheet of one case. */
  openCase(id: string): void
  /** Opens the thresholds at one rule. */
  openRule(id: string): void
  rank(on: boolean): void
  /** Opens the sheet behind a figure of an area, or of one responsible unit there. */
  explain(node: string, key: string, unit?: string): void
  /** Goes to the next of the worst areas. */
  walk(to: Walk): void
  /** A whole view at once, from the address. */
  take(view: View): void
}

export type ViewStore = StoreApi<ViewState> & { readonly act: ViewActions }

/** The only place where the view changes; subscribers hear every change. */
export function createViewStore(first: View = FIRST_VIEW): ViewStore {
  const store = createStore<ViewState>()(() => ({
    ...first,
    hovered: '',
    sheet: 'none',
    explained: { node: '', key: '', unit: '' },
    caseId: '',
    ruleId: '',
    own: USUAL_LAYOUT,
    frozenSeq: undefined,
    ranking: false,
    visitors: false,
    unknown: '',
    walk: undefined,
  }))
  const act: ViewActions = {
    select: (node) => store.setState({ node, hovered: '', unknown: '' }),
    missed: (unknown, node) => store.setState({ node, hovered: '', unknown }),
    hover: (hovered) => {
      if (store.getState().hovered !== hovered) store.setState({ hovered })
    },
    show: (layer) => store.setState({ layer }),
    stand: (stage) => store.setState({ stage }),
    stay: (part) => store.setState({ part }),
    arrange: (own) => store.setState({ own }),
    speak: (lang) => store.setState({ lang }),
    open: (sheet) => store.setState({ sheet, caseId: '', ruleId: '' }),
    openCase: (caseId) => store.setState({ sheet: 'cases', caseId }),
    explain: (node, key, unit = '') => store.setState({ sheet: 'explain', explained: { node, key, unit } }),
    openRule: (ruleId) => store.setState({ sheet: 'thresholds', ruleId }),
    rank: (ranking) => store.setState({ ranking }),
    walk: (walk) => store.setState({ node: walk.at, hovered: '', unknown: '', walk }),
    take: (view) => store.setState({ ...view, unknown: '' }),
  }
  return Object.assign(store, { act })
}
