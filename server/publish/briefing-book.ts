import { Value } from '@sinclair/typebox/value'
import { BRIEFING_KEPT, type BriefingKept } from '../../shared/domain/briefing-act.ts'
import type { DeskAct } from '../../shared/domain/desk-act.ts'
import type { EventLog } from '../log/event-log.ts'

/** Briefings that were kept, by their number, read from the log when they are asked for. BR1 */
export class BriefingBook {
  readonly #log: Pick<EventLog, 'entryAt'>
  readonly #seqs = new Map<string, number>()

  constructor(log: Pick<EventLog, 'acts' | 'entryAt'>) {
    this.#log = log
    for (const { body, firstSeq } of log.acts()) {
      const act: unknown = JSON.parse(new TextDecoder().decode(body))
      if (Value.Check(BRIEFING_KEPT, act)) this.#seqs.set(act.id, firstSeq)
    }
  }

  /** An act is durable. */
  take(act: DeskAct, { seq }: { readonly seq: number }): void {
    if (act.act === 'briefing-kept') this.#seqs.set(act.id, seq)
  }

  /** The briefing of that number with the clock second at which it was kept; undefined where there is none. */
  find(id: string): { readonly act: BriefingKept; readonly at: number } | undefined {
    const seq = this.#seqs.get(id)
    const entry = seq === undefined ? undefined : this.#log.entryAt(seq)
    if (entry === undefined) return undefined
    const act: unknown = JSON.parse(new TextDecoder().decode(entry.body))
    return Value.Check(BRIEFING_KEPT, act) ? { act, at: entry.at } : undefined
  }
}
