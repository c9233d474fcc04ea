import { Value } from '@sinclair/typebox/value'
import type { FigureConfirmed, BriefingKept } from '../../shared/domain/briefing-act.ts'
import { BRIEFING_KEPT, FIGURE_CONFIRMED } from '../../shared/domain/briefing-act.ts'
import type { DeskAct } from '../../shared/domain/desk-act.ts'
import type { EventLog } from '../log/event-log.ts'

/** Briefings that were kept, by their number, read from the log when they are asked for. BR1 */
export class BriefingBook {
  readonly #log: Pick<EventLog, 'entryAt'>
  readonly #seqs = new Map<string, number>()
  /** The newest confirmation of each figure of each node. */
  readonly #confirmed = new Map<string, { readonly act: FigureConfirmed; readonly at: number }>()

  constructor(log: Pick<EventLog, 'acts' | 'entryAt'>) {
    this.#log = log
    for (const { body, firstSeq, at } of log.acts()) {
      const act: unknown = JSON.parse(new TextDecoder().decode(body))
      if (Value.Check(BRIEFING_KEPT, act) || Value.Check(FIGURE_CONFIRMED, act)) this.take(act, { seq: firstSeq, at })
    }
  }

  /** An act is durable. */
  take(act: DeskAct, { seq, at }: { readonly seq: number; readonly at: number }): void {
    if (act.act === 'briefing-kept') this.#seqs.set(act.id, seq)
    else if (act.act === 'figure-confirmed') this.#confirmed.set(`${act.node} ${act.figure}`, { act, at })
  }

  /** What posts stood by of a node after a clock second. BR5 */
  confirmed(node: string, since: number): readonly { readonly act: FigureConfirmed; readonly at: number }[] {
    return [...this.#confirmed.values()].filter(({ act, at }) => act.node === node && at >= since)
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
