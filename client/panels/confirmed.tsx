import type { ConfirmedList } from '../../shared/protocol/briefing-room.ts'
import { CONFIRM_WORDS } from '../i18n/confirm-words.ts'
import { numberText } from '../i18n/numbers.ts'
import { cityTime } from '../i18n/times.ts'
import { fillPlaces, nameIn } from '../i18n/words.ts'
import type { FigureView } from '../state/read-figure.ts'
import { useLang, usePanel } from '../state/wall-store.ts'

type Confirmation = ConfirmedList['figures'][number]

/** Whether a figure is as it stands now or what a post stood by, with the post and the time. BR5 */
export function Confirmed({ of, by }: { readonly of: FigureView; readonly by: Confirmation | undefined }) {
  const lang = useLang()
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  if (by === undefined) return null
  const v = numberText(by.v, of.shape, of.decimals) + (of.shape === 'rate' ? ' %' : '')
  const fill = { v, post: nameIn(lang, by.postName), time: cityTime(lang, timezone).minute(Date.parse(by.asOf)) }
  return (
    <span className="confirmed note" data-confirmed={by.key}>
      {fillPlaces(nameIn(lang, CONFIRM_WORDS.confirmed), fill)}
    </span>
  )
}
