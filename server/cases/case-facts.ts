import type { CaseTable } from './case-table.ts'
import { FLAG } from './case-table.ts'
import { LIFE } from './case-step.ts'

/** A case as others judge it; times are epoch milliseconds. */
export interface CaseFacts {
  readonly caseId: string
  /** Number of its type in the catalogue. */
  readonly type: number
  readonly code: string
  readonly open: boolean
  readonly supervised: boolean
  /** NaN without a due time. */
  readonly due: number
  /** When it last ended or opened again, else when it was opened. */
  readonly turnedAt: number
}

/** Reads one row; `code` is its type's. */
export function caseFacts(table: CaseTable, row: number, code: string): CaseFacts {
  const c = table.columns
  const [lifeAt, openedAt] = [c.lifeAt[row] as number, c.openedAt[row] as number]
  return {
    caseId: table.id(row),
    type: c.type[row] as number,
    code,
    open: c.life[row] === LIFE.open,
    supervised: ((c.flags[row] as number) & FLAG.supervised) !== 0,
    due: c.due[row] as number,
    turnedAt: lifeAt >= 0 ? lifeAt : openedAt,
  }
}
