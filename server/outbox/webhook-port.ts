import { Value } from '@sinclair/typebox/value'
import { CASE_RECEIPT_BODY } from '../../shared/domain/case-act.ts'
import type { Delivery, RecordPort } from './record-port.ts'
import { postSigned, type SignedAddress } from './signed-post.ts'

const LONGEST_ANSWER = 4_096

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
export function createWebhookPort(address: SignedAddress): RecordPort {
  return async (act) => {
    const { id, caseId, action, post, comment, unit, reason, dueAt } = act
    const answer = await postSigned(address, id, JSON.stringify({ id, caseId, action, post, comment, unit, reason, dueAt }))
    if (answer.kind === 'taken') return receiptIn(answer.text)
    return answer.kind === 'refused' ? { kind: 'refused', number: `HTTP-${answer.status}` } : answer
  }
}
