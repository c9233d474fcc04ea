import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { CaseBook } from '../aggregate/case-book.ts'
import type { EventLog } from '../log/event-log.ts'

export type CaseStepEvent = StoredEventOf<'case'> & {
  /** It stands for a step that said something else before. */
  readonly corrected?: true | undefined
}

/** What may be seen of single cases: all of class T, never of P and X. CS7 */
export interface CaseFiles extends CaseBook {
  /** The case's steps as they stand, corrected ones as they were corrected, by event time; those that the log no longer holds are missing. */
  steps(seqs: readonly number[]): readonly CaseStepEvent[]
}

const isOpenClass = (event: StoredEvent): event is CaseStepEvent =>
  event.kind === 'case' && event.cls !== 'P' && event.cls !== 'X'

/** The book of cases with the history that the log keeps. */
export function createCaseFiles(book: CaseBook, log: Pick<EventLog, 'entryAt'>): CaseFiles {
  const decoder = new TextDecoder()
  /** The entry read last: steps of one time lie together. */
  let held = { first: 1, end: 1, lines: [] as readonly string[] }
  const read = (seq: number) => {
    const entry = log.entryAt(seq)
    if (entry === undefined) return { first: 1, end: 1, lines: [] }
    const { firstSeq: first, count, kind } = entry
    return { first, end: first + count, lines: kind === 'T' ? decoder.decode(entry.body).split('\n') : [] }
  }
  const eventAt = (seq: number): StoredEvent | undefined => {
    if (seq < held.first || seq >= held.end) held = read(seq)
    const line = held.lines[seq - held.first]
    return line === undefined || line === '' ? undefined : (JSON.parse(line) as StoredEvent)
  }
  const standingAt = (seq: number): CaseStepEvent | undefined => {
    const instead = book.correctedStep(seq)
    if (instead) return { ...instead, corrected: true }
    const event = eventAt(seq)
    return event && isOpenClass(event) ? event : undefined
  }
  return {
    ...book,
    steps(seqs) {
      const found = seqs.map(standingAt).filter((event) => event !== undefined)
      return found.sort((a, b) => a.t - b.t)
    },
  }
}
