import { auditFiles, linesOf, readHead, rowOf } from './audit-files.ts'
import { NO_ROW, hashOfRow, type AuditRow } from './audit-row.ts'

/** What is wrong with a trail: where and what. */
export interface TrailFault {
  readonly file: string
  readonly line: number
  readonly what: string
}

/** A trail as it was found. `head`: its newest row, to be compared with what syslog or paper says. */
export interface TrailVerdict {
  readonly rows: number
  readonly faults: readonly TrailFault[]
  readonly head: { readonly n: number; readonly at: string; readonly hash: string } | undefined
}

/** The row that names what was forgotten because of its age; its `about` ends with the last hash. */
export const FORGOTTEN = 'forget'

function faultOf(row: AuditRow | undefined, last: AuditRow | undefined): string | undefined {
  if (row === undefined) return 'is no row'
  if (hashOfRow(row) !== row.hash) return `row ${row.n} was changed`
  if (last !== undefined && row.n !== last.n + 1) return `row ${last.n + 1} is missing, row ${row.n} follows`
  return last !== undefined && row.prev !== last.hash ? `row ${row.n} is not tied to the row before it` : undefined
}

/** What has been read of a trail so far; one row is held, however long it is. */
class Reckoning {
  readonly faults: TrailFault[] = []
  rows = 0
  last: AuditRow | undefined
  readonly #head: ReturnType<typeof readHead>
  #headSeen = false
  #first: { readonly file: string; readonly row: AuditRow } | undefined
  #beginningNamed = false

  constructor(head: ReturnType<typeof readHead>) {
    this.#head = head
  }

  take(row: AuditRow | undefined, file: string, line: number): void {
    const what = faultOf(row, this.last)
    if (what !== undefined) this.faults.push({ file, line, what })
    if (row === undefined) return
    this.rows += 1
    this.last = row
    this.#first ??= { file, row }
    if (row.act === FORGOTTEN && row.about.endsWith(this.#first.row.prev)) this.#beginningNamed = true
    if (row.n === this.#head?.n && row.hash === this.#head.hash) this.#headSeen = true
  }

  /** Looks at both ends: a trail begins with row 1 or where it says that older rows were forgotten, and holds its newest row. */
  end(): void {
    const { file = '', row } = this.#first ?? {}
    const begins = row === undefined || (row.n === 1 && row.prev === NO_ROW) || this.#beginningNamed
    if (!begins)
      this.faults.unshift({
        file,
        line: 1,
        what: `row ${row.n} is the first, and no row says that those before it were forgotten`,
      })
    if (this.#head && !this.#headSeen)
      this.faults.push({
        file: 'head.json',
        line: 1,
        what: `row ${this.#head.n} was written and is not there as it was: the end was cut off or changed`,
      })
  }
}

/** Reckons every row of a trail anew and says where it is not what was written. AU2 */
export function verifyTrail(folder: string): TrailVerdict {
  const reckoning = new Reckoning(readHead(folder))
  for (const file of auditFiles(folder))
    for (const [at, line] of linesOf(folder, file).entries()) if (line !== '') reckoning.take(rowOf(line), file, at + 1)
  reckoning.end()
  const { rows, faults, last } = reckoning
  return { rows, faults, head: last && { n: last.n, at: last.at, hash: last.hash } }
}
