import { Value } from '@sinclair/typebox/value'
import { DESK_ACT, type DeskAct } from '../../shared/domain/desk-act.ts'
import { NOTE_KEPT_DAYS, type HandoverGiven, type HandoverTaken, type ShiftNote } from '../../shared/domain/shift-act.ts'
import type { EventLog } from '../log/event-log.ts'

/** An act with its number in the log and the clock second that counts for it. */
interface Dated<T> {
  readonly act: T
  readonly seq: number
  readonly at: number
}

/** A handover as far as it has come. */
export interface Handover {
  readonly given: Dated<HandoverGiven>
  readonly taken: Dated<HandoverTaken> | undefined
}

/** What was done, told by kind: `ack`, `reassign`, `note` … */
export interface DoneTally {
  readonly what: string
  readonly count: number
}

const DAY_S = 86_400
const NOTES_TOLD = 200
const HANDOVERS_TOLD = 20
/** Longest stretch that a sheet counts what was done in. */
const TALLIED_S = 3 * DAY_S

/** What of an act counts as done in a shift; undefined: a word of the machine. */
function doneBy(act: DeskAct): string | undefined {
  switch (act.act) {
    case 'alarm':
    case 'case':
      return act.action
    case 'shift-note':
      return 'note'
    case 'handover-taken':
      return 'handover'
    case 'briefing-visit':
      return act.visitors ? 'visit' : undefined
    case 'figure-confirmed':
      return 'confirm'
    case 'briefing-kept':
      return 'briefing'
    case 'threshold-proposed':
      return 'threshold'
    case 'threshold-decided':
      return 'threshold-decided'
    case 'dimension-use':
      return 'use'
    case 'handover-given':
    case 'case-receipt':
    case 'alarm-notice':
      return undefined
  }
}

/** Notes, handovers and what was done, as the log holds them: for signed-in staff desks alone, never a figure. SH1 SH4 */
export class ShiftBook {
  #notes: Dated<ShiftNote>[] = []
  readonly #handovers: { given: Dated<HandoverGiven>; taken: Dated<HandoverTaken> | undefined }[] = []
  #done: { readonly what: string; readonly post: string; readonly at: number }[] = []
  /** Rises with every act. */
  revision = 0

  constructor(log: Pick<EventLog, 'acts'>) {
    const decoder = new TextDecoder()
    for (const { body, firstSeq, at } of log.acts()) {
      const act: unknown = JSON.parse(decoder.decode(body))
      if (Value.Check(DESK_ACT, act)) this.take(act, { seq: firstSeq, at })
    }
  }

  /** An act is durable. */
  take(act: DeskAct, { seq, at }: { readonly seq: number; readonly at: number }): void {
    this.revision++
    const what = doneBy(act)
    const post = 'post' in act ? act.post : ''
    if (what !== undefined) this.#done.push({ what, post, at })
    if (act.act === 'shift-note' && act.text !== '') this.#notes.push({ act, seq, at })
    else if (act.act === 'handover-given') this.#handovers.push({ given: { act, seq, at }, taken: undefined })
    else if (act.act === 'handover-taken') {
      const begun = this.handover(act.id)
      if (begun && begun.taken === undefined) begun.taken = { act, seq, at }
    }
    this.#forget(at)
  }

  #forget(now: number): void {
    this.#notes = this.#notes.filter(({ at }) => at > now - NOTE_KEPT_DAYS * DAY_S)
    this.#done = this.#done.filter(({ at }) => at > now - TALLIED_S)
  }

  /** Newest first, of the last thirty days. SH2 */
  notes(now: number): readonly Dated<ShiftNote>[] {
    return this.#notes
      .filter(({ at }) => at > now - NOTE_KEPT_DAYS * DAY_S)
      .toReversed()
      .slice(0, NOTES_TOLD)
  }

  /** Newest first. */
  handovers(): readonly Handover[] {
    return this.#handovers.toReversed().slice(0, HANDOVERS_TOLD)
  }

  /** A handover by its number. */
  handover(id: string) {
    return this.#handovers.find(({ given }) => given.act.id === id)
  }

  /** When the post last took over, clock seconds; undefined: not within the tally. */
  tookOver(post: string): number | undefined {
    return this.#handovers.findLast(({ taken }) => taken?.act.post === post)?.taken?.at
  }

  /** What was done after a second, the most frequent first. */
  done(since: number): readonly DoneTally[] {
    const counts = new Map<string, number>()
    for (const { what, at } of this.#done) if (at > since) counts.set(what, (counts.get(what) ?? 0) + 1)
    return [...counts].map(([what, count]) => ({ what, count })).sort((a, b) => b.count - a.count)
  }
}
