import { ageText } from '../../i18n/numbers.ts'
import { nameIn, sayIn, type Named } from '../../i18n/words.ts'
import type { SourceState } from '../../../shared/figures/value-state.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { PagedRows } from '../paged-rows.tsx'
import { Panel } from '../panel.tsx'
import { LedgerLine } from './ledger-line.tsx'
import './sources.css'

const WORST_FIRST: readonly SourceState[] = ['stale', 'late', 'none', 'off', 'live']

export interface SourceRow {
  readonly id: string
  readonly name: Named
  readonly state: SourceState
  /** Seconds since its last word; undefined when it has never spoken. */
  readonly age: number | undefined
}

/** Sources with their state and age, worst first. */
export function sourceRows({ city }: Pick<PanelRead, 'city'>): readonly SourceRow[] {
  const rows = (city?.sources ?? []).map(({ id, name, state, ageSeconds }) => ({ id, name, state, age: ageSeconds }))
  return rows.sort(
    (a, b) => WORST_FIRST.indexOf(a.state) - WORST_FIRST.indexOf(b.state) || (b.age ?? Infinity) - (a.age ?? Infinity),
  )
}

export function SourcesPanel() {
  const lang = useLang()
  const say = sayIn(lang)
  const rows = usePanel(sourceRows)
  const alive = rows.filter((row) => row.state === 'live').length
  return (
    <Panel id="sources" title="sourcesBoard.title" note={say('sources.alive', { n: alive, m: rows.length })}>
      <PagedRows
        rows={rows.map((row) => (
          <div key={row.id} className="source" data-source={row.id} data-state={row.state}>
            <i className={`fresh is-${row.state}`} aria-hidden="true" />
            <span className="name">{nameIn(lang, row.name)}</span>
            <span className="label">{say(`source.${row.state}`)}</span>
            <span className="number">{row.age === undefined ? say('source.never') : ageText(row.age, say)}</span>
          </div>
        ))}
      />
      <LedgerLine />
    </Panel>
  )
}
