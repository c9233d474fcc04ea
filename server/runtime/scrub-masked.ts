import type { MaskedRow, StoredCorrection, StoredEvent } from '../../shared/domain/stored-event.ts'
import type { EventLog, LogEntry } from '../log/event-log.ts'
import type { LoggedLines } from '../log/logged-lines.ts'
import type { Fingerprint } from '../validate/fingerprint.ts'

export interface ScrubParts {
  readonly log: EventLog
  readonly lines: LoggedLines
  /** With the key of the log. */
  readonly print: Fingerprint
}

/** Masked events as the fold knows them: log numbers of their corrections, oldest first. */
export type MaskedCorrections = readonly (readonly number[])[]

function correctionAt({ log, lines }: ScrubParts, seq: number): StoredCorrection | undefined {
  const event = seq < log.first ? undefined : lines.eventAt(seq)
  return event?.kind === 'correction' ? event : undefined
}

/** Corrections whose log still holds the text that is to go. */
export function unscrubbed(parts: ScrubParts, masked: MaskedCorrections): MaskedCorrections {
  return masked.filter((seqs) => seqs.some((seq) => correctionAt(parts, seq)?.ref !== undefined))
}

/** Log number of an event by its name; undefined where the log no longer has it. */
function seqOf(
  { log, lines, print }: ScrubParts,
  { source, id }: { readonly source: string; readonly id: string },
): number | undefined {
  print.take(source, id)
  const { low, high } = print
  for (const { firstSeq, prints } of log.printsFrom(log.first)) {
    const words = new DataView(prints.buffer, prints.byteOffset, prints.byteLength)
    for (let at = 0; at < prints.byteLength; at += 8) {
      if (words.getUint32(at, true) !== low || words.getUint32(at + 4, true) !== high) continue
      const event = lines.eventAt(firstSeq + at / 8)
      if (event?.id === id && event.source === source) return firstSeq + at / 8
    }
  }
  return undefined
}

function maskedRow({ source, t }: StoredEvent): MaskedRow {
  return { kind: 'masked', source, t }
}

function bareCorrection({ ref: _ref, was: _was, by: _by, ...rest }: StoredCorrection): StoredCorrection {
  return rest
}

function withLines({ body, firstSeq }: LogEntry, lines: ReadonlyMap<number, object>): Uint8Array {
  const kept = Buffer.from(body).toString('latin1').split('\n')
  return Buffer.from(
    kept.map((line, at) => (lines.has(firstSeq + at) ? JSON.stringify(lines.get(firstSeq + at)) : line)).join('\n'),
    'latin1',
  )
}

/**
 * Takes the text of masked events out of the log: of the event itself that its source was heard and when stays, of its
 * corrections what they have of their own. Fingerprints stay, so that a repetition is known. LG11
 */
export async function scrubMasked(parts: ScrubParts, masked: MaskedCorrections): Promise<void> {
  const { log, lines } = parts
  const instead = new Map<number, object>()
  for (const seqs of masked) {
    const corrections = seqs.flatMap((seq) => correctionAt(parts, seq) ?? [])
    const ref = corrections.find((correction) => correction.ref !== undefined)?.ref
    const original = ref && seqOf(parts, ref)
    const event = original === undefined ? undefined : lines.eventAt(original)
    if (original !== undefined && event) instead.set(original, maskedRow(event))
    for (const seq of seqs) {
      const correction = correctionAt(parts, seq)
      if (correction) instead.set(seq, bareCorrection(correction))
    }
  }
  const entries = new Map<number, LogEntry>()
  for (const seq of instead.keys()) {
    const entry = log.entryAt(seq)
    if (entry) entries.set(entry.firstSeq, entry)
  }
  await log.rewrite(new Map([...entries].map(([firstSeq, entry]) => [firstSeq, withLines(entry, instead)])))
  lines.forget()
}
