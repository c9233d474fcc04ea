import { useState } from 'react'
import { cityTime } from '../../i18n/times.ts'
import { sayFiguresIn } from '../../i18n/figures-words.ts'
import { nameIn, sayIn } from '../../i18n/words.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import { Figure, stateWords } from '../figure.tsx'
import { Sheet } from '../sheet.tsx'
import { figureRows, filterRows, type FigureRow } from './figure-rows.ts'

/** All figures of the selected node with value, state and time: the proof of every figure on the screen. */
export function FiguresSheet() {
  const lang = useLang()
  const say = sayFiguresIn(lang)
  const { node, rows } = usePanel(figureRows)
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const [filter, setFilter] = useState('')
  const shown = filterRows(rows, filter)
  const time = cityTime(lang, timezone)
  return (
    <Sheet
      id="figures"
      title={`${say('figures.title')} · ${nameIn(lang, node)}`}
      note={say('figures.note', { n: rows.length, m: shown.length })}
    >
      <input
        type="search"
        value={filter}
        placeholder={say('figures.search')}
        aria-label={say('figures.search')}
        onChange={(change) => setFilter(change.target.value)}
      />
      <div className="sheet-scroll" tabIndex={0}>
        <table>
          <thead>
            <tr>
              <th scope="col">{say('figures.key')}</th>
              <th scope="col" />
              <th scope="col">{say('figures.value')}</th>
              <th scope="col">{say('figures.state')}</th>
              <th scope="col">{say('figures.age')}</th>
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
              <FigureLine key={row.of.key} row={row} stamp={time.stamp} />
            ))}
          </tbody>
        </table>
      </div>
    </Sheet>
  )
}

function FigureLine({ row, stamp }: { readonly row: FigureRow; readonly stamp: (ms: number) => string }) {
  const lang = useLang()
  const { view } = useStores()
  return (
    <tr>
      <th scope="row">
        <button type="button" onClick={() => view.act.explain(view.getState().node, row.of.key)}>
          {nameIn(lang, row.name)}
        </button>
      </th>
      <td className="note">{row.of.key}</td>
      <td>
        <Figure of={row.of} />
      </td>
      <td>{stateWords({ ...row.of, heldAt: 0 }, 0, sayIn(lang))}</td>
      <td className="number">{row.asOf > 0 ? stamp(row.asOf) : '–'}</td>
    </tr>
  )
}
