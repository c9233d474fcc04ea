import type { Clock } from '../../runtime/clock.ts'
import type { AuditRow } from '../audit-row.ts'
import type { OpenLine, SyslogLine } from './syslog-lines.ts'
import { syslogMessage, type SyslogSender } from './syslog-message.ts'

/** Rows held while nobody takes them. */
const MOST_WAITING = 10_000
const FIRST_WAIT_MS = 1_000
const LONGEST_WAIT_MS = 60_000

/** How the way out stands, for the auditor's page. */
export interface SyslogState {
  /** Address without what is secret. */
  readonly to: string
  readonly state: 'open' | 'lost'
  readonly sent: number
  readonly waiting: number
  /** Rows that were let go because too many waited; the file has them. */
  readonly dropped: number
  /** Why the line was lost last, '' while it is open. */
  readonly fault: string
}

export interface SyslogOutParts {
  readonly to: string
  readonly open: OpenLine
  readonly sender: SyslogSender
  readonly clock: Clock
  /** 0 … 1, so that not all servers come again at once. */
  readonly random: () => number
  readonly mostWaiting?: number
  /** Told once each time the line is lost. */
  readonly onLost: (reason: string) => void
}

/** Sends each row of the audit on as it is written; where nobody takes it the newest wait, bounded, and the line is tried again and again. AU5 */
export class SyslogOut {
  readonly #parts: SyslogOutParts
  readonly #waiting: AuditRow[] = []
  #line: SyslogLine | undefined
  #sent = 0
  #dropped = 0
  #fault = ''
  #failures = 0
  #busy = false
  #stopped = false
  #cancelRetry: (() => void) | undefined

  constructor(parts: SyslogOutParts) {
    this.#parts = parts
    void this.#pump()
  }

  get state(): SyslogState {
    const state = this.#line === undefined ? 'lost' : 'open'
    const counts = { sent: this.#sent, waiting: this.#waiting.length, dropped: this.#dropped }
    return { to: this.#parts.to, state, ...counts, fault: this.#fault }
  }

  take(row: AuditRow): void {
    this.#waiting.push(row)
    this.#bound()
    void this.#pump()
  }

  #bound(): void {
    for (const { mostWaiting = MOST_WAITING } = this.#parts; this.#waiting.length > mostWaiting; this.#waiting.shift())
      this.#dropped++
  }

  async #pump(): Promise<void> {
    if (this.#busy || this.#stopped || this.#cancelRetry !== undefined) return
    this.#busy = true
    try {
      const line = (this.#line ??= await this.#parts.open((reason) => this.#lose(reason)))
      this.#fault = ''
      for (let row = this.#waiting.shift(); row !== undefined; row = this.#waiting.shift()) await this.#send(line, row)
      this.#failures = 0
    } catch (reason) {
      this.#lose(reason)
    }
    this.#busy = false
  }

  async #send(line: SyslogLine, row: AuditRow): Promise<void> {
    try {
      await line.send(syslogMessage(row, this.#parts.sender))
      this.#sent++
    } catch (reason) {
      this.#waiting.unshift(row)
      this.#bound()
      throw reason
    }
  }

  #lose(reason: unknown): void {
    if (this.#stopped || this.#cancelRetry !== undefined) return
    const { clock, random, onLost } = this.#parts
    this.#line?.close()
    this.#line = undefined
    this.#fault = reason instanceof Error ? reason.message : String(reason)
    if (this.#failures === 0) onLost(this.#fault)
    const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** Math.min(this.#failures++, 10))
    this.#cancelRetry = clock.after(wait * (0.5 + random() / 2), () => {
      this.#cancelRetry = undefined
      void this.#pump()
    })
  }

  stop(): void {
    this.#stopped = true
    this.#cancelRetry?.()
    this.#line?.close()
  }
}
