import type { EventLog, LogEntry } from './event-log.ts'
import { openReader, type Connection, type EntryRow, type Statement } from './sqlite-driver.ts'

/** A page of rows is read at once, so that no read transaction stays open while its rows are used. */
const PAGE_BYTES = 8 * 2 ** 20
const PAGE_ROWS = 1_000

type PrintsRow = Omit<EntryRow, 'body'>

/** The reading half of the log, plus the numbers it begins with. */
export interface SqliteLogReader extends Pick<EventLog, 'readFrom' | 'printsFrom' | 'entryAt' | 'acts'> {
  /** First number kept and next to be given out, as stored. */
  readonly stored: { readonly first: number; readonly next: number }
  /** First number of the entry that holds `seq`, or of the next after it; undefined where there is none. */
  startOf(seq: number): number | undefined
  close(): void
}

function entryOf({ seq, kind, count, at, prints, body }: EntryRow): LogEntry {
  return { firstSeq: seq, kind, count, at, prints, body }
}

function readPage<Row extends PrintsRow>(rows: Statement<[number, number], Row>, from: number, below: number): Row[] {
  const page: Row[] = []
  let bytes = 0
  for (const row of rows.iterate(from, below)) {
    page.push(row)
    bytes += row.prints.length + ('body' in row ? (row.body as Uint8Array).length : 0)
    if (bytes >= PAGE_BYTES || page.length >= PAGE_ROWS) break
  }
  return page
}

function storedNumbers(db: Connection): { first: number; next: number } {
  const value = (name: string) =>
    db.prepare<[string], { value: number }>('SELECT value FROM numbers WHERE name = ?').get(name)?.value ?? 1
  const last = db.prepare<[], { end: number }>('SELECT seq + count AS "end" FROM entries ORDER BY seq DESC LIMIT 1').get()
  return { first: value('first'), next: Math.max(value('next'), last?.end ?? 1) }
}

/** Opens the reading half; `bounds` are the first number kept and the first not yet acknowledged at the moment of a call. */
export function openSqliteLogReader(
  folder: string,
  bounds: () => { readonly first: number; readonly next: number },
): SqliteLogReader {
  const db = openReader(folder)
  const whole = db.prepare<[number, number], EntryRow>('SELECT * FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq')
  const prints = db.prepare<[number, number], PrintsRow>(
    'SELECT seq, kind, count, at, prints FROM entries WHERE seq >= ? AND seq < ? ORDER BY seq',
  )
  const holding = db.prepare<[number, number], EntryRow>(
    'SELECT * FROM entries WHERE seq <= ? AND seq < ? ORDER BY seq DESC LIMIT 1',
  )
  const spanAt = db.prepare<[number], { seq: number; count: number }>(
    'SELECT seq, count FROM entries WHERE seq <= ? ORDER BY seq DESC LIMIT 1',
  )
  const after = db.prepare<[number], { seq: number }>('SELECT seq FROM entries WHERE seq > ? ORDER BY seq LIMIT 1')
  const acts = db.prepare<[number], EntryRow>("SELECT * FROM entries WHERE kind = 'act' AND seq < ? ORDER BY seq")
  const startOf = (seq: number): number | undefined => {
    const span = spanAt.get(seq)
    return span !== undefined && span.seq + span.count > seq ? span.seq : after.get(seq)?.seq
  }
  function* pages<Row extends PrintsRow>(rows: Statement<[number, number], Row>, seq: number): IterableIterator<Row> {
    let from = startOf(Math.max(seq, bounds().first))
    while (from !== undefined) {
      const page = readPage(rows, from, bounds().next)
      yield* page
      const last = page.at(-1)
      from = last === undefined ? undefined : last.seq + last.count
    }
  }
  return {
    stored: storedNumbers(db),
    startOf,
    *readFrom(seq) {
      for (const row of pages(whole, seq)) yield entryOf(row)
    },
    *printsFrom(seq) {
      for (const { seq: firstSeq, ...row } of pages(prints, seq)) yield { firstSeq, ...row }
    },
    entryAt(seq) {
      const row = seq < bounds().first ? undefined : holding.get(seq, bounds().next)
      return row !== undefined && row.seq + row.count > seq ? entryOf(row) : undefined
    },
    acts: () => acts.all(bounds().next).map(entryOf).values(),
    close: () => db.close(),
  }
}
