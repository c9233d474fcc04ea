import { UNIT_WORDS } from '../../i18n/case-words.ts'
import { countText, numberText } from '../../i18n/numbers.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import type { UnitsAnswer } from '../../../shared/protocol/case-list.ts'
import { Sheet } from '../sheet.tsx'
import './units.css'
import { UNIT_KEYS, unitRows, type UnitRate, type UnitRow } from './unit-rows.ts'

const READ_EVERY_MS = 5_000

function useUnitWords() {
  const lang = useLang()
  return (word: keyof typeof UNIT_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, UNIT_WORDS[word]), fill)
}

/** Responsible units of the selected area by what they have open, the month's rates with the failures beside. CS6 */
export function UnitsSheet() {
  const words = useUnitWords()
  const node = usePanel((read) => read.view.node)
  const path = `api/v1/units?node=${encodeURIComponent(node)}&keys=${UNIT_KEYS.join(',')}`
  const held = usePolled<UnitsAnswer>(path, READ_EVERY_MS)
  const rows = held.state === 'loading' ? undefined : held.value && unitRows(held.value)
  return (
    <Sheet id="units" title={words('title')} note={rows === undefined ? '' : words('note', { n: rows.length })}>
      {held.state === 'loading' && <p className="quiet">{words('loading')}</p>}
      {held.state === 'failed' && (
        <p className="quiet" role="alert">
          {words('failed')}
        </p>
      )}
      {rows?.length === 0 && <p className="quiet">{words('none')}</p>}
      {rows !== undefined && rows.length > 0 && <UnitTable rows={rows} />}
    </Sheet>
  )
}

function UnitTable({ rows }: { readonly rows: readonly UnitRow[] }) {
  const words = useUnitWords()
  const lang = useLang()
  return (
    <div className="sheet-scroll" tabIndex={0}>
      <table className="units">
        <thead>
          <tr>
            {(['unit', 'open', 'overdue', 'onTime', 'closure', 'response', 'rework', 'refused'] as const).map((word) => (
              <th scope="col" key={word}>
                {words(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.code} data-unit={row.code}>
              <th scope="row">{nameIn(lang, row.name)}</th>
              {(['open', 'overdue'] as const).map((count) => (
                <td className="number" key={count}>
                  <Behind unit={row.code} name={`cases.${count}`}>
                    {countText(row[count])}
                  </Behind>
                </td>
              ))}
              {row.rates.map((rate) => (
                <Rate key={rate.key} unit={row.code} of={rate} />
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

interface BehindProps {
  readonly unit: string
  readonly name: string
  readonly children: string
}

/** A unit's figure that opens what stands behind it. AG7 */
function Behind({ unit, name, children }: BehindProps) {
  const { view } = useStores()
  return (
    <button
      type="button"
      className="figure-behind"
      data-key={name}
      onClick={() => view.act.explain(view.getState().node, name, unit)}
    >
      {children}
    </button>
  )
}

function Rate({ unit, of }: { readonly unit: string; readonly of: UnitRate }) {
  return (
    <td className="number">
      <Behind unit={unit} name={of.key}>
        {of.v === null ? '–' : `${numberText(of.v, 'rate', 4)}%`}
      </Behind>
      <small>{of.failed !== null && of.failed > 0 ? countText(of.failed) : ''}</small>
    </td>
  )
}
