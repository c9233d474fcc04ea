import { useMemo } from 'react'
import { countText } from '../../i18n/numbers.ts'
import { fillParts } from '../fill-parts.tsx'
import { nameIn, sayIn, shortName } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { Figure } from '../figure.tsx'
import { Panel } from '../panel.tsx'
import { networkReader, type NetworkRow } from './network-figures.ts'

export function NetworkPanel() {
  const say = sayIn(useLang())
  const select = useMemo(() => networkReader(), [])
  const { rows, work } = usePanel(select)
  const deep = rows.filter((row) => row.patrolled).length
  return (
    <Panel id="network" title="network.title" note={say('network.note')}>
      <div className="network">
        {rows.map((row) => (
          <NetworkLevel key={row.level.level} row={row} />
        ))}
        {deep > 0 && (
          <div className={deep === 2 ? 'network-work is-joined' : 'network-work'}>
            <span className="bar" aria-hidden="true">
              <i style={{ width: `${(work.coverage.v ?? 0) * 100}%` }} />
            </span>
            <Figure of={work.coverage} />
            <span className="note">
              {fillParts(say('network.done'), { done: <Figure of={work.done} />, assigned: <Figure of={work.assigned} /> })}
            </span>
          </div>
        )}
      </div>
    </Panel>
  )
}

/** One level: its units, the share of all of them that a patrol has reached in the round, and those with open cases. */
function NetworkLevel({ row: { level, units, tally, patrolled } }: { readonly row: NetworkRow }) {
  const lang = useLang()
  const share = tally === undefined || tally.patrolled === 0 ? undefined : tally.reached / tally.units
  return (
    <div className="network-row" data-level={level.level}>
      <span className="label" title={nameIn(lang, level.name)}>
        {shortName(nameIn(lang, level.name))}
      </span>
      <span className={patrolled ? 'number' : 'number figure-behind'} data-key={patrolled ? undefined : 'cases.open=units'}>
        {units === undefined ? '–' : countText(units)}
      </span>
      {!patrolled && (
        <>
          <span className={share === undefined ? 'bar is-none' : 'bar'} aria-hidden="true">
            {share !== undefined && <i style={{ width: `${share * 100}%` }} />}
          </span>
          <span className="number figure-behind" data-key="checks.coverage=reached">
            {share === undefined ? '–' : `${(Math.floor(share * 1000) / 10).toFixed(1)}%`}
          </span>
          <span className="number busy figure-behind" data-key="cases.open=busy">
            {tally?.busy === undefined ? '–' : countText(tally.busy)}
          </span>
        </>
      )}
    </div>
  )
}
