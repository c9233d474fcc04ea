import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

const BYTES = 32

/** 256 bits of chance, as text for a cookie or a header. */
export function newSecret(): string {
  return randomBytes(BYTES).toString('base64url')
}

/** What is kept of a secret: it is found again by it, and nothing can be signed in with it. */
export function hashOf(secret: string): string {
  return createHash('sha256').update(secret).digest('hex')
}

/** Compares two hashes in a time that tells nothing. */
export function sameHash(a: string, b: string): boolean {
  return a.length === b.length && timingSafeEqual(Buffer.from(a), Buffer.from(b))
}
