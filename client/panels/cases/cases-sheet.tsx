import { useState } from 'react'
import { nameIn, sayIn, type Named } from '../../i18n/words.ts'
import { cityTime } from '../../i18n/times.ts'
import { readFigures } from '../../state/read-figure.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel, useStores } from '../../state/wall-store.ts'
import type { CaseList, ListedCase } from '../../../shared/protocol/case-list.ts'
import type { ScopeReader } from '../../state/wall-state.ts'
import { Figure } from '../figure.tsx'
import { fillParts } from '../fill-parts.tsx'
import { Sheet } from '../sheet.tsx'
import { CaseFile } from './case-file.tsx'
import { filterQuery, NO_FILTER, type CaseFilter } from './case-filter.ts'
import { caseWordsIn, dueWords } from './case-times.ts'
import './cases.css'
import { FilterLine } from './filter-line.tsx'
import { SavedFilters } from './saved-filters.tsx'

const READ_EVERY_MS = 5_000

/** A grid by its community, because its own name is a number; a home by the grid it lies in. */
function placeWords(wall: ScopeReader | undefined, code: string): Named {
  for (let at = code; at !== ''; at = at.slice(0, Math.max(0, at.lastIndexOf('-')))) {
    const node = wall?.nodes[wall.rowOf(at)]
    if (wall === undefined || node === undefined) continue
    const above = node.level < 4 || node.parent === '' ? undefined : wall.nodes[wall.rowOf(node.parent)]
    return above === undefined ? node : { zh: `${above.zh} ${node.zh}`, en: `${above.en} ${node.en}` }
  }
  return { zh: code, en: code }
}

/** Open cases of the selected area, the first due first, and the loop of the one that was chosen. CS7 */
export function CasesSheet() {
  const { view } = useStores()
  const chosen = usePanel((read) => read.view.caseId)
  const choose = view.act.openCase
  const words = caseWordsIn(useLang())
  return (
    <Sheet id="cases" title={chosen === '' ? words('title') : words('one', { id: chosen })} note={<Standing />}>
      {chosen === '' ? <OpenCases choose={choose} /> : <CaseFile id={chosen} back={() => choose('')} />}
    </Sheet>
  )
}

const STANDING = {
  open: 'cases.open',
  overdue: 'cases.overdue',
  supervised: 'cases.supervised',
  suspended: 'cases.suspended',
} as const

/** How the cases of the selected area stand, as published; each figure explains itself. */
function Standing() {
  const words = caseWordsIn(useLang())
  const { open, overdue, supervised, suspended } = usePanel(({ focus }) => readFigures(focus, STANDING))
  return fillParts(words('standing'), {
    open: <Figure of={open} />,
    overdue: <Figure of={overdue} />,
    supervised: <Figure of={supervised} />,
    suspended: <Figure of={suspended} />,
  })
}

function OpenCases({ choose }: { readonly choose: (id: string) => void }) {
  const lang = useLang()
  const words = caseWordsIn(lang)
  const [filter, setFilter] = useState<CaseFilter>(NO_FILTER)
  const node = usePanel((read) => read.view.node)
  const asked = filterQuery(filter, node)
  const held = usePolled<CaseList>(`api/v1/cases?${asked}`, READ_EVERY_MS)
  const list = held.state === 'loading' ? undefined : held.value
  return (
    <>
      <FilterLine filter={filter} take={setFilter} />
      <div className="table-tools">
        <SavedFilters filter={filter} take={setFilter} />
        {list !== undefined && <span className="note">{words('note', { n: list.cases.length })}</span>}
        <a className="export" href={`api/v1/export/cases?${asked}&lang=${lang}`} download>
          {words('export')}
        </a>
      </div>
      {held.state === 'loading' && <p className="quiet">{words('loading')}</p>}
      {held.state === 'failed' && (
        <p className="quiet" role="alert">
          {words('failed')}
        </p>
      )}
      {list?.cases.length === 0 && <p className="quiet">{words('none')}</p>}
      {list !== undefined && list.cases.length > 0 && <CaseTable list={list} choose={choose} />}
    </>
  )
}

function CaseTable({ list, choose }: { readonly list: CaseList; readonly choose: (id: string) => void }) {
  const words = caseWordsIn(useLang())
  return (
    <div className="sheet-scroll" tabIndex={0}>
      <table className="cases">
        <thead>
          <tr>
            {(['number', 'type', 'step', 'unit', 'place', 'due'] as const).map((word) => (
              <th scope="col" key={word}>
                {words(word)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {list.cases.map((found) => (
            <Row key={found.id} found={found} asOf={list.asOf} choose={choose} />
          ))}
        </tbody>
      </table>
      {list.cursor !== undefined && <p className="quiet">{words('more')}</p>}
    </div>
  )
}

interface RowProps {
  readonly found: ListedCase
  readonly asOf: string
  readonly choose: (id: string) => void
}

function Row({ found, asOf, choose }: RowProps) {
  const lang = useLang()
  const words = caseWordsIn(lang)
  const type = usePanel((read) => read.city?.types.find(({ code }) => code === found.type)?.name)
  const unit = usePanel((read) => read.city?.units.find(({ code }) => code === found.unit)?.name)
  const place = usePanel(({ wall }) => placeWords(wall, found.node))
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const due = found.dueAt === undefined ? '' : cityTime(lang, timezone).stamp(Date.parse(found.dueAt))
  return (
    <tr data-case={found.id} data-overdue={found.overdue}>
      <th scope="row">
        <button type="button" onClick={() => choose(found.id)}>
          {found.id}
        </button>
      </th>
      <td>{type === undefined ? found.type : nameIn(lang, type)}</td>
      <td>
        {sayIn(lang)(`step.${String(found.step || 1) as '1'}`)}
        {found.supervised && <b className="mark">{words('supervised')}</b>}
      </td>
      <td>{unit === undefined ? (found.unit ?? '–') : nameIn(lang, unit)}</td>
      <td>{nameIn(lang, place)}</td>
      <td className="due" title={due}>
        {dueWords(lang, found, asOf)}
      </td>
    </tr>
  )
}
