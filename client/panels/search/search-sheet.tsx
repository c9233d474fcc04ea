import { useState, type KeyboardEvent } from 'react'
import { nameIn, sayIn } from '../../i18n/words.ts'
import type { FrameNode } from '../../../shared/protocol/messages.ts'
import { useLang, usePanel, useStores, type PanelRead } from '../../state/wall-store.ts'
import { Sheet } from '../sheet.tsx'
import { searchNodes } from './search-nodes.ts'

/** Redraws when the city arrives or grows. */
const nodesHeld = (read: PanelRead) => read.wall?.nodes.length ?? 0

/** Finds a unit by name or code; arrows and Enter, or a click. */
export function SearchSheet() {
  const lang = useLang()
  const say = sayIn(lang)
  const stores = useStores()
  const levels = usePanel((read) => read.city?.levels ?? [])
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  usePanel(nodesHeld)
  const found = searchNodes(stores.wall.getState().wall?.nodes ?? [], text)
  const go = (node: FrameNode | undefined) => {
    if (node === undefined) return
    stores.view.act.select(node.code)
    stores.view.act.open('none')
  }
  const onKey = (press: KeyboardEvent) => {
    const step = press.key === 'ArrowDown' ? 1 : press.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt(Math.max(0, Math.min(found.length - 1, at + step)))
    else if (press.key === 'Enter') go(found[at])
    else return
    press.preventDefault()
    press.stopPropagation()
  }
  const none = text.trim() !== '' && found.length === 0
  return (
    <Sheet
      id="search"
      title={say('search.title')}
      note={none ? say('search.none', { text }) : say('search.count', { n: found.length })}
    >
      <input
        type="search"
        value={text}
        placeholder={say('search.hint')}
        aria-label={say('search.hint')}
        onKeyDown={onKey}
        onChange={(change) => (setText(change.target.value), setAt(0))}
      />
      <ul className="sheet-scroll found" role="listbox" aria-label={say('search.title')}>
        {found.map((node, n) => (
          <li key={node.code} role="option" aria-selected={n === at}>
            <button type="button" tabIndex={-1} onClick={() => go(node)}>
              <span className="name">{nameIn(lang, node)}</span>
              <span className="note">
                {levels[node.level] === undefined ? '' : nameIn(lang, levels[node.level]?.name ?? node)}
              </span>
              <span className="note number">{node.code}</span>
            </button>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
