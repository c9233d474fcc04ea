import { mkdirSync, renameSync, truncateSync, writeFileSync } from 'node:fs'
import { open, rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Clock } from '../runtime/clock.ts'
import { auditFiles, headFile, linesOf, rowOf } from './audit-files.ts'
import { NO_ROW, rowAfter, type AuditEntry, type AuditRow } from './audit-row.ts'
import { FORGOTTEN } from './verify-trail.ts'

/** Months kept beside the running one; six are the least that the law asks. AU3 */
const MONTHS_KEPT = 12
/** Rows held for the auditor's page. */
const ROWS_HELD = 2_000
/** The same sight of the same session is one row in this time. */
const SIGHT_MS = 3_600_000
const MOST_SIGHTS = 20_000

export interface AuditTrailOptions {
  readonly folder: string
  readonly clock: Clock
  /** Told of each row, to send it on. AU5 */
  readonly onRow?: ((row: AuditRow) => void) | undefined
  /** Told when rows cannot be written; they are kept and tried again with the next. */
  readonly onFailure: (reason: unknown) => void
}

async function append(path: string, text: string): Promise<void> {
  const file = await open(path, 'a', 0o600)
  try {
    await file.appendFile(text)
    await file.datasync()
  } finally {
    await file.close()
  }
}

/** Who did and saw what: rows that are only ever added, each tied to the one before. AU1 AU2 */
export class AuditTrail {
  readonly #options: AuditTrailOptions
  readonly #held: AuditRow[] = []
  readonly #sights = new Map<string, number>()
  #last: { readonly n: number; readonly hash: string } = { n: 0, hash: NO_ROW }
  #waiting: AuditRow[] = []
  #writing = Promise.resolve()
  /** A flush is to come that will take all rows that wait. */
  #asked = false

  constructor(options: AuditTrailOptions) {
    this.#options = options
    mkdirSync(options.folder, { recursive: true, mode: 0o700 })
    for (const file of auditFiles(options.folder).slice(-2)) this.#take(file)
  }

  /** Goes on after the newest whole row; half a row at the end was never whole and is cut off. */
  #take(file: string): void {
    const { folder } = this.#options
    const lines = linesOf(folder, file)
    const whole = lines.slice(0, -1)
    if (lines.at(-1) !== '') truncateSync(join(folder, file), Buffer.byteLength(whole.map((line) => `${line}\n`).join('')))
    for (const row of whole.slice(-ROWS_HELD).map(rowOf)) if (row) this.#hold(row)
  }

  #hold(row: AuditRow): void {
    this.#last = row
    this.#held.push(row)
    if (this.#held.length > ROWS_HELD) this.#held.shift()
  }

  /** The newest rows, the newest first. */
  newest(most: number, before = Number.POSITIVE_INFINITY): readonly AuditRow[] {
    return this.#held
      .filter(({ n }) => n < before)
      .slice(-most)
      .reverse()
  }

  /** Adds a row; it is on disk with the next flush, a moment later. */
  note(entry: AuditEntry): void {
    const row = rowAfter(this.#last, new Date(this.#options.clock.now()).toISOString(), entry)
    this.#hold(row)
    this.#options.onRow?.(row)
    this.#waiting.push(row)
    if (this.#asked) return
    this.#asked = true
    this.#writing = this.#writing.then(() => this.#flush())
  }

  /** Adds a row unless the same session did the same within the hour: a page asks many times for what a person sees once. */
  noteOnce(session: string, entry: AuditEntry): void {
    const now = this.#options.clock.now()
    const sight = `${session} ${entry.act} ${entry.about} ${entry.status}`
    if (now - (this.#sights.get(sight) ?? Number.NEGATIVE_INFINITY) < SIGHT_MS) return
    this.#sights.delete(sight)
    this.#sights.set(sight, now)
    const [oldest] = this.#sights.keys()
    if (this.#sights.size > MOST_SIGHTS && oldest !== undefined) this.#sights.delete(oldest)
    this.note(entry)
  }

  async #flush(): Promise<void> {
    const { folder, onFailure } = this.#options
    const rows = this.#waiting
    this.#waiting = []
    this.#asked = false
    try {
      for (const month of new Set(rows.map(({ at }) => at.slice(0, 7)))) {
        const own = rows.filter(({ at }) => at.startsWith(month))
        await append(join(folder, `${month}.ndjson`), own.map((row) => `${JSON.stringify(row)}\n`).join(''))
      }
      this.#noteHead(rows.at(-1))
    } catch (reason) {
      this.#waiting = [...rows, ...this.#waiting]
      onFailure(reason)
    }
  }

  #noteHead(row: AuditRow | undefined): void {
    const { folder } = this.#options
    if (row === undefined) return
    writeFileSync(`${headFile(folder)}.new`, JSON.stringify({ n: row.n, hash: row.hash }), { mode: 0o600 })
    renameSync(`${headFile(folder)}.new`, headFile(folder))
  }

  /** Drops months that are old enough, and says so in a row that names what they ended with. AU3 */
  async forget(): Promise<void> {
    const { folder } = this.#options
    const files = auditFiles(folder)
    for (const file of files.slice(0, Math.max(0, files.length - MONTHS_KEPT - 1))) {
      const last = rowOf(linesOf(folder, file).findLast((line) => line !== '') ?? '')
      this.note({ who: '', role: '', from: '', act: FORGOTTEN, about: `${file} ${last?.hash ?? NO_ROW}`, status: 0 })
      await this.settled()
      await rm(join(folder, file))
    }
  }

  /** Resolves when every row so far is on disk, or could not be written. */
  settled(): Promise<void> {
    return this.#writing
  }
}
