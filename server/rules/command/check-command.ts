import { judgeTable, type JudgedRow } from '../table/judge-table.ts'
import { readTable } from '../table/published-table.ts'
import { readRuleBook } from '../read-rule-book.ts'

export interface CheckOptions {
  readonly rules: string
  readonly input: string
  readonly key: readonly string[]
}

/** What the command prints: one line a row for standard output, a summary for standard error. */
export interface CheckAnswer {
  readonly lines: readonly string[]
  readonly summary: string
}

const QUOTED = /[",\r\n]/
const cell = (text: string) => (QUOTED.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
const lineOf = ({ key, tier = 'unknown' }: JudgedRow) => [...key, tier].map(cell).join(',')

/** Judges a table by a rule book. Throws `WrongConfiguration` where a file or a column is wrong. TR7 */
export function checkCommand({ rules, input, key }: CheckOptions): CheckAnswer {
  const judged = judgeTable(readRuleBook(rules), readTable(input), key)
  const known = judged.filter(({ tier }) => tier !== undefined).length
  const unreadable = judged.reduce((sum, row) => sum + row.unreadable, 0)
  const summary = `${judged.length} rows: ${known} with a tier, ${judged.length - known} unknown; ${unreadable} cells could not be read as numbers`
  return { lines: judged.map(lineOf), summary }
}
