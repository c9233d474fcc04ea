import { parse } from 'csv-parse/sync'

/** When a node is valid, as its pack says: city days, the last one included; and which node took its place. */
export interface DatedNode {
  readonly code: string
  readonly validFrom?: string | undefined
  readonly validTo?: string | undefined
  readonly replacedBy?: string | undefined
}

/** Names of the columns that date a node. */
export const DATE_COLUMNS = ['validFrom', 'validTo'] as const
export const SUCCESSOR_COLUMN = 'replacedBy'

const filled = (text: string | undefined) => (text === undefined || text.trim() === '' ? undefined : text.trim())

/** The rows of a sound pack's `nodes` file that carry a date; most packs have none, and are read no further than their header. CP13 */
export function readNodeDates(content: Buffer): readonly DatedNode[] {
  const text = content.toString('utf8').replace(/^\uFEFF/, '')
  const end = text.indexOf('\n')
  const names = (end < 0 ? text : text.slice(0, end)).split(',').map((name) => name.trim().replaceAll('"', ''))
  const header = new Set(names)
  if (!DATE_COLUMNS.some((name) => header.has(name))) return []
  const rows = parse(text, { columns: true, skip_empty_lines: true, relax_column_count: true, trim: true })
  return (rows as readonly Record<string, string>[]).flatMap((row) => {
    const [validFrom, validTo] = [filled(row['validFrom']), filled(row['validTo'])]
    if (validFrom === undefined && validTo === undefined) return []
    return [{ code: row['code'] ?? '', validFrom, validTo, replacedBy: filled(row[SUCCESSOR_COLUMN]) }]
  })
}
