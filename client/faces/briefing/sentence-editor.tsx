import { useState } from 'react'
import { BRIEFING_WORDS } from '../../i18n/briefing-words.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import { useLang } from '../../state/wall-store.ts'

const MOST_CHARACTERS = 200

/** Says the briefing's words. */
export function useBriefingWords() {
  const lang = useLang()
  return (word: keyof typeof BRIEFING_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, BRIEFING_WORDS[word]), fill)
}

interface SentenceEditorProps {
  /** As the figures say it. */
  readonly made: string
  /** What a person made of it; it stays on this page alone. */
  readonly edited: string | undefined
  readonly edit: (text: string | undefined) => void
}

/** The sentence of a scene; a person may rewrite it, and then it says so. SC-F3 */
export function SentenceEditor({ made, edited, edit }: SentenceEditorProps) {
  const words = useBriefingWords()
  const [open, setOpen] = useState(false)
  if (open)
    return (
      <p className="sentence-open">
        <textarea
          aria-label={words('sentence')}
          maxLength={MOST_CHARACTERS}
          defaultValue={edited ?? made}
          autoFocus
          onKeyDown={(event) => event.stopPropagation()}
          onBlur={({ currentTarget: { value } }) => (edit(value.trim() === made ? undefined : value.trim()), setOpen(false))}
        />
      </p>
    )
  return (
    <p>
      {edited ?? made}
      {edited !== undefined && <b className="edited">{words('edited')}</b>}
      <button type="button" className="sentence-tool" onClick={() => setOpen(true)}>
        {words('edit')}
      </button>
      {edited !== undefined && (
        <button type="button" className="sentence-tool" onClick={() => edit(undefined)}>
          {words('restore')}
        </button>
      )}
    </p>
  )
}
