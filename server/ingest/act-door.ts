import { Value } from '@sinclair/typebox/value'
import { DESK_ACT, type DeskAct } from '../../shared/domain/desk-act.ts'
import type { EventLog, LogEntry, PendingEntry } from '../log/event-log.ts'
import type { FoldPort } from './door.ts'

/** A desk's act once it is durable: its number in the log and the clock second that counts for it. */
export interface ActReceipt {
  readonly seq: number
  readonly at: number
}

export interface ActDoorParts {
  readonly log: Pick<EventLog, 'append' | 'acts'>
  readonly fold: Pick<FoldPort, 'apply'>
  readonly citySecond: () => number
  /** After each commit has been folded. */
  readonly onCommitted: (act: DeskAct, receipt: ActReceipt) => void
}

/** The door of acts: writes one, folds it, answers. AL4 OB1 */
export interface ActDoor {
  /**
   * Resolves after the commit; rejects with `LogFullError`. An act with a key already used is not written again:
   * the first receipt is answered, or `other-act` where the first one was another act.
   */
  write(act: DeskAct): Promise<ActReceipt | 'other-act'>
}

interface Written {
  readonly text: string
  readonly receipt: Promise<ActReceipt>
}

const KEYS_KEPT = 10_000

function actOf({ body }: LogEntry): DeskAct | undefined {
  const act: unknown = JSON.parse(new TextDecoder().decode(body))
  return Value.Check(DESK_ACT, act) ? act : undefined
}

class LoggedActs implements ActDoor {
  readonly #parts: ActDoorParts
  readonly #keys = new Map<string, Written>()

  constructor(parts: ActDoorParts) {
    this.#parts = parts
    for (const entry of parts.log.acts()) {
      const act = actOf(entry)
      if (act && act.key !== '') this.#remember(act, Promise.resolve({ seq: entry.firstSeq, at: entry.at }))
    }
  }

  #remember(act: DeskAct, receipt: Promise<ActReceipt>): void {
    this.#keys.set(act.key, { text: JSON.stringify(act), receipt })
    const oldest = this.#keys.size > KEYS_KEPT ? this.#keys.keys().next().value : undefined
    if (oldest !== undefined) this.#keys.delete(oldest)
  }

  async write(act: DeskAct): Promise<ActReceipt | 'other-act'> {
    const known = act.key === '' ? undefined : this.#keys.get(act.key)
    if (known) return known.text === JSON.stringify(act) ? known.receipt : 'other-act'
    const receipt = this.#append(act)
    if (act.key !== '') this.#remember(act, receipt)
    receipt.catch(() => this.#keys.delete(act.key))
    return receipt
  }

  #append(act: DeskAct): Promise<ActReceipt> {
    const { log, fold, citySecond, onCommitted } = this.#parts
    const body = new TextEncoder().encode(JSON.stringify(act))
    const entry: PendingEntry = { kind: 'act', count: 1, at: citySecond(), prints: new Uint8Array(0), body }
    return log.append([entry]).then(([seq = 0]) => {
      fold.apply({ ...entry, firstSeq: seq })
      onCommitted(act, { seq, at: entry.at })
      return { seq, at: entry.at }
    })
  }
}

/** Opens the door of acts; reads the keys of the acts that the log holds first. */
export function createActDoor(parts: ActDoorParts): ActDoor {
  return new LoggedActs(parts)
}
