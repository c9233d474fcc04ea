import { lazy, Suspense, useEffect } from 'react'
import { after } from '../../observe/timers.ts'
import { usePanel } from '../../state/wall-store.ts'

const figures = () => import('../../panels/figures/figures-sheet.tsx')
const help = () => import('../../panels/help/help-sheet.tsx')
const table = () => import('../../panels/layer-table/layer-table-sheet.tsx')
const search = () => import('../../panels/search/search-sheet.tsx')
const LayerTableSheet = lazy(() => table().then((m) => ({ default: m.LayerTableSheet })))
const FiguresSheet = lazy(() => figures().then((m) => ({ default: m.FiguresSheet })))
const HelpSheet = lazy(() => help().then((m) => ({ default: m.HelpSheet })))
const SearchSheet = lazy(() => search().then((m) => ({ default: m.SearchSheet })))
/** Once the desk stands the sheets come by themselves, so that no key is lost on a first opening. */
const FETCH_AFTER_MS = 4_000

/** The sheet that lies open over the desk, if any; loaded after the desk itself. */
export function DeskSheets() {
  useEffect(() => after(FETCH_AFTER_MS, () => void Promise.allSettled([figures(), help(), search(), table()])), [])
  const sheet = usePanel((read) => read.view.sheet)
  if (sheet === 'none') return null
  return (
    <Suspense fallback={null}>
      {sheet === 'figures' && <FiguresSheet />}
      {sheet === 'help' && <HelpSheet />}
      {sheet === 'search' && <SearchSheet />}
      {sheet === 'table' && <LayerTableSheet />}
    </Suspense>
  )
}
