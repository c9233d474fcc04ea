import { LAYOUT_WORDS } from '../../i18n/layout-words.ts'
import { fillPlaces, nameIn, sayIn, type Fill } from '../../i18n/words.ts'
import { Sheet } from '../../panels/sheet.tsx'
import { USUAL_LAYOUT, keepLayout, type OwnLayout } from '../../state/own-layout.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import { LEFT, RIGHT, type PanelId } from './desk-panels.ts'
import './layout-sheet.css'
import { ALWAYS_SHOWN, moved, sideInOrder } from './arranged.ts'
import { PLACED } from './placed-panels.tsx'

const SIDES = { left: LEFT.map(({ id }) => id), right: RIGHT.map(({ id }) => id) } as const

function useLayoutWords() {
  const lang = useLang()
  return (word: keyof typeof LAYOUT_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, LAYOUT_WORDS[word]), fill)
}

/** Which panels stand on the desk and in which order; kept in this browser. SC15 */
export function LayoutSheet() {
  const words = useLayoutWords()
  const { view } = useStores()
  const own = usePanel((read) => read.view.own)
  const take = (layout: OwnLayout) => {
    keepLayout(layout)
    view.act.arrange(layout)
  }
  return (
    <Sheet id="layout" title={words('title')} note={words('note')}>
      <div className="own-layout">
        <Side title={words('left')} side={SIDES.left} own={own} take={take} />
        <Side title={words('right')} side={SIDES.right} own={own} take={take} />
      </div>
      <div className="table-tools">
        <button type="button" onClick={() => take(USUAL_LAYOUT)}>
          {words('usual')}
        </button>
      </div>
    </Sheet>
  )
}

interface SideProps {
  readonly title: string
  readonly side: readonly PanelId[]
  readonly own: OwnLayout
  readonly take: (layout: OwnLayout) => void
}

function Side({ title, side, own, take }: SideProps) {
  const say = sayIn(useLang())
  const words = useLayoutWords()
  const ids = sideInOrder(side, own)
  const toggle = (id: PanelId) => {
    const isHidden = own.hidden.includes(id)
    take({ ...own, hidden: isHidden ? own.hidden.filter((known) => known !== id) : [...own.hidden, id] })
  }
  return (
    <fieldset>
      <legend>{title}</legend>
      <ul>
        {ids.map((id, at) => {
          const name = say(PLACED[id].title)
          return (
            <li key={id}>
              <label>
                <input
                  type="checkbox"
                  checked={!own.hidden.includes(id)}
                  disabled={id === ALWAYS_SHOWN}
                  onChange={() => toggle(id)}
                />
                {name}
              </label>
              <button
                type="button"
                disabled={at === 0}
                aria-label={words('up', { name })}
                onClick={() => take(moved(own, side, id, -1))}
              >
                ↑
              </button>
              <button
                type="button"
                disabled={at === ids.length - 1}
                aria-label={words('down', { name })}
                onClick={() => take(moved(own, side, id, 1))}
              >
                ↓
              </button>
            </li>
          )
        })}
      </ul>
    </fieldset>
  )
}
