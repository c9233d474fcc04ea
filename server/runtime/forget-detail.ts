import type { MaskedRow } from '../../shared/domain/stored-event.ts'
import type { EntryKind, EventLog, LogEntry, PendingEntry } from '../log/event-log.ts'

/**
 * Days for which the log keeps what person-related and sensitive events say: as long as a month's figures, closed days,
 * remembered cases and corrections read it. A source whose entry in the register says less is kept for less. LG12
 */
export const DETAIL_DAYS = 35
const DAY_S = 86_400
const MASKED = '{"kind":"masked"'

/** What the register says of keeping. */
export interface KeptSources {
  readonly sources: readonly { readonly id: string; readonly register?: { readonly keepDays: number } | undefined }[]
}

/** Events of one class and source whose detail is past its time; times are the entries' stamps, epoch seconds. */
export interface Expired {
  readonly cls: 'P' | 'X'
  readonly source: string
  events: number
  oldest: number
  newest: number
}

interface DetailLine {
  readonly kind: string
  readonly source: string
  readonly t: number
}

const isDetail = (kind: EntryKind): kind is 'P' | 'X' => kind === 'P' || kind === 'X'

/** The last stamp at which detail of a source is past its time; `day` is the start of the city's running day, epoch seconds. */
function cutoffs({ sources }: KeptSources, day: number) {
  const days = new Map(sources.map(({ id, register }) => [id, Math.min(DETAIL_DAYS, register?.keepDays ?? DETAIL_DAYS)]))
  const of = (source: string) => day - ((days.get(source) ?? DETAIL_DAYS) - 1) * DAY_S
  return { of, newest: Math.max(...[...days.keys()].map(of), day - (DETAIL_DAYS - 1) * DAY_S) }
}

/** What is asked: `day` the start of the city's running day, epoch seconds; entries from `from` on that end before `below`. */
export interface AskedDetail {
  readonly kept: KeptSources
  readonly day: number
  readonly from: number
  readonly below: number
}

type ReadLog = Pick<EventLog, 'printsFrom' | 'entryAt'>

/** An entry with what of it goes: its lines, those past their time made anew without what they said. */
interface Forgetting {
  readonly entry: LogEntry
  readonly lines: readonly string[]
  readonly gone: readonly DetailLine[]
}

/** Entries that hold detail past its time, oldest first. */
function* expiredEntries(log: ReadLog, { kept, day, from, below }: AskedDetail): Generator<Forgetting> {
  const { of, newest } = cutoffs(kept, day)
  for (const { firstSeq, count, kind, at } of log.printsFrom(from)) {
    if (at >= newest || firstSeq + count > below) return
    const entry = isDetail(kind) ? log.entryAt(firstSeq) : undefined
    if (!entry) continue
    const gone: DetailLine[] = []
    const lines = Buffer.from(entry.body)
      .toString('latin1')
      .split('\n')
      .map((line) => {
        const event = line.startsWith(MASKED) ? undefined : (JSON.parse(line) as DetailLine)
        if (!event || at >= of(event.source)) return line
        gone.push(event)
        return JSON.stringify({ kind: 'masked', source: event.source, t: event.t } satisfies MaskedRow)
      })
    if (gone.length > 0) yield { entry, lines, gone }
  }
}

/** What would go now, by class and source. Reads alone. LG12 */
export function expiredDetail(log: ReadLog, asked: AskedDetail): readonly Expired[] {
  const found = new Map<string, Expired>()
  for (const { entry, gone } of expiredEntries(log, asked))
    for (const { source } of gone) {
      const cls = entry.kind as 'P' | 'X'
      const row = found.get(`${cls} ${source}`) ?? { cls, source, events: 0, oldest: entry.at, newest: entry.at }
      row.events++
      row.newest = entry.at
      found.set(`${cls} ${source}`, row)
    }
  return [...found.values()]
}

/** First number from which on detail may still have to go: everything below it went before. */
export function detailFrom(log: Pick<EventLog, 'acts' | 'first'>): number {
  let from = log.first
  for (const { body } of log.acts()) {
    const { act, upTo } = JSON.parse(new TextDecoder().decode(body)) as { readonly act?: unknown; readonly upTo?: unknown }
    if (act === 'forgotten' && typeof upTo === 'number') from = Math.max(from, upTo)
  }
  return from
}

/** Where the first entry stands that is younger than all detail may be. */
function wholeBelow(log: ReadLog, { day, from, below }: AskedDetail): number {
  for (const { firstSeq, count, at } of log.printsFrom(from))
    if (at >= day - (DETAIL_DAYS - 1) * DAY_S || firstSeq + count > below) return firstSeq
  return below
}

/** The log that forgets, and the fold that follows it. */
export interface ForgettingParts {
  readonly log: EventLog
  readonly fold: { apply(act: LogEntry): void }
}

/** Entries rewritten together: one flush and one cut of the write-ahead file a portion. */
const PORTION = 200

/**
 * Takes out of the log what person-related and sensitive events past their time said: that their source was heard and
 * when stays, and the fingerprint. Their counts live on in the snapshots. An act of the log says what went; answers the same. LG12
 */
export async function forgetDetail({ log, fold }: ForgettingParts, asked: AskedDetail, at: number): Promise<readonly Expired[]> {
  const detail = expiredDetail(log, asked)
  if (detail.length === 0) return detail
  const upTo = wholeBelow(log, asked)
  let portion = new Map<number, Uint8Array>()
  for (const { entry, lines } of expiredEntries(log, asked)) {
    portion.set(entry.firstSeq, Buffer.from(lines.join('\n'), 'latin1'))
    if (portion.size < PORTION) continue
    await log.rewrite(portion)
    portion = new Map()
  }
  await log.rewrite(portion)
  const body = new TextEncoder().encode(JSON.stringify({ act: 'forgotten', detail, upTo }))
  const entry: PendingEntry = { kind: 'act', count: 1, at, prints: new Uint8Array(0), body }
  // Folded at once with its commit: events that share it must not be folded before.
  await log.append([entry]).then(([firstSeq = 0]) => fold.apply({ ...entry, firstSeq }))
  return detail
}
