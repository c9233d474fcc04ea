import { useState, type KeyboardEvent } from 'react'
import { SEARCH_WORDS } from '../../i18n/search-words.ts'
import { fillPlaces, nameIn, sayIn } from '../../i18n/words.ts'
import type { FrameNode } from '../../../shared/protocol/messages.ts'
import type { CityFacts } from '../../state/city-facts.ts'
import { useLang, usePanel, useStores, type PanelRead, type Stores } from '../../state/wall-store.ts'
import { Sheet } from '../sheet.tsx'
import { findCommands } from './commands.ts'
import { searchNodes } from './search-nodes.ts'

/** Redraws when the city arrives or grows. */
const nodesHeld = (read: PanelRead) => read.wall?.nodes.length ?? 0
/** A case number is looked for from this length on. */
const CASE_CHARACTERS = 3
const NO_LEVELS: CityFacts['levels'] = []

/** One line of what was found. */
interface Found {
  readonly id: string
  readonly name: string
  readonly note: string
  readonly key: string
  go(stores: Stores): void
}

/** Units first once something was asked, then commands, then the case of that number. */
function foundBy(text: string, nodes: readonly FrameNode[], lang: 'zh' | 'en', levels: CityFacts['levels']): readonly Found[] {
  const words = (word: keyof typeof SEARCH_WORDS) => nameIn(lang, SEARCH_WORDS[word])
  const units = searchNodes(nodes, text).map((node): Found => {
    const level = levels[node.level]?.name
    const go = ({ view }: Stores) => (view.act.select(node.code), view.act.open('none'))
    return { id: node.code, name: nameIn(lang, node), note: level === undefined ? '' : nameIn(lang, level), key: node.code, go }
  })
  const commands = findCommands(text).map(({ id, name, key, run }): Found => ({
    id: `command ${id}`,
    name: nameIn(lang, name),
    note: words('command'),
    key,
    go: run,
  }))
  const number = text.trim()
  const aCase: Found = {
    id: `case ${number}`,
    name: fillPlaces(words('caseOf'), { id: number }),
    note: words('case'),
    key: '',
    go: ({ view }) => view.act.openCase(number),
  }
  return [...units, ...commands, ...(number.length >= CASE_CHARACTERS && /\d/.test(number) ? [aCase] : [])]
}

/** Finds a unit, a command or a case by name, number or key; arrows and Enter, or a click. SC11 */
export function SearchSheet() {
  const lang = useLang()
  const say = sayIn(lang)
  const stores = useStores()
  const levels = usePanel((read) => read.city?.levels ?? NO_LEVELS)
  const [text, setText] = useState('')
  const [at, setAt] = useState(0)
  usePanel(nodesHeld)
  const found = foundBy(text, stores.wall.getState().wall?.nodes ?? [], lang, levels)
  const onKey = (press: KeyboardEvent) => {
    const step = press.key === 'ArrowDown' ? 1 : press.key === 'ArrowUp' ? -1 : 0
    if (step !== 0) setAt(Math.max(0, Math.min(found.length - 1, at + step)))
    else if (press.key === 'Enter') found[at]?.go(stores)
    else return
    press.preventDefault()
    press.stopPropagation()
  }
  const none = text.trim() !== '' && found.length === 0
  const hint = nameIn(lang, SEARCH_WORDS.hint)
  return (
    <Sheet
      id="search"
      title={say('search.title')}
      note={none ? say('search.none', { text }) : say('search.count', { n: found.length })}
    >
      <input
        type="search"
        role="combobox"
        aria-expanded="true"
        aria-controls="found"
        aria-activedescendant={found[at] === undefined ? undefined : `found-${at}`}
        value={text}
        placeholder={hint}
        aria-label={hint}
        onKeyDown={onKey}
        onChange={(change) => (setText(change.target.value), setAt(0))}
      />
      <ul className="sheet-scroll found" id="found" role="listbox" aria-label={say('search.title')}>
        {found.map(({ id, name, note, key, go }, n) => (
          <li
            key={id}
            id={`found-${n}`}
            role="option"
            aria-selected={n === at}
            ref={(line) => {
              if (n === at) line?.scrollIntoView({ block: 'nearest' })
            }}
            onClick={() => go(stores)}
          >
            <span className="name">{name}</span>
            <span className="note">{note}</span>
            <span className="note number">{key}</span>
          </li>
        ))}
      </ul>
    </Sheet>
  )
}
