/** A cell that a spreadsheet would take for a formula begins with one of these, also after blanks. */
const FORMULA = /^[\s]*[=+\-@\t\r]/
const NEEDS_QUOTES = /[",\n\r]/
/** Tells spreadsheets that the file is UTF-8. */
const MARK = '\uFEFF'

/** One cell: numbers as they are, words without the power to be a formula. EX1 */
export function csvCell(value: string | number | boolean | null): string {
  if (value === null) return ''
  if (typeof value !== 'string') return String(value)
  const harmless = FORMULA.test(value) ? `'${value}` : value
  return NEEDS_QUOTES.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless
}

/** A table as RFC 4180 has it, with the mark of UTF-8 that spreadsheets ask for. EX1 */
export function csvText(rows: readonly (readonly (string | number | boolean | null)[])[]): string {
  return MARK + rows.map((row) => row.map(csvCell).join(',')).join('\r\n') + '\r\n'
}
