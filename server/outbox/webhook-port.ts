import { Value } from '@sinclair/typebox/value'
import { CASE_RECEIPT_BODY } from '../../shared/domain/case-act.ts'
import type { Clock } from '../runtime/clock.ts'
import type { Delivery, RecordPort } from './record-port.ts'
import { SIGNATURE_HEADER, signatureOf } from './signature.ts'

export interface WebhookOptions {
  readonly url: string
  readonly secret: string
  readonly clock: Clock
}

const GIVE_UP_MS = 10_000
const LONGEST_ANSWER = 4_096
/** Refusals that may pass: time-out, too early, too many. */
const PASSING = new Set([408, 425, 429])

function receiptIn(text: string): Delivery {
  try {
    const body: unknown = text.length <= LONGEST_ANSWER ? JSON.parse(text) : undefined
    if (Value.Check(CASE_RECEIPT_BODY, body))
      return body.status === 'refused'
        ? { kind: 'refused', number: body.number ?? '' }
        : { kind: 'taken', number: body.number ?? '' }
  } catch {
    // An answer that is no receipt: it comes later, by a call of its own.
  }
  return { kind: 'taken' }
}

/** Hands acts over as signed POSTs; the act's id is the key of repetition. OB3 */
export function createWebhookPort({ url, secret, clock }: WebhookOptions): RecordPort {
  return async (act) => {
    const { id, caseId, action, post, comment, unit, reason, dueAt } = act
    const body = JSON.stringify({ id, caseId, action, post, comment, unit, reason, dueAt })
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': id,
      [SIGNATURE_HEADER]: signatureOf(secret, Math.floor(clock.now() / 1000), body),
    }
    try {
      const signal = AbortSignal.timeout(GIVE_UP_MS)
      const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
      const text = await response.text()
      if (response.ok) return receiptIn(text)
      const { status } = response
      if (status >= 500 || PASSING.has(status)) return { kind: 'failed', reason: `HTTP ${status}` }
      return { kind: 'refused', number: `HTTP-${status}` }
    } catch (reason) {
      return { kind: 'failed', reason: reason instanceof Error ? reason.name : 'unknown' }
    }
  }
}
