import { readFileSync } from 'node:fs'
import { gunzipSync } from 'node:zlib'

/** A few lines that split CSV by themselves, so that counts do not rest on the product's reader. */
export function plainCsv(path: string): readonly Readonly<Record<string, string>>[] {
  const text = gunzipSync(readFileSync(path)).toString('utf8')
  const lines: string[][] = [[]]
  let cell = ''
  let quoted = false
  for (const c of text) {
    if (c === '"') quoted = !quoted
    else if (!quoted && (c === ',' || c === '\n')) {
      lines.at(-1)!.push(cell)
      cell = ''
      if (c === '\n') lines.push([])
    } else if (c !== '\r') cell += c
  }
  const [header = [], ...rows] = lines.filter((line) => line.length > 1)
  return rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ''])))
}

/** How many rows have each value. */
export function tally(values: Iterable<string>): ReadonlyMap<string, number> {
  const counts = new Map<string, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return counts
}
