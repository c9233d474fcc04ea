import { nameIn, sayIn, type Named } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'
import { MARKS, type CaseFilter } from './case-filter.ts'
import { caseWordsIn } from './case-times.ts'

interface FilterProps {
  readonly filter: CaseFilter
  readonly take: (filter: CaseFilter) => void
}

const STEPS = [1, 2, 3, 4, 5, 6] as const
const isAll = ({ mark, step }: CaseFilter) => mark === '' && step === 0
type Coded = readonly { readonly code: string; readonly name: Named }[]
const NONE: Coded = []

/** What of the open cases is shown: by mark or step, by unit, by type. */
export function FilterLine({ filter, take }: FilterProps) {
  const lang = useLang()
  const words = caseWordsIn(lang)
  const say = sayIn(lang)
  const [units, types] = usePanel(({ city }) => [city?.units ?? NONE, city?.types ?? NONE] as const)
  return (
    <div className="table-tools filter-line" role="group">
      <button type="button" aria-pressed={isAll(filter)} onClick={() => take({ ...filter, mark: '', step: 0 })}>
        {words('all')}
      </button>
      {MARKS.map((mark) => (
        <button type="button" key={mark} aria-pressed={filter.mark === mark} onClick={() => take({ ...filter, mark, step: 0 })}>
          {words(`${mark}Only`)}
        </button>
      ))}
      {STEPS.map((step) => (
        <button type="button" key={step} aria-pressed={filter.step === step} onClick={() => take({ ...filter, step, mark: '' })}>
          {say(`step.${step}`)}
        </button>
      ))}
      <Pick
        label={words('unit')}
        any={words('anyUnit')}
        of={units}
        value={filter.unit}
        pick={(unit) => take({ ...filter, unit })}
      />
      <Pick
        label={words('type')}
        any={words('anyType')}
        of={types}
        value={filter.type}
        pick={(type) => take({ ...filter, type })}
      />
    </div>
  )
}

interface PickProps {
  readonly label: string
  readonly any: string
  readonly of: Coded
  readonly value: string
  readonly pick: (code: string) => void
}

function Pick({ label, any, of, value, pick }: PickProps) {
  const lang = useLang()
  return (
    <select aria-label={label} value={value} onChange={({ target }) => pick(target.value)}>
      <option value="">{any}</option>
      {of.map(({ code, name }) => (
        <option key={code} value={code}>
          {nameIn(lang, name)}
        </option>
      ))}
    </select>
  )
}
