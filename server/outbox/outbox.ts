import { Value } from '@sinclair/typebox/value'
import { CASE_ACT, CASE_RECEIPT, type CaseAct, type CaseReceipt } from '../../shared/domain/case-act.ts'
import type { ActDoor, ActReceipt } from '../ingest/act-door.ts'
import type { EventLog } from '../log/event-log.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Delivery, RecordPort } from './record-port.ts'

/** An act on a case and what became of it. `awaiting` (待回执) until its receipt is in the log. */
export interface HandedAct {
  readonly act: CaseAct
  /** Clock second of the act. */
  readonly at: number
  readonly state: 'awaiting' | 'received' | 'refused'
  /** Number of the receipt, '' for none. */
  readonly number: string
}

export interface OutboxParts {
  readonly log: Pick<EventLog, 'acts'>
  readonly acts: ActDoor
  readonly port: RecordPort
  readonly clock: Clock
  /** 0 … 1, for the jitter between attempts. */
  readonly random: () => number
  /** Told of each failed attempt, without the act's content. */
  readonly onFailed: (reason: string, attempt: number) => void
}

/** Hands acts over to the system of record until each has its receipt. OB1–OB3 */
export interface Outbox {
  /** Writes the act, then hands it over; resolves after the durable commit. */
  send(act: CaseAct): Promise<ActReceipt | 'other-act'>
  /** The receipt of an act; false where no such act is known. The first one stands. */
  receive(of: string, status: CaseReceipt['status'], number: string): Promise<boolean>
  /** Acts on a case, oldest first. */
  of(caseId: string): readonly HandedAct[]
  stop(): void
}

const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 300_000
/** An act that was taken but got no receipt is sent again after this long. */
const RECEIPT_WITHIN_MS = 600_000

/** Wait before attempt `n` + 1: doubled each time up to five minutes, and somewhere in its upper half. OB3 */
export function waitAfter(attempt: number, random: () => number): number {
  const longest = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (attempt - 1))
  return longest * (0.5 + random() / 2)
}

interface Held {
  act: CaseAct
  at: number
  state: HandedAct['state']
  number: string
  attempts: number
  taken: boolean
}

class LoggedOutbox implements Outbox {
  readonly #parts: OutboxParts
  readonly #held = new Map<string, Held>()
  readonly #ofCase = new Map<string, Held[]>()
  readonly #waits = new Map<string, () => void>()
  #stopped = false

  constructor(parts: OutboxParts) {
    this.#parts = parts
    for (const { body, at } of parts.log.acts()) {
      const act: unknown = JSON.parse(new TextDecoder().decode(body))
      if (Value.Check(CASE_ACT, act)) this.#hold(act, at)
      else if (Value.Check(CASE_RECEIPT, act)) this.#settle(act)
    }
    for (const held of this.#held.values()) this.#handOver(held)
  }

  #hold(act: CaseAct, at: number): Held {
    const held: Held = { act, at, state: 'awaiting', number: '', attempts: 0, taken: false }
    this.#held.set(act.id, held)
    this.#ofCase.set(act.caseId, [...(this.#ofCase.get(act.caseId) ?? []), held])
    return held
  }

  #settle({ of, status, number }: CaseReceipt): void {
    const held = this.#held.get(of)
    if (held?.state !== 'awaiting') return
    held.state = status
    held.number = number
    this.#waits.get(of)?.()
    this.#waits.delete(of)
  }

  /** Acts on one case go out in their order: a later one waits until the earlier ones have been taken. */
  #isNext(held: Held): boolean {
    const before = this.#ofCase.get(held.act.caseId) ?? []
    return before.slice(0, before.indexOf(held)).every(({ taken, state }) => taken || state !== 'awaiting')
  }

  #handOver(held: Held): void {
    if (this.#stopped || held.state !== 'awaiting' || !this.#isNext(held)) return
    held.attempts++
    void this.#parts.port(held.act).then((delivery) => this.#delivered(held, delivery))
  }

  async #delivered(held: Held, delivery: Delivery): Promise<void> {
    if (this.#stopped || held.state !== 'awaiting') return
    const { clock, random, onFailed } = this.#parts
    if (delivery.kind === 'failed') {
      onFailed(delivery.reason, held.attempts)
      this.#again(held, waitAfter(held.attempts, random))
      return
    }
    held.taken = true
    if (delivery.number === undefined) this.#again(held, RECEIPT_WITHIN_MS)
    else {
      const status = delivery.kind === 'refused' ? 'refused' : 'received'
      const written = await this.receive(held.act.id, status, delivery.number).catch(() => false)
      if (!written)
        this.#waits.set(
          held.act.id,
          clock.after(waitAfter(held.attempts, random), () => this.#handOver(held)),
        )
    }
    for (const later of this.#ofCase.get(held.act.caseId) ?? []) if (later.attempts === 0) this.#handOver(later)
  }

  #again(held: Held, ms: number): void {
    this.#waits.set(
      held.act.id,
      this.#parts.clock.after(ms, () => this.#handOver(held)),
    )
  }

  async send(act: CaseAct): Promise<ActReceipt | 'other-act'> {
    const receipt = await this.#parts.acts.write(act)
    if (receipt !== 'other-act' && !this.#held.has(act.id)) this.#handOver(this.#hold(act, receipt.at))
    return receipt
  }

  async receive(of: string, status: CaseReceipt['status'], number: string): Promise<boolean> {
    const held = this.#held.get(of)
    if (held === undefined) return false
    if (held.state !== 'awaiting') return true
    const receipt: CaseReceipt = { act: 'case-receipt', of, status, number, key: '' }
    await this.#parts.acts.write(receipt)
    this.#settle(receipt)
    return true
  }

  of(caseId: string): readonly HandedAct[] {
    return (this.#ofCase.get(caseId) ?? []).map(({ act, at, state, number }) => ({ act, at, state, number }))
  }

  stop(): void {
    this.#stopped = true
    for (const cancel of this.#waits.values()) cancel()
    this.#waits.clear()
  }
}

/** Opens the outbox; acts in the log without a receipt are handed over again, under the same key. */
export function createOutbox(parts: OutboxParts): Outbox {
  return new LoggedOutbox(parts)
}
