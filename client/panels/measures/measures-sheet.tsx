import { MEASURE_WORDS } from '../../i18n/measure-words.ts'
import { ageText } from '../../i18n/numbers.ts'
import { cityTime } from '../../i18n/times.ts'
import { fillPlaces, nameIn, sayIn, type Fill } from '../../i18n/words.ts'
import { readFigure } from '../../state/read-figure.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import type { MeasureList } from '../../../shared/protocol/measure-list.ts'
import { Figure } from '../figure.tsx'
import { fillParts } from '../fill-parts.tsx'
import { Sheet } from '../sheet.tsx'
import { measureLine, type MeasureLine, type MeasureRow } from './measure-rows.ts'
import './measures.css'

const READ_EVERY_MS = 5_000
/** Names of the place that are said: its own and those right above. */
const SHOWN_PATH = 3

function useMeasureWords() {
  const lang = useLang()
  return (word: keyof typeof MEASURE_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, MEASURE_WORDS[word]), fill)
}

/** Control measures of the selected area on one time line, past review first: what was imposed must be released. SC-B2 */
export function MeasuresSheet() {
  const node = usePanel((read) => read.view.node)
  const held = usePolled<MeasureList>(`api/v1/measures?node=${encodeURIComponent(node)}`, READ_EVERY_MS)
  const words = useMeasureWords()
  const list = held.state === 'loading' ? undefined : held.value
  return (
    <Sheet id="measures" title={words('title')} note={<Counts />}>
      {held.state === 'loading' && <p className="quiet">{words('loading')}</p>}
      {held.state === 'failed' && (
        <p className="quiet" role="alert">
          {words('failed')}
        </p>
      )}
      {list !== undefined && list.measures.length === 0 && <p className="quiet">{words('none')}</p>}
      {list !== undefined && <TimeLine line={measureLine(list)} leftOut={list.leftOut} />}
    </Sheet>
  )
}

/** How many are in force and past review, as published; each explains itself. */
function Counts() {
  const lang = useLang()
  const n = usePanel((read) => readFigure(read.focus, 'measures.active'))
  const m = usePanel((read) => readFigure(read.focus, 'measures.overdueReview'))
  return fillParts(nameIn(lang, MEASURE_WORDS.count), { n: <Figure of={n} />, m: <Figure of={m} /> })
}

function TimeLine({ line, leftOut }: { readonly line: MeasureLine; readonly leftOut: number }) {
  const words = useMeasureWords()
  return (
    <div className="sheet-scroll" tabIndex={0}>
      <ul className="measures">
        {line.rows.map((row) => (
          <Row key={row.of.id} row={row} now={line.now} />
        ))}
      </ul>
      {leftOut > 0 && <p className="quiet">{words('more', { n: leftOut })}</p>}
    </div>
  )
}

const percent = (share: number) => `${(share * 100).toFixed(2)}%`

function Row({ row, now }: { readonly row: MeasureRow; readonly now: number }) {
  const lang = useLang()
  const { view } = useStores()
  const { of, from, until, review } = row
  const type = usePanel((read) => read.city?.measureTypes.find(({ code }) => code === of.type)?.name)
  const basis = usePanel((read) => read.city?.bases?.find(({ code }) => code === of.basis)?.name)
  const words = useMeasureWords()
  const place = { ['--from' as string]: percent(from), ['--long' as string]: percent(until - from) }
  return (
    <li data-measure={of.id} data-state={of.overdueReview ? 'overdue' : of.active ? 'active' : 'released'}>
      <button type="button" onClick={() => (view.act.select(of.node), view.act.open('none'))}>
        <b>{type === undefined ? of.type : nameIn(lang, type)}</b>
        <span className="name">
          {of.path
            .slice(-SHOWN_PATH)
            .map((name) => nameIn(lang, name))
            .join(' › ')}
        </span>
        <span className="note">{basis === undefined ? (of.basis ?? words('noBasis')) : nameIn(lang, basis)}</span>
        <span className="life">
          <LifeWords row={row} />
        </span>
      </button>
      <span className="span" style={place} aria-hidden="true">
        <i className="in-force" />
        {review !== undefined && <i className="review" style={{ ['--at' as string]: percent(review) }} />}
        <i className="now" style={{ ['--at' as string]: percent(now) }} />
      </span>
    </li>
  )
}

function LifeWords({ row }: { readonly row: MeasureRow }) {
  const lang = useLang()
  const say = sayIn(lang)
  const words = useMeasureWords()
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const { of, pastReview, lasted } = row
  const long = lasted === undefined ? words('unknownBegin') : words('lasted', { age: ageText(lasted, say) })
  const ended = of.releasedAt === null ? '' : cityTime(lang, timezone).stamp(Date.parse(of.releasedAt)).slice(0, 11)
  if (!of.active) return `${words('released', { time: ended })} · ${long}`
  if (pastReview === undefined) return `${words('noReview')} · ${long}`
  const review = pastReview > 0 ? 'overdue' : 'left'
  return `${words(review, { age: ageText(Math.abs(pastReview), say) })} · ${long}`
}
