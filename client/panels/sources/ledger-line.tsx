import { BOARD_WORDS } from '../../i18n/board-words.ts'
import { countText } from '../../i18n/numbers.ts'
import { fillPlaces, nameIn } from '../../i18n/words.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang } from '../../state/wall-store.ts'
import type { PrivacyLedger } from '../../../shared/protocol/privacy-ledger.ts'

const READ_EVERY_MS = 60_000

/** One line of the ledger on the desk: from what number on is shown, how much is hidden now; leads to all of it. PR11 */
export function LedgerLine() {
  const lang = useLang()
  const held = usePolled<PrivacyLedger>('api/v1/privacy', READ_EVERY_MS)
  const ledger = held.state === 'loading' ? undefined : held.value
  if (ledger === undefined) return null
  const { cells } = ledger
  const hidden = fillPlaces(nameIn(lang, BOARD_WORDS.ledgerHidden), {
    p: countText(cells.P.hidden),
    x: countText(cells.X.hidden),
  })
  return (
    <a className="ledger-line note" href={`sources${lang === 'en' ? '?lang=en' : ''}`}>
      {nameIn(lang, BOARD_WORDS.ledger)} · {hidden} ›
    </a>
  )
}
