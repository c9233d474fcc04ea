import { useState } from 'react'
import { useLang } from '../../state/wall-store.ts'
import { forgetFilter, savedFilters, saveFilter, type CaseFilter } from './case-filter.ts'
import { caseWordsIn } from './case-times.ts'

interface SavedFiltersProps {
  readonly filter: CaseFilter
  readonly take: (filter: CaseFilter) => void
}

/** Filters kept under a name in this browser: taken with one press. SC15 */
export function SavedFilters({ filter, take }: SavedFiltersProps) {
  const words = caseWordsIn(useLang())
  const [kept, setKept] = useState(savedFilters)
  const [name, setName] = useState<string>()
  const save = () => {
    const given = name?.trim() ?? ''
    if (given !== '') setKept(saveFilter({ name: given, filter }))
    setName(undefined)
  }
  return (
    <span className="saved-filters" role="group" aria-label={words('savedFilters')}>
      {kept.map((saved) => (
        <span key={saved.name} className="saved-filter">
          <button type="button" onClick={() => take(saved.filter)}>
            {saved.name}
          </button>
          <button
            type="button"
            aria-label={words('forgetFilter', { name: saved.name })}
            onClick={() => setKept(forgetFilter(saved.name))}
          >
            ×
          </button>
        </span>
      ))}
      {name === undefined ? (
        <button type="button" onClick={() => setName('')}>
          + {words('saveFilter')}
        </button>
      ) : (
        <form onSubmit={(submit) => (submit.preventDefault(), save())}>
          <input
            autoFocus
            value={name}
            maxLength={24}
            placeholder={words('filterName')}
            aria-label={words('filterName')}
            onChange={({ target }) => setName(target.value)}
            onBlur={save}
          />
        </form>
      )}
    </span>
  )
}
