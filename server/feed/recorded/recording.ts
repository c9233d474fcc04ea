import { parse } from 'csv-parse'
import { createReadStream, statSync } from 'node:fs'
import { access, constants } from 'node:fs/promises'
import { createInterface } from 'node:readline'
import { pipeline } from 'node:stream/promises'
import type { Readable } from 'node:stream'
import type { Catalogue } from '../../../shared/domain/catalogue.ts'
import type { EventKind, GridEvent } from '../../../shared/domain/grid-event.ts'
import type { CatalogueAdditions } from '../../runtime/catalogue-acts.ts'
import { gunzipStreamBounded } from '../../city/bounded-gunzip.ts'
import { WrongConfiguration } from '../../runtime/wrong-configuration.ts'
import type { RejectedRow } from '../feed.ts'
import { classOf, type CsvMapping, type Mapping, type NdjsonMapping } from './mapping.ts'
import { UnreadableRow, type RecordedEvent } from './recorded-event.ts'
import { columnsOf, RowCases } from './row-case.ts'
import { TypeCodes } from './type-codes.ts'

/** A recorded file as read: everything it holds, in time order over the whole file. FE9 */
export interface Recording {
  readonly events: readonly RecordedEvent[]
  readonly rows: number
  readonly rejected: readonly RejectedRow[]
  readonly additions: CatalogueAdditions
  readonly timezone: string | undefined
}

const DAY_S = 86_400
/** Characters. */
const LONGEST_ROW = 1_000_000
const NOT_UTF8 = '\uFFFD'

class Reading {
  readonly events: RecordedEvent[] = []
  readonly rejected: RejectedRow[] = []
  rows = 0

  /** Reads one row; a fault of the row stays with the row. */
  take(read: (row: number) => readonly RecordedEvent[]): void {
    const row = ++this.rows
    try {
      this.events.push(...read(row))
    } catch (reason) {
      if (!(reason instanceof UnreadableRow)) throw reason
      this.reject(row, reason.code, reason.message)
    }
  }

  reject(row: number, code: string, message: string): void {
    this.rejected.push({ row, code, message })
  }

  done(additions: CatalogueAdditions, timezone: string | undefined): Recording {
    // Sorting is stable: rows in file order, steps in the mapping's order within one moment.
    const events = this.events.sort((a, b) => a.t - b.t)
    return { events, rows: this.rows, rejected: this.rejected, additions, timezone }
  }
}

/** What is known of a source that only a recorded file names. A file is not late: it was written long ago. */
function sourceOf(id: string, kinds: readonly EventKind[]): Catalogue['sources'][number] {
  return {
    id,
    name: { zh: `录制数据 ${id}`, en: `Recorded feed ${id}` },
    kinds: [...kinds],
    owner: { zh: '录制文件', en: 'Recorded file' },
    purpose: { zh: '回放', en: 'Replay' },
    freshSeconds: DAY_S,
    lateSeconds: 400 * DAY_S,
  }
}

function openText(path: string): Readable {
  const file = createReadStream(path)
  if (!path.endsWith('.gz')) return file
  return gunzipStreamBounded(file, statSync(path).size)
}

function checkHeader(header: readonly string[], mapping: CsvMapping): ReadonlyMap<string, number> {
  const at = new Map(header.map((name, i) => [name.trim(), i]))
  const missing = columnsOf(mapping).filter((column) => !at.has(column))
  if (missing.length > 0)
    throw new WrongConfiguration(`the mapping names columns that the file does not have: ${[...new Set(missing)].join(', ')}`)
  return at
}

function checkText(record: readonly string[]): void {
  if (record.some((cell) => cell.includes(NOT_UTF8))) throw new UnreadableRow('not-utf8', 'it is not UTF-8 text')
}

