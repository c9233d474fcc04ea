import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'

const noticeOf = ({ city }: PanelRead) => city?.notice

/** What the map rests on and its approval line; always on the screen. */
export function NoticePanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const notice = usePanel(noticeOf)
  return (
    <div className="notice" data-panel="notice">
      {notice === undefined
        ? say('notice.schematic')
        : [notice.boundaries, notice.approval].map((named) => nameIn(lang, named)).join(' · ')}
    </div>
  )
}
