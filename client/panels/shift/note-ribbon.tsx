import type { NoteList } from '../../../shared/protocol/shift-log.ts'
import { nameIn } from '../../i18n/words.ts'
import { useTold } from '../../state/use-told.ts'
import { usePanel, useStores } from '../../state/wall-store.ts'
import './shift.css'
import { useShiftWords } from './shift-words-in.ts'

/** A note stands over the map for so long. */
const SHOWN_S = 1_800

/** The newest note of the shift, live over the map of every desk; opens the log. SH1 */
export function NoteRibbon() {
  const { lang, words, stamp } = useShiftWords()
  const { view } = useStores()
  const [held] = useTold<NoteList>('api/v1/shift/notes')
  const newest = (held.state === 'loading' ? undefined : held.value)?.notes[0]
  const fresh = usePanel(({ link }) => newest !== undefined && link.clock - Date.parse(newest.at) / 1000 < SHOWN_S)
  if (newest === undefined || !fresh) return null
  return (
    <button type="button" className="note-ribbon" aria-live="polite" onClick={() => view.act.open('notes')}>
      <b>{words('newest')}</b>
      <span className="number">{stamp(newest.at).slice(6)}</span>
      <span>{nameIn(lang, newest.postName)}</span>
      <span className="note-text">{newest.text}</span>
    </button>
  )
}
