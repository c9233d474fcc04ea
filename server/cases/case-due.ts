import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { LimitClock } from '../../shared/domain/work-calendar.ts'
import type { CaseLimits, Milestone } from './case-limits.ts'
import { CasePauses } from './case-pauses.ts'
import { NO_CODE, type CaseTable } from './case-table.ts'

/** When each case is due: as its source last said, else by the limit of its type and place; suspended time does not run. CS3 CS4 */
export class CaseDue {
  readonly pauses = new CasePauses()
  readonly #table: CaseTable
  readonly #limits: CaseLimits | undefined

  constructor(table: CaseTable, limits: CaseLimits | undefined) {
    this.#table = table
    this.#limits = limits
  }

  /** Takes in what a step that counts says of time; true where the due time may be another now. */
  take(row: number, event: StoredEventOf<'case'>): boolean {
    const c = this.#table.columns
    const { step, t, dueAt } = event
    const sets = dueAt !== undefined && t >= (c.dueSetAt[row] as number)
    if (sets) {
      c.dueSetAt[row] = t
      c.given[row] = dueAt
    }
    const starts = this.#limits?.startsWith(step) === true && !(t <= (c.limitFrom[row] as number))
    if (starts) c.limitFrom[row] = t
    const turns = step === 'suspended' || step === 'resumed'
    if (turns) this.pauses.add(row, { t, paused: step === 'suspended', dated: dueAt !== undefined })
    return sets || turns || (starts && !this.isGiven(row))
  }

  /** Whether a source has said when the case is due. */
  isGiven(row: number): boolean {
    return (this.#table.columns.dueSetAt[row] as number) >= 0
  }

  /** What the limit of the case asks for, in order; empty where its source says when it is due, or no limit has begun. */
  milestones(row: number): readonly Milestone[] {
    const c = this.#table.columns
    const [type, from] = [c.type[row] as number, c.limitFrom[row] as number]
    if (this.#limits === undefined || this.isGiven(row) || type === NO_CODE || Number.isNaN(from)) return []
    return this.#limits.milestones(type, c.node[row] as number, from)
  }

  /** When a milestone of the case is due, pauses left out; NaN while it is suspended. Epoch ms. */
  dueOf(row: number, { limit }: Milestone): number {
    const c = this.#table.columns
    const from = c.limitFrom[row] as number
    const clock = this.#limits?.clockOf(c.node[row] as number)
    if (clock === undefined) return Number.NaN
    const due = clock.due(from, limit)
    if (!this.pauses.has(row)) return due
    return this.pauses.dueAfter(row, due, from, (moved, begun, ended) =>
      limit.clock === 'hours'
        ? moved + ended - begun
        : clock.due(moved, { amount: clock.between(begun, ended, limit.clock), clock: limit.clock }),
    )
  }

  /** How much of a clock passes at the place of the case between two moments, in the clock's unit. */
  between(row: number, from: number, to: number, clock: LimitClock): number {
    if (clock === 'hours' || this.#limits === undefined) return (to - from) / 3_600_000
    return this.#limits.clockOf(this.#table.columns.node[row] as number).between(from, to, clock)
  }

  /** When the case is due; NaN where nothing says so, and while it is suspended. Epoch ms. */
  of(row: number): number {
    const c = this.#table.columns
    if (this.isGiven(row)) {
      const [given, since] = [c.given[row] as number, c.dueSetAt[row] as number]
      return this.pauses.has(row) ? this.pauses.dueAfter(row, given, since, (due, from, to) => due + to - from) : given
    }
    const last = this.milestones(row).at(-1)
    return last === undefined ? Number.NaN : this.dueOf(row, last)
  }
}
