import { remember, remembered } from '../../state/desk-memory.ts'

/** What of the open cases is shown; '' and 0 stand for all. */
export interface CaseFilter {
  readonly mark: '' | 'overdue' | 'supervised' | 'suspended'
  /** 1–6, 0 for any. */
  readonly step: number
  readonly unit: string
  readonly type: string
}

export const NO_FILTER: CaseFilter = { mark: '', step: 0, unit: '', type: '' }
export const MARKS = ['overdue', 'supervised', 'suspended'] as const

/** A filter kept under a name. */
export interface SavedFilter {
  readonly name: string
  readonly filter: CaseFilter
}

const KEPT_AS = 'filters'
const MOST_KEPT = 12
const LONGEST_NAME = 24
const CODE = /^[\w.:-]{0,64}$/

/** The question to the server. */
export function filterQuery({ mark, step, unit, type }: CaseFilter, node: string): string {
  const asked = new URLSearchParams()
  if (node !== '') asked.set('node', node)
  if (mark !== '') asked.set(mark, 'true')
  if (step > 0) asked.set('step', String(step))
  if (unit !== '') asked.set('unit', unit)
  if (type !== '') asked.set('type', type)
  return asked.toString()
}

function filterIn(value: unknown): CaseFilter {
  const { mark, step, unit, type } = (value ?? {}) as Record<string, unknown>
  const code = (word: unknown) => (typeof word === 'string' && CODE.test(word) ? word : '')
  const known = typeof step === 'number' && Number.isInteger(step) && step >= 0 && step <= 6
  return { mark: MARKS.find((word) => word === mark) ?? '', step: known ? step : 0, unit: code(unit), type: code(type) }
}

/** The filters kept in this browser; what cannot be read is left out. SC15 */
export function savedFilters(): readonly SavedFilter[] {
  const kept = remembered(KEPT_AS)
  if (!Array.isArray(kept)) return []
  return kept.slice(0, MOST_KEPT).flatMap((one: unknown): SavedFilter[] => {
    const { name, filter } = (one ?? {}) as Record<string, unknown>
    return typeof name === 'string' && name !== '' ? [{ name: name.slice(0, LONGEST_NAME), filter: filterIn(filter) }] : []
  })
}

/** Keeps a filter under its name, in the place of one of the same name; answers all that are kept. */
export function saveFilter(saved: SavedFilter): readonly SavedFilter[] {
  const kept = [saved, ...savedFilters().filter(({ name }) => name !== saved.name)].slice(0, MOST_KEPT)
  remember(KEPT_AS, kept)
  return kept
}

/** Forgets the filter of that name; answers those that are kept. */
export function forgetFilter(name: string): readonly SavedFilter[] {
  const kept = savedFilters().filter((saved) => saved.name !== name)
  remember(KEPT_AS, kept)
  return kept
}
