import { parse } from 'csv-parse/sync'
import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'
import type { TableWords } from '../../../shared/domain/tier-rules.ts'
import { WrongConfiguration } from '../../runtime/wrong-configuration.ts'
import type { Reading } from '../../../shared/rules/tier-scheme.ts'

/** A CSV file as rows; columns are found by any of their names. */
export interface PublishedTable {
  readonly rows: readonly (readonly string[])[]
  /** Position of the column that has one of the names, letter case and outer blanks aside; −1 where none has. */
  column(names: readonly string[]): number
  /** The names as the file writes them. */
  readonly header: readonly string[]
}

const plain = (name: string) => name.trim().toLowerCase()

/** Reads a table; `WrongConfiguration` says what is wrong with the file. */
export function readTable(path: string): PublishedTable {
  let records: string[][]
  try {
    const bytes = readFileSync(path)
    const text = path.endsWith('.gz') ? gunzipSync(bytes) : bytes
    records = parse(text, { bom: true, relax_column_count: true, skip_empty_lines: true, relax_quotes: true })
  } catch (reason) {
    const why = reason instanceof Error ? reason.message : String(reason)
    throw new WrongConfiguration(`--input ${path} cannot be read (${why}): give a CSV file, plain or .gz`)
  }
  const [header, ...rows] = records
  if (!header) throw new WrongConfiguration(`--input ${path} is empty: the first line of a CSV file names its columns`)
  const at = new Map(header.map((name, i) => [plain(name), i]))
  return { header, rows, column: (names) => names.map((name) => at.get(plain(name)) ?? -1).find((i) => i >= 0) ?? -1 }
}

const GROUPED = { ',': /^[+-]?\d{1,3}(,\d{3})+(\.\d+)?$/, '.': /^[+-]?\d{1,3}(\.\d{3})+(,\d+)?$/ }
const NUMBER = /^[+-]?(\d+(\.\d*)?|\.\d+)(e[+-]?\d+)?$/i

function numberOf(text: string, thousands: NonNullable<TableWords['thousands']>): number {
  const bare = text.replace(/\s*%$/, '')
  if (thousands === '.') return numberOf((GROUPED['.'].test(bare) ? bare.replaceAll('.', '') : bare).replace(',', '.'), ',')
  const commas = bare.replaceAll(thousands, ',').replaceAll('\u00a0', ',')
  const digits = GROUPED[','].test(commas) ? commas.replaceAll(',', '') : bare
  return NUMBER.test(digits) ? Number(digits) : Number.NaN
}

/** Reads the cells of one publisher's tables. */
export function cellReader({
  suppressed = [],
  missing = [],
  thousands = ',',
}: TableWords): (text: string | undefined) => Reading {
  const [withheld, absent] = [new Set(suppressed.map(plain)), new Set(missing.map(plain))]
  return (text = '') => {
    const word = plain(text)
    if (word === '' || absent.has(word)) return 'missing'
    if (withheld.has(word)) return 'suppressed'
    const value = numberOf(word, thousands)
    return Number.isFinite(value) ? value : 'unreadable'
  }
}
