import type { CaseSheetAnswer } from '../../../shared/protocol/case-list.ts'
import { cityTime } from '../../i18n/times.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { ActForm } from './act-form.tsx'
import { caseWordsIn, type CaseWord } from './case-times.ts'

/** Says an ISO time as the city's day and clock. */
export function useStamp() {
  const lang = useLang()
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  return (iso: string) => cityTime(lang, timezone).stamp(Date.parse(iso))
}

/** What was asked of the case's system of record, each with its receipt or waiting for it, and what can be asked now. OB2 OB4 */
export function CaseActs({ found }: { readonly found: CaseSheetAnswer }) {
  const words = caseWordsIn(useLang())
  const stamp = useStamp()
  const { acts, link } = found
  return (
    <footer className="case-acts">
      {link !== undefined && (
        <a href={link} target="_blank" rel="noreferrer noopener">
          {words('link')}
        </a>
      )}
      {acts === undefined ? <span className="note">{words('noWay')}</span> : <ActForm found={found} />}
      {acts?.map((act) => (
        <span className="note" key={act.id} data-act={act.state}>
          {words(act.action as CaseWord)} {stamp(act.at)} · {words(act.state, { number: act.number })}
        </span>
      ))}
    </footer>
  )
}
