import type { SavedClass } from '../release/class-release.ts'
import { columnOf } from './saved.ts'
import type { Column, FoldState } from './snapshot.ts'

const GROUP_COLUMNS = ['high', 'told', 'batches'] as const
const CLASS_COLUMNS = ['counted', 'month', 'all', 'before'] as const

/** What of a class is no column. */
export interface SavedRest {
  readonly days: readonly number[]
  readonly pools: readonly SavedClass['groups'][number]['pools'][]
}

/** The columns of a class under names of their own, and the rest. */
export function saveClass(
  name: string,
  saved: SavedClass,
): { readonly columns: Record<string, Column>; readonly rest: SavedRest } {
  const columns: Record<string, Column> = {}
  const put = (part: string, of: readonly Int32Array[]) => of.forEach((column, at) => (columns[`${name}.${part}.${at}`] = column))
  for (const part of CLASS_COLUMNS) put(part, saved[part])
  for (const [day, told] of saved.days) put(`day.${day}`, told)
  for (const part of GROUP_COLUMNS)
    put(
      part,
      saved.groups.map((group) => group[part]),
    )
  const rest = { days: saved.days.map(([day]) => day), pools: saved.groups.map(({ pools }) => pools) }
  return { columns, rest }
}

/** The inverse of `saveClass`. */
export function loadClass(name: string, state: FoldState, { days, pools }: SavedRest): SavedClass {
  const take = (part: string) => pools.map((_, at) => columnOf(state, `${name}.${part}.${at}`, Int32Array))
  const column = (part: string, at: number) => columnOf(state, `${name}.${part}.${at}`, Int32Array)
  const groups = pools.map((saved, at) => ({
    pools: saved,
    high: column('high', at),
    told: column('told', at),
    batches: column('batches', at),
  }))
  const told = days.map((day) => [day, take(`day.${day}`)] as const)
  return { counted: take('counted'), month: take('month'), all: take('all'), before: take('before'), groups, days: told }
}