async function readCsv(path: string, mapping: CsvMapping): Promise<Recording> {
  const reading = new Reading()
  const cases = new RowCases(mapping)
  let header: ReadonlyMap<string, number> | undefined
  const take = (record: readonly string[]): void => {
    const columns = header
    if (columns === undefined) {
      header = checkHeader(record, mapping)
      return
    }
    reading.take((row) => {
      if (record.length !== columns.size)
        throw new UnreadableRow('wrong-columns', `it has ${record.length} columns, the header ${columns.size}`)
      checkText(record)
      return cases.read((column) => record[columns.get(column) ?? -1], row)
    })
  }
  const parser = parse({
    bom: true,
    relax_column_count: true,
    // A stray quote is a character like any other; strictly read it would cost the rest of the file.
    relax_quotes: true,
    skip_empty_lines: true,
    max_record_size: LONGEST_ROW,
    skip_records_with_error: true,
    // Rows are read here, in the order of the file, so that a skipped one has its place among them.
    on_record: (record: string[]) => {
      take(record)
      return undefined
    },
    on_skip: (reason) => {
      reading.reject(++reading.rows, 'bad-csv', reason?.message.slice(0, 160) ?? 'no CSV')
      return undefined
    },
  })
  parser.resume()
  await pipeline(openText(path), parser)
  if (!header) throw new WrongConfiguration(`${path} is empty: the first line of a CSV file names its columns`)
  const unit = { zh: mapping.source, en: mapping.source }
  const units = [{ code: mapping.unit ?? mapping.source, name: unit, kind: 'bureau' as const }]
  return reading.done({ types: [...cases.types.types], sources: [sourceOf(mapping.source, ['case'])], units }, mapping.timezone)
}

/** A line of NDJSON; everything but its time is for the door to judge. */
function readEvent(line: string, row: number): RecordedEvent {
  let event: unknown
  try {
    event = JSON.parse(line)
  } catch {
    throw new UnreadableRow('bad-json', 'it is no JSON')
  }
  const { occurredAt } = (event ?? {}) as { readonly occurredAt?: unknown }
  const t = typeof occurredAt === 'string' ? Date.parse(occurredAt) : Number.NaN
  if (Number.isNaN(t)) throw new UnreadableRow('bad-time', 'occurredAt is no ISO 8601 time')
  return { t, row, event: event as GridEvent, outOfOrder: false }
}

async function readNdjson(path: string, mapping: NdjsonMapping | undefined): Promise<Recording> {
  const reading = new Reading()
  const kinds = new Map<string, Set<EventKind>>()
  const types = new TypeCodes()
  for await (const line of createInterface({ input: openText(path), crlfDelay: Infinity })) {
    if (line.trim() === '') continue
    reading.take((row) => {
      const read = readEvent(line, row)
      const { source, kind } = read.event
      if (typeof source === 'string') kinds.set(source, (kinds.get(source) ?? new Set<EventKind>()).add(kind))
      if (mapping?.class !== undefined && kind === 'case') types.codeOf(read.event.type, classOf(mapping.class, read.event.type))
      return [read]
    })
  }
  const sources = [...kinds].map(([id, own]) => sourceOf(id, [...own]))
  return reading.done({ types: [...types.types], sources, units: [] }, undefined)
}

/** Reads a recorded file whole; rows that cannot be read are kept aside with their reasons. FE2 FE9 */
export async function readRecording(path: string, mapping: Mapping | undefined): Promise<Recording> {
  const format = /\.csv(\.gz)?$/.test(path) ? 'csv' : /\.ndjson(\.gz)?$/.test(path) ? 'ndjson' : undefined
  if (format === undefined)
    throw new WrongConfiguration(`--feed ${path}: expected demo, none, or a file ending in .csv, .ndjson, or .gz of both`)
  if (mapping && mapping.format !== format)
    throw new WrongConfiguration(`--mapping is for ${mapping.format} but --feed ${path} is ${format}`)
  await access(path, constants.R_OK).catch(() => {
    throw new WrongConfiguration(`--feed ${path} cannot be read: give the path of a recorded file`)
  })
  try {
    if (mapping?.format === 'csv') return await readCsv(path, mapping)
    if (format === 'csv') throw new WrongConfiguration(`--feed ${path} is CSV: say how to read it with --mapping FILE`)
    return await readNdjson(path, mapping)
  } catch (reason) {
    const { code } = (reason ?? {}) as { readonly code?: unknown }
    if (typeof code === 'string' && code.startsWith('Z_')) throw new WrongConfiguration(`--feed ${path} is damaged: ${code}`)
    throw reason
  }
}
