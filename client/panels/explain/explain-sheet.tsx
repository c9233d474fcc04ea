import type { ReactNode } from 'react'
import { EXPLAIN_WORDS } from '../../i18n/explain-words.ts'
import { keyName } from '../../i18n/key-names.ts'
import { ageText } from '../../i18n/numbers.ts'
import { cityTime } from '../../i18n/times.ts'
import { fillPlaces, nameIn, sayIn, type Fill, type Named } from '../../i18n/words.ts'
import { catalogueNames } from '../../state/catalogue-names.ts'
import { keyOf, type FigureView } from '../../state/read-figure.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { AlarmMark } from '../alarm-mark.tsx'
import { figureText } from '../figure.tsx'
import { Sheet } from '../sheet.tsx'
import { ConfirmLine } from './confirm-line.tsx'
import './explain.css'
import type { Explained } from './explained.ts'
import { Indicators } from './indicators.tsx'
import { LevelsBelow } from './levels-below.tsx'
import { TierInputs } from './tier-inputs.tsx'
import { TiersBelow } from './tiers-below.tsx'

const READ_EVERY_MS = 5_000
const VERSION_SHOWN = 12

function useExplainWords() {
  const lang = useLang()
  return (word: keyof typeof EXPLAIN_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, EXPLAIN_WORDS[word]), fill)
}

const askedOf = ({ view, city, focus, wall }: PanelRead) => {
  const reader = focus ?? wall
  return {
    ...view.explained,
    def: reader && keyOf(reader, view.explained.key),
    city,
    timezone: city?.timezone ?? 'UTC',
  }
}

/** How one figure was counted and what stands behind it: the answer to 'how do you know'. AG7 */
export function ExplainSheet() {
  const lang = useLang()
  const words = useExplainWords()
  const { node, key, unit, def, city, timezone } = usePanel(askedOf)
  const of = unit === '' ? '' : `&unit=${encodeURIComponent(unit)}`
  const asked = `api/v1/explain?node=${encodeURIComponent(node)}&key=${encodeURIComponent(key)}${of}`
  const held = usePolled<Explained>(asked, READ_EVERY_MS)
  const title = def === undefined ? key : nameIn(lang, keyName(def, catalogueNames(city)))
  const told = held.state === 'loading' || held.value?.key !== key ? undefined : held.value
  const whose = told && [told.unit, told.node].flatMap((named) => (named ? [nameIn(lang, named.name)] : [])).join(' · ')
  return (
    <Sheet id="explain" title={whose === undefined ? title : `${title} · ${whose}`} note={key}>
      {held.state === 'loading' && <p className="quiet">{words('loading')}</p>}
      {held.state === 'failed' && (
        <p className="quiet" role="alert">
          {words('failed')}
        </p>
      )}
      {told !== undefined && (
        <div className="sheet-scroll explained" tabIndex={0}>
          <Counted told={told} show={(shown) => textOf(shown, def)} timezone={timezone} />
          <dl>{unit === '' && <ConfirmLine node={node} of={figureOf(told, def)} />}</dl>
          {told.tiersBelow === undefined ? (
            <Parts told={told} show={(shown) => textOf(shown, def)} />
          ) : (
            <TiersBelow of={told.tiersBelow} />
          )}
          {told.levelsBelow !== undefined && <LevelsBelow told={told} />}
          <Sources told={told} />
          <Behind told={told} timezone={timezone} />
        </div>
      )}
    </Sheet>
  )
}

type Shown = Pick<Explained, 'v' | 'state' | 'shown'>

function figureOf({ v, state }: Shown, def: ReturnType<typeof keyOf>): FigureView {
  const { key = '', shape = 'count', decimals = 0, cls = 'T' } = def ?? {}
  return { key, v, state, heldAt: 0, shape, decimals, cls }
}

function textOf({ v, state, shown }: Shown, def: ReturnType<typeof keyOf>): string {
  const view = figureOf({ v, state }, def)
  return shown ?? `${figureText(view)}${view.shape === 'rate' && v !== null ? '%' : ''}`
}

function Line({ name, children }: { readonly name: string; readonly children: ReactNode }) {
  return (
    <div className="explain-line">
      <dt>{name}</dt>
      <dd>{children}</dd>
    </div>
  )
}

interface CountedProps {
  readonly told: Explained
  readonly show: (shown: Shown) => string
  readonly timezone: string
}

