import { FiguresSheet } from '../../panels/figures/figures-sheet.tsx'
import { HelpSheet } from '../../panels/help/help-sheet.tsx'
import { SearchSheet } from '../../panels/search/search-sheet.tsx'
import { usePanel } from '../../state/wall-store.ts'

/** The sheet that lies open over the desk, if any. */
export function DeskSheets() {
  const sheet = usePanel((read) => read.view.sheet)
  if (sheet === 'figures') return <FiguresSheet />
  if (sheet === 'help') return <HelpSheet />
  return sheet === 'search' ? <SearchSheet /> : null
}
