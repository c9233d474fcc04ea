import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { cityTime } from '../../i18n/times.ts'
import { sayIn } from '../../i18n/words.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import type { SourceBoard } from '../../../shared/protocol/source-board.ts'
import { useCityFont } from '../../theme/city-font.ts'
import { deskLayout } from '../desk/desk-layout.ts'
import { LostSheet } from '../desk/lost-sheet.tsx'
import { useBox } from '../desk/use-box.ts'
import { boardCards, troubledCount } from './board-rows.ts'
import './board.css'
import { LedgerStrip } from './ledger-strip.tsx'
import { useBoardWords } from './board-words-in.ts'
import { SourceCard } from './source-card.tsx'
import { lasting } from '../../observe/lasting-import.ts'

const Explain = lazy(lasting(() => import('../../panels/explain/explain-sheet.tsx').then((m) => ({ default: m.ExplainSheet }))))
const READ_EVERY_MS = 5_000
const UNITS_PER_REM = 16

/** The source board: one tile for each dimension of the catalogue, by source, what is late or silent first. SC-B1 */
export function BoardFace() {
  const page = useRef<HTMLDivElement>(null)
  const box = useBox(page)
  const held = usePolled<SourceBoard>('api/v1/sources', READ_EVERY_MS)
  const board = useBoardWords()
  useCityFont(usePanel(({ city }) => city?.font === true))
  useEffect(() => {
    if (box !== undefined) document.documentElement.style.fontSize = `${deskLayout(...box).unitPx * UNITS_PER_REM}px`
  }, [box])
  return (
    <div className="board" ref={page} data-panel="board" data-state={held.state}>
      {held.state === 'loading' && <p className="board-words">{board('loading')}</p>}
      {held.state === 'failed' && (
        <p className="board-words" role="alert">
          {board('failed')}
        </p>
      )}
      {held.state !== 'loading' && held.value !== undefined && <Board of={held.value} />}
      <BehindTile />
      <LostSheet />
    </div>
  )
}

/** What stands behind the figure of the tile that was asked for, until Escape. AG7 */
function BehindTile() {
  const { view } = useStores()
  const open = usePanel((read) => read.view.sheet === 'explain')
  useEffect(() => {
    const close = ({ key }: KeyboardEvent) => key === 'Escape' && view.act.open('none')
    window.addEventListener('keydown', close)
    return () => window.removeEventListener('keydown', close)
  }, [view])
  if (!open) return null
  return (
    <Suspense fallback={null}>
      <Explain />
    </Suspense>
  )
}

function Board({ of }: { readonly of: SourceBoard }) {
  const [onlyTroubled, setOnlyTroubled] = useState(false)
  const cards = boardCards(of, onlyTroubled)
  const board = useBoardWords()
  const troubled = troubledCount(of)
  const endless = of.sources.filter(({ validTo, expiresAt }) => validTo === undefined && expiresAt === undefined).length
  const notes = [
    ...(endless > 0 ? [board('noEnd', { n: endless })] : []),
    ...(of.dimensions.some(({ illustrative }) => illustrative) ? [board('illustrative')] : []),
  ]
  return (
    <>
      <header className="board-head">
        <h1>{board('title')}</h1>
        <span>{board('count', { n: of.sources.length, m: of.dimensions.length })}</span>
        <b>{troubled === 0 ? board('calm') : board('troubled', { n: troubled })}</b>
        <Tools onlyTroubled={onlyTroubled} turn={() => setOnlyTroubled(!onlyTroubled)} />
        <Now asOf={Date.parse(of.asOf)} />
      </header>
      <LedgerStrip />
      <div className="cards" tabIndex={-1}>
        <div className="card-columns">
          {cards.map((card) => (
            <SourceCard key={card.source.id} card={card} mayApprove={of.mayApprove} />
          ))}
        </div>
      </div>
      <p className="board-foot note">{notes.join(' · ')}</p>
    </>
  )
}

function Tools({ onlyTroubled, turn }: { readonly onlyTroubled: boolean; readonly turn: () => void }) {
  const lang = useLang()
  const { view } = useStores()
  const board = useBoardWords()
  return (
    <div className="tools">
      <button type="button" aria-pressed={onlyTroubled} onClick={turn}>
        {board('onlyTroubled')}
      </button>
      <a href={`./${lang === 'en' ? '?lang=en' : ''}`}>{board('desk')}</a>
      <button type="button" lang={lang === 'zh' ? 'en' : 'zh-CN'} onClick={() => view.act.speak(lang === 'zh' ? 'en' : 'zh')}>
        {sayIn(lang)('lang')}
      </button>
    </div>
  )
}

function Now({ asOf }: { readonly asOf: number }) {
  const lang = useLang()
  const timezone = usePanel((read) => read.city?.timezone)
  if (timezone === undefined) return null
  return <time className="clock number">{cityTime(lang, timezone).clock(asOf)}</time>
}
