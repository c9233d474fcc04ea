import { describe, expect, it } from 'vitest'
import { csvCell, csvText } from '../../server/routes/csv.ts'

describe('files for a spreadsheet', () => {
  // Fault seen: only the first character looked at, so that blanks before the sign let a formula through.
  it('[EX1] words that a spreadsheet would run are made harmless, numbers stay numbers', () => {
    const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', ' =1', '\t=1', '\r=1', '\n@x']
    for (const text of formulas) expect(csvCell(text).replace(/^"/, '')).toMatch(/^'/)
    expect([csvCell(-5), csvCell(true), csvCell(null), csvCell('a=b')]).toEqual(['-5', 'true', '', 'a=b'])
  })

  it('[EX1] commas, quotes and line ends stay inside their cell', () => {
    expect(csvText([['a,b', 'say "x"', 'two\nlines']])).toBe('\uFEFF"a,b","say ""x""","two\nlines"\r\n')
  })
})
