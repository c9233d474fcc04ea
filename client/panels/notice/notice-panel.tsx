import { useStore } from 'zustand'
import { nameIn, sayIn } from '../../i18n/words.ts'
import { onStage } from '../../map/on-stage.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'

const noticeOf = ({ city }: PanelRead) =>
  city && ([city.notice.boundaries, city.notice.approval, city.baseMap?.attribution] as const)
const isOpen = ({ city }: PanelRead) => city?.open === true

/** What the map rests on, its approval line, and whom water and base map are from while they show; always on the screen. SC-M12 */
export function NoticePanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const notice = usePanel(noticeOf)
  const open = usePanel(isOpen)
  const { water } = useStore(onStage)
  return (
    <div className="notice" data-panel="notice">
      {open && <b className="open-wall">{say('notice.open')}</b>}
      {notice === undefined
        ? say('notice.schematic')
        : [...notice, water].flatMap((named) => (named ? [nameIn(lang, named)] : [])).join(' · ')}
    </div>
  )
}
