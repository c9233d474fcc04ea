import { BOARD_WORDS } from '../../i18n/board-words.ts'
import { countText } from '../../i18n/numbers.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang } from '../../state/wall-store.ts'
import type { PrivacyLedger } from '../../../shared/protocol/privacy-ledger.ts'

const READ_EVERY_MS = 60_000

/** The ledger on the wall: what stands between it and a person, in one line, and the way to the method. PR11 */
export function LedgerStrip() {
  const lang = useLang()
  const held = usePolled<PrivacyLedger>('api/v1/privacy', READ_EVERY_MS)
  const say = (word: keyof typeof BOARD_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, BOARD_WORDS[word]), fill)
  const ledger = held.state === 'loading' ? undefined : held.value
  return (
    <section className="ledger" data-panel="ledger" data-state={held.state} aria-label={say('ledger')}>
      <h2>{say('ledger')}</h2>
      {ledger === undefined ? (
        <span className="note">{say(held.state === 'failed' ? 'failed' : 'loading')}</span>
      ) : (
        <Entries of={ledger} say={say} />
      )}
      <a href={`method${lang === 'en' ? '?lang=en' : ''}`}>{say('method')}</a>
    </section>
  )
}

interface EntriesProps {
  readonly of: PrivacyLedger
  readonly say: (word: keyof typeof BOARD_WORDS, fill?: Fill) => string
}

function Entries({ of, say }: EntriesProps) {
  const { smallestShown: k, cells, sources, assessed, refused, detailDays, adversary } = of
  const run =
    adversary === undefined
      ? say('noAdversary')
      : say(adversary.sameEngine ? 'adversary' : 'adversaryOld', {
          day: adversary.ranOn,
          n: countText(adversary.values),
          m: countText(adversary.ruledOut),
        })
  const entries = [
    ['k', say('ledgerK', { p: k.P, x: k.X })],
    ['hidden', say('ledgerHidden', { p: countText(cells.P.hidden), x: countText(cells.X.hidden) })],
    ['sources', say('ledgerSources', { n: sources.valid, m: sources.total })],
    [
      'assessed',
      assessed === undefined ? say('neverAssessed') : say('ledgerAssessed', { from: assessed.oldest, to: assessed.newest }),
    ],
    ['refused', say('ledgerRefused', { n: countText(refused) })],
    ['kept', say('ledgerKept', { n: detailDays })],
    ['adversary', run],
  ] as const
  return (
    <ul>
      {entries.map(([id, text]) => (
        <li key={id} data-entry={id}>
          {text}
        </li>
      ))}
    </ul>
  )
}
