import { RATES } from '../../../shared/figures/keys.ts'
import type { UnitsAnswer } from '../../../shared/protocol/case-list.ts'

/** Rates in the order of the columns; of the last two the counted steps themselves are the failures. */
const SHOWN = ['onTimeRate', 'closureRate', 'responseRate', 'reworkRate', 'refusedRate'] as const
const BAD = new Set<string>(['reworkRate', 'refusedRate'])

const keysOf = (name: string) => {
  const [part = '', whole = ''] = RATES[`cases.${name}`] ?? []
  return { rate: `cases.${name}.month`, part: `${part}.month`, whole: `${whole}.month` }
}

/** What the sheet asks for. */
export const UNIT_KEYS: readonly string[] = [
  ...new Set(['cases.open', 'cases.overdue', ...SHOWN.flatMap((name) => Object.values(keysOf(name)))]),
]

export interface UnitRate {
  readonly key: string
  readonly v: number | null
  /** How many cases fell short of it; null where nothing was counted. */
  readonly failed: number | null
}

export interface UnitRow {
  readonly code: string
  readonly name: { readonly zh: string; readonly en: string }
  readonly open: number
  readonly overdue: number
  readonly rates: readonly UnitRate[]
}

/** Units as rows, those with most open cases first. */
export function unitRows({ units }: UnitsAnswer): readonly UnitRow[] {
  const rows = units.map(({ code, name, values }): UnitRow => {
    const count = (key: string) => values[key]?.v ?? 0
    const rates = SHOWN.map((named): UnitRate => {
      const { rate, part, whole } = keysOf(named)
      const v = values[rate]?.v ?? null
      const failed = BAD.has(named) ? count(part) : count(whole) - count(part)
      return { key: rate, v, failed: v === null ? null : failed }
    })
    return { code, name, open: count('cases.open'), overdue: count('cases.overdue'), rates }
  })
  return rows.sort((a, b) => b.open - a.open || (a.code < b.code ? -1 : 1))
}
