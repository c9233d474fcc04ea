import { useState } from 'react'
import { useStore } from 'zustand'
import { onStage } from '../../map/on-stage.ts'
import { cityTime } from '../../i18n/times.ts'
import { sayTableIn } from '../../i18n/table-words.ts'
import { nameIn, shortName } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { Figure, stateWords } from '../figure.tsx'
import { Sheet } from '../sheet.tsx'
import { TierMark } from '../tier-mark.tsx'
import { filterTable, tableView, type TableRow, type TableView } from './layer-table-rows.ts'

const ROWS_A_PAGE = 100

/** The layer as a table, for whoever does not see the map or wants its numbers. SC-M7 */
export function LayerTableSheet() {
  const lang = useLang()
  const say = sayTableIn(lang)
  useStore(onStage)
  const table = usePanel(tableView)
  const [text, setText] = useState('')
  const [page, setPage] = useState(0)
  const found = filterTable(table.rows, text)
  const pages = Math.max(1, Math.ceil(found.length / ROWS_A_PAGE))
  const at = Math.min(page, pages - 1)
  const level = table.level === undefined ? '' : shortName(nameIn(lang, table.level))
  return (
    <Sheet
      id="layer-table"
      title={`${nameIn(lang, table.layer)} · ${nameIn(lang, table.node)}`}
      note={say('table.note', { n: found.length, level })}
    >
      <div className="table-tools">
        <input
          type="search"
          value={text}
          placeholder={say('search.hint')}
          aria-label={say('search.hint')}
          onChange={(change) => (setText(change.target.value), setPage(0))}
        />
        <button type="button" disabled={at === 0} onClick={() => setPage(at - 1)}>
          {say('table.previous')}
        </button>
        <span className="note number">{say('table.page', { n: at + 1, m: pages })}</span>
        <button type="button" disabled={at + 1 >= pages} onClick={() => setPage(at + 1)}>
          {say('table.next')}
        </button>
      </div>
      <Bounds bounds={table.bounds} />
      <div className="sheet-scroll" tabIndex={0}>
        {found.length === 0 ? (
          <p className="quiet">{say('table.none')}</p>
        ) : (
          <Rows table={table} rows={found.slice(at * ROWS_A_PAGE, (at + 1) * ROWS_A_PAGE)} />
        )}
      </div>
    </Sheet>
  )
}

/** From which values the tiers of this level begin. AG5 */
function Bounds({ bounds }: Pick<TableView, 'bounds'>) {
  const lang = useLang()
  const say = sayTableIn(lang)
  return bounds.map(({ name, cuts }) => (
    <p className="note table-bounds" key={name.en}>
      {nameIn(lang, name)}
      {cuts.map(({ level, compare, value }) => (
        <span key={`${level} ${compare} ${value}`}>
          <TierMark tier={level} /> {say(`tier.${level as 1 | 2 | 3 | 4 | 5}`)} {compare} {value}
        </span>
      ))}
    </p>
  ))
}

function Rows({ table, rows }: { readonly table: TableView; readonly rows: readonly TableRow[] }) {
  const lang = useLang()
  const say = sayTableIn(lang)
  const time = cityTime(lang, table.timezone)
  return (
    <table>
      <thead>
        <tr>
          <th scope="col">{say('table.area')}</th>
          <th scope="col">{say('table.code')}</th>
          {table.columns.map((name) => (
            <th scope="col" key={name.en}>
              {nameIn(lang, name)}
            </th>
          ))}
          <th scope="col">{say('figures.state')}</th>
          <th scope="col">{say('figures.age')}</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <AreaRow key={row.code} row={row} stamp={time.stamp} />
        ))}
      </tbody>
    </table>
  )
}

function AreaRow({ row, stamp }: { readonly row: TableRow; readonly stamp: (ms: number) => string }) {
  const lang = useLang()
  const say = sayTableIn(lang)
  const [first] = row.figures
  return (
    <tr data-code={row.code}>
      <th scope="row">
        <Mark row={row} />
        {nameIn(lang, row.name)}
      </th>
      <td className="note number">{row.code}</td>
      {row.figures.map((of) => (
        <td key={of.key}>
          <Figure of={of} />
        </td>
      ))}
      <td>{first === undefined ? '' : stateWords({ ...first, heldAt: 0 }, 0, say)}</td>
      <td className="number">{row.asOf > 0 ? stamp(row.asOf) : '–'}</td>
    </tr>
  )
}

/** The fill of the map beside the name; tiers with their numeral. */
function Mark({ row }: { readonly row: TableRow }) {
  const [first] = row.figures
  if (first?.shape === 'tier') return <TierMark tier={first.v} />
  if (row.colour === undefined) return <i className="swatch is-empty" aria-hidden="true" />
  const [r, g, b] = row.colour
  return <i className="swatch" aria-hidden="true" style={{ background: `rgb(${r} ${g} ${b})` }} />
}
