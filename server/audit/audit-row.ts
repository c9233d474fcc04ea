import { createHash } from 'node:crypto'

/** Who did what, to what, from where; posts and areas, never the content of an event. AU1 */
export interface AuditEntry {
  /** Account or device; '' for nobody signed in. */
  readonly who: string
  readonly role: string
  /** Address it came from. */
  readonly from: string
  /** `see`, or the method of a call that acts. */
  readonly act: string
  /** Area that was seen, or the call's path. */
  readonly about: string
  /** Status of the answer; 0 where there is none. */
  readonly status: number
}

/** An entry in its place: numbered from 1, timed, and tied to the row before it. AU2 */
export interface AuditRow extends AuditEntry {
  readonly n: number
  /** ISO 8601, UTC. */
  readonly at: string
  readonly prev: string
  readonly hash: string
}

/** What the first row of all is tied to. */
export const NO_ROW = '0'.repeat(64)

/** SHA-256 over the row before and every field of this one, in a fixed order. */
export function hashOfRow({ n, at, who, role, from, act, about, status, prev }: Omit<AuditRow, 'hash'>): string {
  return createHash('sha256')
    .update(JSON.stringify([prev, n, at, who, role, from, act, about, status]))
    .digest('hex')
}

/** The entry as the row that follows `last`. */
export function rowAfter(last: { readonly n: number; readonly hash: string }, at: string, entry: AuditEntry): AuditRow {
  const row = { n: last.n + 1, at, ...entry, prev: last.hash }
  return { ...row, hash: hashOfRow(row) }
}
