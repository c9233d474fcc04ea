import { lazy, Suspense, useEffect, type ComponentType } from 'react'
import { after } from '../../observe/timers.ts'
import type { SheetName } from '../../state/view-store.ts'
import { usePanel } from '../../state/wall-store.ts'
import { lasting } from '../../observe/lasting-import.ts'

type Load = () => Promise<{ readonly default: ComponentType }>

/** Where each sheet comes from; loaded after the desk itself. */
const LOADS: Readonly<Record<SheetName, Load>> = {
  explain: () => import('../../panels/explain/explain-sheet.tsx').then((m) => ({ default: m.ExplainSheet })),
  cases: () => import('../../panels/cases/cases-sheet.tsx').then((m) => ({ default: m.CasesSheet })),
  figures: () => import('../../panels/figures/figures-sheet.tsx').then((m) => ({ default: m.FiguresSheet })),
  handover: () => import('../../panels/shift/handover-sheet.tsx').then((m) => ({ default: m.HandoverSheetPanel })),
  help: () => import('../../panels/help/help-sheet.tsx').then((m) => ({ default: m.HelpSheet })),
  layout: () => import('./layout-sheet.tsx').then((m) => ({ default: m.LayoutSheet })),
  measures: () => import('../../panels/measures/measures-sheet.tsx').then((m) => ({ default: m.MeasuresSheet })),
  notes: () => import('../../panels/shift/notes-sheet.tsx').then((m) => ({ default: m.NotesSheet })),
  search: () => import('../../panels/search/search-sheet.tsx').then((m) => ({ default: m.SearchSheet })),
  service: () => import('../../panels/service/service-sheet.tsx').then((m) => ({ default: m.ServiceSheet })),
  table: () => import('../../panels/layer-table/layer-table-sheet.tsx').then((m) => ({ default: m.LayerTableSheet })),
  thresholds: () => import('../../panels/thresholds/thresholds-sheet.tsx').then((m) => ({ default: m.ThresholdsSheet })),
  units: () => import('../../panels/units/units-sheet.tsx').then((m) => ({ default: m.UnitsSheet })),
}
const SHEETS = Object.fromEntries(
  Object.entries(LOADS).map(([name, load]) => [name, lazy(lasting(load))]),
) as unknown as Readonly<Record<SheetName, ComponentType>>
/** Once the desk stands the sheets come by themselves, so that no key is lost on a first opening. */
const FETCH_AFTER_MS = 4_000

/** The sheet that lies open over the desk, if any. */
export function DeskSheets() {
  useEffect(() => after(FETCH_AFTER_MS, () => void Promise.allSettled(Object.values(LOADS).map((load) => load()))), [])
  const sheet = usePanel((read) => read.view.sheet)
  if (sheet === 'none') return null
  const Open = SHEETS[sheet]
  return (
    <Suspense fallback={null}>
      <Open />
    </Suspense>
  )
}
