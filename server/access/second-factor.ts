import { Secret, TOTP } from 'otpauth'

const STEP_S = 30
/** Steps before and after the present one that are taken: a phone's clock may be half a minute off. */
const DRIFT = 1
const ISSUER = 'Gridwall'

const totpOf = (secret: string, account = '') =>
  new TOTP({ issuer: ISSUER, label: account, secret: Secret.fromBase32(secret), period: STEP_S, digits: 6, algorithm: 'SHA1' })

/** A new shared secret with the address that an authenticator reads it from (RFC 6238; nothing goes over a network). AC7 */
export function newFactor(account: string): { readonly secret: string; readonly uri: string } {
  const secret = new Secret({ size: 20 }).base32
  return { secret, uri: totpOf(secret, account).toString() }
}

/** The time step that `code` belongs to, later than `after`; undefined where it fits none. A code works once. AC7 */
export function stepOfCode(secret: string, code: string, { now, after }: { readonly now: number; readonly after: number }) {
  const off = totpOf(secret).validate({ token: code, timestamp: now, window: DRIFT })
  if (off === null) return undefined
  const step = Math.floor(now / 1000 / STEP_S) + off
  return step > after ? step : undefined
}