/** Value, formula, numerator and denominator, window, rule and version. */
function Counted({ told, show, timezone }: CountedProps) {
  const lang = useLang()
  const words = useExplainWords()
  const time = cityTime(lang, timezone)
  const { numerator, denominator, window, rule, boundaries, tier } = told
  const plain = (shown: Shown) => shown.shown ?? (shown.v === null ? '–' : String(shown.v))
  const until = time.stamp(Date.parse(window.to))
  const span = window.from === undefined ? words(window.name === 'all' ? 'all' : 'now') : time.stamp(Date.parse(window.from))
  return (
    <dl>
      <Line name={words('formula')}>
        <b className="number">{show(told)}</b>
        {numerator && denominator && (
          <span className="number"> = {words('share', { a: plain(numerator), b: plain(denominator) })}</span>
        )}
        <p>{told.formula && nameIn(lang, told.formula)}</p>
        {tier && <TierInputs of={tier.inputs} />}
      </Line>
      {told.pair && <Indicators told={told} of={told.pair} />}
      {told.hazard && <HazardLine of={told.hazard} />}
      <Line name={words('window')}>
        {span} – {until}
      </Line>
      <Line name={words('rule')}>
        {rule.id} · {rule.version} · {words('boundaries', { v: boundaries.version.slice(0, VERSION_SHOWN) })}
      </Line>
    </dl>
  )
}

/** Who adopted a hazard and until when; of a band the interval, the model and who approved it. */
function HazardLine({ of: { adoptedBy, until, model, interval } }: { readonly of: NonNullable<Explained['hazard']> }) {
  const lang = useLang()
  const words = useExplainWords()
  const plain = ({ v }: Shown) => v ?? '–'
  return (
    <Line name={words('adopted')}>
      {adoptedBy && nameIn(lang, adoptedBy)} {until !== undefined && words('until', { day: until })}
      {interval && <p className="number">{words('interval', { a: plain(interval.low), b: plain(interval.high) })}</p>}
      {model && (
        <p className="note">
          {nameIn(lang, model.name)} {model.version} · {nameIn(lang, model.approver)} · {model.approvedOn}
        </p>
      )}
    </Line>
  )
}

function Parts({ told, show }: Pick<CountedProps, 'told' | 'show'>) {
  const lang = useLang()
  const words = useExplainWords()
  const { shown, more } = told.parts
  if (shown.length === 0) return null
  return (
    <dl>
      <Line name={words('parts')}>
        <ul className="explain-parts">
          {shown.map((part) => (
            <li key={part.code}>
              {nameIn(lang, part.name)} <b className="number">{show(part)}</b>
            </li>
          ))}
          {more > 0 && <li className="note">{words('more', { n: more })}</li>}
        </ul>
      </Line>
    </dl>
  )
}

function Sources({ told }: { readonly told: Explained }) {
  const lang = useLang()
  const say = sayIn(lang)
  const words = useExplainWords()
  const { completeness, list } = told.sources
  return (
    <dl>
      <Line name={words('sources')}>
        <span className="note">{words('complete', { v: (completeness * 100).toFixed(0) })}</span>
        <ul className="explain-parts">
          {list.map(({ id, name, state, ageSeconds }) => (
            <li key={id} data-state={state}>
              {nameIn(lang, name)}{' '}
              <span className="note">{ageSeconds === undefined ? say('source.never') : ageText(ageSeconds, say)}</span>
            </li>
          ))}
        </ul>
      </Line>
    </dl>
  )
}

/** Who acts and until when. */
function Behind({ told, timezone }: { readonly told: Explained; readonly timezone: string }) {
  const lang = useLang()
  const words = useExplainWords()
  const time = cityTime(lang, timezone)
  const { alarms, cases, measures } = told.now
  const named = (name: Named | undefined, other: string) => (name === undefined ? other : nameIn(lang, name))
  const empty = alarms.active === 0 && cases.next.length === 0 && measures.length === 0
  return (
    <dl>
      <Line name={words('behind')}>
        {empty && <span className="quiet">{words('quiet')}</span>}
        <ul className="explain-behind">
          {alarms.active > 0 && <li className="note">{words('alarms', { n: alarms.active, m: alarms.waiting })}</li>}
          {alarms.first.map((alarm) => (
            <li key={alarm.id}>
              <AlarmMark level={alarm.level} /> {named(alarm.about?.name ?? alarm.name, alarm.id)}
            </li>
          ))}
          {cases.next.map(({ id, type, unit, overdue, dueAt }) => (
            <li key={id}>
              {named(type, id)} · {named(unit, words('nobody'))} ·{' '}
              {overdue ? words('overdue') : dueAt === undefined ? '–' : words('due', { t: time.stamp(Date.parse(dueAt)) })}
            </li>
          ))}
          {measures.map(({ id, reviewBy }) => (
            <li key={id}>{words('review', { id, t: reviewBy === undefined ? '–' : time.stamp(Date.parse(reviewBy)) })}</li>
          ))}
        </ul>
      </Line>
    </dl>
  )
}
