import type { RuleBook } from '../../../shared/domain/rule-book.ts'
import type { TierRule } from '../../../shared/domain/tier-rules.ts'
import { createTimeReader } from '../../feed/recorded/row-time.ts'
import { WrongConfiguration } from '../../runtime/wrong-configuration.ts'
import { ruleInForce } from '../../../shared/rules/check-rule-book.ts'
import { UNKNOWN, rankOf, tiersOf } from '../../../shared/rules/tier-names.ts'
import { judge, tierScheme, type Reading } from '../../../shared/rules/tier-scheme.ts'
import { cellReader, type PublishedTable } from './published-table.ts'

/** What became of one row. */
export interface JudgedRow {
  readonly key: readonly string[]
  /** Undefined: unknown. */
  readonly tier: string | undefined
  /** Cells that should be numbers and are not. */
  readonly unreadable: number
}

type Row = readonly string[]
type JudgeRow = (row: Row) => Pick<JudgedRow, 'tier' | 'unreadable'>

function missingColumn(what: string, names: readonly string[], table: PublishedTable): WrongConfiguration {
  const wanted = names.length === 0 ? 'the rule names no column for it' : `none of ${names.map((name) => `"${name}"`).join(', ')}`
  return new WrongConfiguration(`${what}: ${wanted} in the table; its columns are ${table.header.join(', ')}`)
}

function judgeBy(rule: TierRule, table: PublishedTable, read: (text: string | undefined) => Reading): JudgeRow {
  const tiers = tiersOf(rule)
  const nameOf = (rank: number) => (rank === UNKNOWN ? undefined : tiers[rank - 1]?.name)
  if (rule.kind === 'given') {
    const at = table.column(rule.columns ?? [])
    if (at < 0) throw missingColumn(`rule ${rule.id}, the published tier`, rule.columns ?? [], table)
    return (row) => ({ tier: nameOf(rankOf(tiers, row[at] ?? '')), unreadable: 0 })
  }
  const scheme = tierScheme(rule)
  const columns = new Map<string, number>()
  for (const [input, { columns: names = [] }] of Object.entries(rule.inputs)) {
    const at = table.column(names)
    if (at < 0) throw missingColumn(`rule ${rule.id}, input ${input}`, names, table)
    columns.set(input, at)
  }
  return (row) => {
    const readings = new Map([...columns].map(([input, at]) => [input, read(row[at])]))
    const rank = judge(scheme, undefined, (input) => readings.get(input) ?? 'missing')
    return { tier: nameOf(rank), unreadable: [...readings.values()].filter((reading) => reading === 'unreadable').length }
  }
}

/** Days of the rows as YYYY-MM-DD, undefined where one cannot be read; none where the table has no column of days. */
function dayReader({ table: words, tiers }: RuleBook, table: PublishedTable): ((row: Row) => string | undefined) | undefined {
  const names = words?.date?.columns ?? []
  const at = table.column(names)
  if (at < 0) {
    if (tiers.length > 1) throw missingColumn('several rules follow each other, so the day of a row must be known', names, table)
    return undefined
  }
  const timeOf = createTimeReader({ timezone: 'utc', patterns: words?.date?.patterns ?? [], ignoreZone: true })
  return (row) => {
    const ms = timeOf((row[at] ?? '').trim())
    return Number.isNaN(ms) ? undefined : new Date(ms).toISOString().slice(0, 10)
  }
}

function keyColumns(key: readonly string[], { table: words }: RuleBook, table: PublishedTable): number[] {
  const groups = [...Object.entries(words?.columns ?? {}).map(([name, others]) => [name, ...others]), words?.date?.columns ?? []]
  return key.map((name) => {
    const same = groups.find((group) => group.some((other) => other.toLowerCase() === name.toLowerCase())) ?? []
    const at = table.column([name, ...same])
    if (at < 0) throw missingColumn(`--key ${name}`, [name, ...same], table)
    return at
  })
}

/**
 * Judges every row of a table by the rule that stands on its day, in the order of the table. A row of no rule's
 * day, or of a day that cannot be read, is unknown. TR7
 */
export function judgeTable(book: RuleBook, table: PublishedTable, key: readonly string[]): JudgedRow[] {
  const keys = keyColumns(key, book, table)
  const dayOf = dayReader(book, table)
  const read = cellReader(book.table ?? {})
  const judges = book.tiers.map((rule) => judgeBy(rule, table, read))
  return table.rows.map((row) => {
    const day = dayOf?.(row)
    const inForce = dayOf === undefined ? 0 : day === undefined ? -1 : ruleInForce(book.tiers, day)
    const judged = judges[inForce]?.(row) ?? { tier: undefined, unreadable: 0 }
    return { key: keys.map((at) => row[at] ?? ''), ...judged }
  })
}
