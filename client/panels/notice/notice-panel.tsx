import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'

const noticeOf = ({ city }: PanelRead) => city?.notice
const isOpen = ({ city }: PanelRead) => city?.open === true

/** What the map rests on and its approval line; always on the screen. */
export function NoticePanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const notice = usePanel(noticeOf)
  const open = usePanel(isOpen)
  return (
    <div className="notice" data-panel="notice">
      {open && <b className="open-wall">{say('notice.open')}</b>}
      {notice === undefined
        ? say('notice.schematic')
        : [notice.boundaries, notice.approval].map((named) => nameIn(lang, named)).join(' · ')}
    </div>
  )
}
