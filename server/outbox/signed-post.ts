import type { Clock } from '../runtime/clock.ts'
import { SIGNATURE_HEADER, signatureOf } from './signature.ts'

/** Where signed POSTs go. */
export interface SignedAddress {
  readonly url: string
  readonly secret: string
  readonly clock: Clock
}

/** What came back: taken with its text, refused for good, or to be tried again. */
export type PostAnswer =
  | { readonly kind: 'taken'; readonly text: string }
  | { readonly kind: 'refused'; readonly status: number }
  | { readonly kind: 'failed'; readonly reason: string }

const GIVE_UP_MS = 10_000
/** Refusals that may pass: time-out, too early, too many. */
const PASSING = new Set([408, 425, 429])

/** Sends one signed JSON body under a key of repetition; never rejects, follows no redirection. OB3 */
export async function postSigned({ url, secret, clock }: SignedAddress, key: string, body: string): Promise<PostAnswer> {
  const headers = {
    'content-type': 'application/json',
    'idempotency-key': key,
    [SIGNATURE_HEADER]: signatureOf(secret, Math.floor(clock.now() / 1000), body),
  }
  try {
    const signal = AbortSignal.timeout(GIVE_UP_MS)
    const response = await fetch(url, { method: 'POST', headers, body, signal, redirect: 'error' })
    const text = await response.text()
    if (response.ok) return { kind: 'taken', text }
    const { status } = response
    return status >= 500 || PASSING.has(status) ? { kind: 'failed', reason: `HTTP ${status}` } : { kind: 'refused', status }
  } catch (reason) {
    return { kind: 'failed', reason: reason instanceof Error ? reason.name : 'unknown' }
  }
}
