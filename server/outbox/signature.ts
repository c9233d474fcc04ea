import { createHmac, timingSafeEqual } from 'node:crypto'

export const SIGNATURE_HEADER = 'gridwall-signature'
/** How far the time in a signature may lie from now. */
const TOLERANCE_S = 300
const FORM = /^t=(\d{1,12}),v1=([0-9a-f]{64})$/

const mac = (secret: string, second: number, body: string) =>
  createHmac('sha256', secret).update(`${second}.${body}`).digest('hex')

/** `t=SECOND,v1=HMAC`: HMAC-SHA-256 over second, point and body. OB3 */
export function signatureOf(secret: string, second: number, body: string): string {
  return `t=${second},v1=${mac(secret, second, body)}`
}

/** True where the header signs this body with this secret within five minutes of now; compared in constant time. OB3 */
export function isSigned(
  header: string | undefined,
  body: string,
  at: { readonly secret: string; readonly second: number },
): boolean {
  const [, second = '', given = ''] = FORM.exec(header ?? '') ?? []
  if (given === '' || Math.abs(Number(second) - at.second) > TOLERANCE_S) return false
  return timingSafeEqual(Buffer.from(mac(at.secret, Number(second), body)), Buffer.from(given))
}
