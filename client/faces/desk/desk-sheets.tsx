import { lazy, Suspense } from 'react'
import { usePanel } from '../../state/wall-store.ts'

const FiguresSheet = lazy(() => import('../../panels/figures/figures-sheet.tsx').then((m) => ({ default: m.FiguresSheet })))
const HelpSheet = lazy(() => import('../../panels/help/help-sheet.tsx').then((m) => ({ default: m.HelpSheet })))
const SearchSheet = lazy(() => import('../../panels/search/search-sheet.tsx').then((m) => ({ default: m.SearchSheet })))

/** The sheet that lies open over the desk, if any; loaded when first asked for. */
export function DeskSheets() {
  const sheet = usePanel((read) => read.view.sheet)
  if (sheet === 'none') return null
  return (
    <Suspense fallback={null}>
      {sheet === 'figures' ? <FiguresSheet /> : sheet === 'help' ? <HelpSheet /> : <SearchSheet />}
    </Suspense>
  )
}
