import { stepWords } from '../../i18n/event-words.ts'
import { ageText } from '../../i18n/numbers.ts'
import { nameIn, sayIn } from '../../i18n/words.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import type { CaseSheetAnswer } from '../../../shared/protocol/case-list.ts'
import { CaseActs, useStamp } from './case-acts.tsx'
import { caseWordsIn, dueWords, leftWords } from './case-times.ts'

const READ_EVERY_MS = 3_000

/** One case's loop: each step with its time, what is due, what is left, and what was asked of its system of record. CS5 OB2 */
export function CaseFile({ id, back }: { readonly id: string; readonly back: () => void }) {
  const words = caseWordsIn(useLang())
  const held = usePolled<CaseSheetAnswer>(`api/v1/cases/${encodeURIComponent(id)}`, READ_EVERY_MS)
  const found = held.state === 'loading' ? undefined : held.value
  return (
    <div className="case-file" data-case={id}>
      <div className="table-tools">
        <button type="button" onClick={back}>
          ‹ {words('back')}
        </button>
      </div>
      {held.state === 'loading' && <p className="quiet">{words('loading')}</p>}
      {held.state === 'failed' && found === undefined && <p className="quiet">{words('gone')}</p>}
      {found !== undefined && <Facts found={found} />}
      {found !== undefined && <Steps found={found} />}
      {found !== undefined && <CaseActs found={found} />}
    </div>
  )
}

interface Part {
  readonly found: CaseSheetAnswer
}

function Facts({ found }: Part) {
  const lang = useLang()
  const words = caseWordsIn(lang)
  const stamp = useStamp()
  const type = usePanel((read) => read.city?.types.find(({ code }) => code === found.type)?.name)
  const unit = usePanel((read) => read.city?.units.find(({ code }) => code === found.unit)?.name)
  const since = found.openedAt === undefined ? 0 : (Date.parse(found.asOf) - Date.parse(found.openedAt)) / 1000
  const said = [
    type === undefined ? (found.type ?? '') : nameIn(lang, type),
    unit === undefined ? (found.unit ?? '') : nameIn(lang, unit),
    found.supervised ? words('supervised') : '',
    found.life === 'open' ? words('elapsed', { age: ageText(since, sayIn(lang)) }) : '',
  ]
  const due = found.dueAt === undefined ? '' : words('dueThen', { time: stamp(found.dueAt) })
  const how = found.dueAt === undefined ? '' : words(found.dueGiven ? 'given' : 'computed')
  return (
    <dl className="facts" data-overdue={found.overdue}>
      <dt>{said.filter((text) => text !== '').join(' · ')}</dt>
      <dd>
        <b>{dueWords(lang, found, found.asOf)}</b>
        <span className="note">{[leftWords(lang, found), due, how].filter((text) => text !== '').join(' · ')}</span>
      </dd>
    </dl>
  )
}

function Steps({ found }: Part) {
  const lang = useLang()
  const words = caseWordsIn(lang)
  const stamp = useStamp()
  const units = usePanel((read) => read.city?.units)
  const nameOf = (code: string | undefined) => {
    const unit = units?.find((known) => known.code === code)?.name
    return unit === undefined ? (code ?? '') : nameIn(lang, unit)
  }
  return (
    <div className="sheet-scroll" tabIndex={0}>
      <h3>{words('steps')}</h3>
      <ol className="case-steps">
        {found.steps.map(({ step, occurredAt, unit, dueAt, corrected }, at) => (
          <li key={`${at} ${step}`} data-step={step}>
            <span className="number">{stamp(occurredAt)}</span>
            <b>{nameIn(lang, stepWords(step))}</b>
            <span>{nameOf(unit)}</span>
            <span className="note">
              {[corrected ? words('corrected') : '', dueAt === undefined ? '' : words('dueThen', { time: stamp(dueAt) })].join(
                ' ',
              )}
            </span>
          </li>
        ))}
      </ol>
      {found.milestones.length > 1 && <h3>{words('milestones')}</h3>}
      {found.milestones.length > 1 && (
        <ol className="case-steps">
          {found.milestones.map(({ code, name, dueAt }) => (
            <li key={code} data-past={dueAt !== undefined && dueAt < found.asOf}>
              <span className="number">{dueAt === undefined ? '–' : stamp(dueAt)}</span>
              <b>{nameIn(lang, name)}</b>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
