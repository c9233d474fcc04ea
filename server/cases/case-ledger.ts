import type { CityCalendar } from '../../shared/domain/calendar.ts'
import { COUNT_BIT, PART_BIT } from '../../shared/figures/counter-layout.ts'
import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { MomentQueue } from '../fold/moment-queue.ts'
import type { NodeColumns } from '../fold/node-columns.ts'
import { loadAll, saveAll } from '../fold/saved.ts'
import type { FoldState } from '../fold/snapshot.ts'
import {
  DEEP_BITS,
  DUE,
  DUE_CLOSED,
  DUE_ON_TIME,
  GROUP_SHIFT,
  OPEN,
  OVERDUE,
  STEP_1,
  SUPERVISED,
  SUSPENDED,
  WIDE_OFFSETS,
  dueRowsOf,
} from './case-bits.ts'
import { CaseDue } from './case-due.ts'
import { CaseHistory } from './case-history.ts'
import type { CaseLimits } from './case-limits.ts'
import { LIFE, decideStep, type StepOutcome } from './case-step.ts'
import { CaseTable, FLAG, NO_CODE } from './case-table.ts'
import { COUNTED_STEPS, PART_STEPS } from './counted-steps.ts'
import { UNIT_LATE, UnitCounts, unitBits } from './unit-counts.ts'

type CaseEvent = StoredEventOf<'case'>

/** Where steps are counted; seconds are event times, weights +1 or −1. */
export interface CaseCounters {
  count(node: number, second: number, mask: number, weight: number): void
  countParts(node: number, second: number, parts: number, weight: number): void
  countDue(node: number, second: number, row: number, weight: number): void
  countType(node: number, second: number, type: number): void
  /** A case was closed `minutes` after it was opened. */
  countMinutes(node: number, second: number, minutes: number): void
  /** An order was signed for so many seconds after it was sent. */
  countReceipt(node: number, second: number, seconds: number): void
}

/** What the catalogue says of a type. */
export interface CaseType {
  readonly index: number
  readonly group: string
}

/** Ended cases are remembered so long for reopenings and repeated steps; self-handled ones two days. */
const KEPT_S = 35 * 86_400
const SELF_KEPT_S = 2 * 86_400

/** Line of a case whose order was sent and not acted on. */
const ORDERED = 3

const secondOf = (ms: number) => Math.floor(ms / 1000)
const isReached = (word: string | undefined) => word === 'yes' || word === 'no'

export interface CaseLedgerOptions {
  readonly columns: NodeColumns
  readonly counters: CaseCounters
  readonly calendar: CityCalendar
  /** Without them only what sources say is due. */
  readonly limits?: CaseLimits | undefined
  typeOf(code: string): CaseType | undefined
  /** Index in the catalogue. */
  unitOf(code: string): number | undefined
}

/** The work state of all cases and their place in the present and due counts. FD7 */
export class CaseLedger {
  readonly table = new CaseTable()
  readonly history = new CaseHistory()
  readonly units: UnitCounts
  readonly due: CaseDue
  readonly #moments = new MomentQueue()
  readonly #columns: NodeColumns
  readonly #counters: CaseCounters
  readonly #typeOf: CaseLedgerOptions['typeOf']
  readonly #unitOf: CaseLedgerOptions['unitOf']
  #groups: readonly number[] = []
  /** Rows that stand in step 6 or 7 because of what happened today. */
  #settledToday: number[] = []
  #clock = 0
  #dayStart = 0
  /** Bases under which the step taken in last counts, at the node of its case. */
  stepMask = 0
  /** Cases with an order of steps that cannot be. */
  outOfOrder = 0

  constructor({ columns, counters, calendar, limits, typeOf, unitOf }: CaseLedgerOptions) {
    this.#columns = columns
    this.#counters = counters
    this.#typeOf = typeOf
    this.#unitOf = unitOf
    this.due = new CaseDue(this.table, limits)
    this.units = new UnitCounts(calendar)
  }

  /** Takes in the step with that number in the log; answers the row of its case. `stepMask` then says under which bases it counts. */
  apply(event: CaseEvent, eventNode: number, seq: number): number {
    this.stepMask = 0
    const known = this.table.find(event.caseId)
    const row = known >= 0 ? known : this.table.add(event.caseId, eventNode)
    if (known < 0 && event.unplaced) this.#raise(row, FLAG.unplaced)
    else if (known >= 0 && !event.unplaced && this.#has(row, FLAG.unplaced)) this.#move(row, eventNode)
    this.table.columns.lastStep[row] = this.history.add(this.table.columns.lastStep[row] as number, seq)
    if (event.outOfOrder) this.#flagOutOfOrder(row)
    if (this.#isSelfHandled(row, event)) return row
    const outcome = decideStep(this.table.standing(row), event.step, event.t)
    if (outcome.outOfOrder) this.#flagOutOfOrder(row)
    this.#takeFacts(row, event, outcome)
    this.#countStep(row, event, outcome)
    this.#takeLife(row, event, outcome)
    this.#settle(row)
    return row
  }

  #has(row: number, flag: number): boolean {
    return ((this.table.columns.flags[row] as number) & flag) !== 0
  }

  #raise(row: number, flag: number): void {
    this.table.columns.flags[row] = (this.table.columns.flags[row] as number) | flag
  }

  #lower(row: number, flag: number): void {
    this.table.columns.flags[row] = (this.table.columns.flags[row] as number) & ~flag
  }

  #flagOutOfOrder(row: number): void {
    if (!this.#has(row, FLAG.outOfOrder)) this.outOfOrder++
    this.#raise(row, FLAG.outOfOrder)
  }

  /** A case first heard of without a place gets one: its present counts go with it. */
  #move(row: number, node: number): void {
    this.#assert(row, 0, 0)
    this.table.columns.node[row] = node
    this.#lower(row, FLAG.unplaced)
    if (!this.due.isGiven(row)) this.#setDue(row, this.due.of(row))
    this.#settle(row)
  }

  /** Solved on the spot: counted apart, never open; only a reopening makes it a case. */
  #isSelfHandled(row: number, event: CaseEvent): boolean {
    const c = this.table.columns
    if (this.#has(row, FLAG.selfHandled)) {
      if (event.step === 'reopened') this.#lower(row, FLAG.selfHandled)
      return event.step !== 'reopened'
    }
    if (event.step !== 'reported' || event.selfHandled !== true || c.life[row] !== LIFE.unknown) return false
    this.#raise(row, FLAG.selfHandled | FLAG.reported)
    c.life[row] = LIFE.ended
    c.lifeAt[row] = event.t
    c.lineAt[row] = event.t
    c.openedAt[row] = event.t
    this.stepMask = COUNT_BIT['cases.selfHandled']
    return true
  }

  #takeFacts(row: number, event: CaseEvent, outcome: StepOutcome): void {
    const c = this.table.columns
    if (c.type[row] === NO_CODE) c.type[row] = this.#typeOf(event.type)?.index ?? NO_CODE
    if (event.origin === 'patrol') this.#raise(row, FLAG.patrol)
    if (event.supervised === true) this.#raise(row, FLAG.supervised)
    if (event.supervised === false) this.#lower(row, FLAG.supervised)
    if (event.step === 'reported' || Number.isNaN(c.openedAt[row])) c.openedAt[row] = event.t
    if (event.step === 'evaluated') c.evaluatedAt[row] = event.t
    const pauses = event.step === 'suspended' || event.step === 'resumed'
    if (pauses && outcome.counts && event.t >= (c.pauseSetAt[row] as number)) {
      c.pauseSetAt[row] = event.t
      if (event.step === 'suspended') this.#raise(row, FLAG.suspended)
      else this.#lower(row, FLAG.suspended)
    }
    if (event.unit !== undefined && event.t >= (c.unitSetAt[row] as number)) {
      c.unitSetAt[row] = event.t
      c.unit[row] = this.#unitOf(event.unit) ?? NO_CODE
    }
    if (outcome.counts && this.due.take(row, event)) this.#setDue(row, this.due.of(row))
  }

  #setDue(row: number, due: number): void {
    const c = this.table.columns
    if (Object.is(c.due[row], due)) return
    c.due[row] = due
    if (!Number.isNaN(due)) {
      this.#moments.push(secondOf(due), row)
      this.#moments.push(secondOf(due) + 1, row)
    }
    if (c.life[row] === LIFE.closed) this.#judgeLate(row)
  }

  /** Whether the closing came after the due time, which may become known only later. */
  #judgeLate(row: number): void {
    const c = this.table.columns
    const late = (c.lifeAt[row] as number) > (c.due[row] as number)
    if (late === this.#has(row, FLAG.late)) return
    const second = secondOf(c.lifeAt[row] as number)
    const [node, weight] = [c.node[row] as number, late ? 1 : -1]
    this.#counters.count(node, second, COUNT_BIT['cases.late'], weight)
    const unit = c.unit[row] as number
    if (unit !== NO_CODE) this.units.add(this.units.rowOf(unit, node), UNIT_LATE, second, weight)
    if (late) this.#raise(row, FLAG.late)
    else this.#lower(row, FLAG.late)
  }

  #countStep(row: number, event: CaseEvent, outcome: StepOutcome): void {
    if (!outcome.counts) return
    const c = this.table.columns
    const node = c.node[row] as number
    const second = secondOf(event.t)
    let mask = COUNTED_STEPS[event.step] ?? 0
    let parts = PART_STEPS[event.step] ?? 0
    // A signature counts where its order does: what was signed for is a part of what was sent. AG2
    let countedAt = second
    if (event.step === 'reported') {
      if (event.unplaced) mask |= COUNT_BIT['events.noPosition']
      if (event.origin === 'resident') parts |= PART_BIT['cases.resident']
      this.#counters.countType(node, second, c.type[row] as number)
      this.#raise(row, FLAG.reported)
    } else if (event.step === 'filed') {
      if (this.#has(row, FLAG.patrol)) parts |= PART_BIT['cases.patrol']
      this.#raise(row, FLAG.filed)
    } else if (event.step === 'revisited') {
      if (isReached(event.solved) || isReached(event.satisfied)) parts |= PART_BIT['cases.reached']
      if (event.solved === 'yes') parts |= PART_BIT['cases.solved']
      if (event.satisfied === 'yes') parts |= PART_BIT['cases.satisfied']
    } else if (event.step === 'signed') {
      const waited = (event.t - (c.lineAt[row] as number)) / 1000
      if (c.line[row] === ORDERED && waited >= 0) {
        this.#counters.countReceipt(node, second, waited)
        countedAt = secondOf(c.lineAt[row] as number)
      }
    } else if (event.step === 'closed') {
      c.closings[row] = (c.closings[row] as number) + 1
      this.#counters.countMinutes(node, second, Math.max(0, event.t - (c.openedAt[row] as number)) / 60_000)
    } else if (event.step === 'reopened') c.reopenings[row] = (c.reopenings[row] as number) + 1
    this.stepMask = mask
    if (parts !== 0) this.#counters.countParts(node, countedAt, parts, 1)
    this.units.count(c.unit[row] as number, node, countedAt, unitBits(mask, parts))
  }

  #takeLife(row: number, event: CaseEvent, outcome: StepOutcome): void {
    const c = this.table.columns
    const closes = event.step === 'closed' && outcome.counts
    const turns = outcome.life !== c.life[row]
    c.life[row] = outcome.life
    if (outcome.line > 0) {
      c.line[row] = outcome.line
      c.lineAt[row] = event.t
    }
    if (turns && (outcome.life !== LIFE.open || event.step === 'reopened')) {
      c.lifeAt[row] = event.t
      this.#lower(row, FLAG.late)
      if (closes) this.#judgeLate(row)
    } else if (event.step === 'reopened' && outcome.life === LIFE.open && event.t >= (c.lifeAt[row] as number))
      c.lifeAt[row] = event.t
  }

  /** What of the case belongs into the present counts at the clock second. */
  #presentBits(row: number): number {
    const c = this.table.columns
    const life = c.life[row]
    if (life === LIFE.open) {
      const overdue = secondOf(c.due[row] as number) < this.#clock
      return (
        OPEN |
        (overdue ? OVERDUE : 0) |
        (this.#has(row, FLAG.supervised) ? SUPERVISED : 0) |
        (this.#has(row, FLAG.suspended) ? SUSPENDED : 0) |
        (c.line[row] === 0 ? 0 : STEP_1 << ((c.line[row] as number) - 1))
      )
    }
    if (life !== LIFE.closed) return 0
    const evaluated = (c.evaluatedAt[row] as number) >= (c.lifeAt[row] as number)
    const since = evaluated ? (c.evaluatedAt[row] as number) : (c.lifeAt[row] as number)
    if (secondOf(since) < this.#dayStart) return 0
    return evaluated ? STEP_1 << 6 : STEP_1 << 5
  }

  #dueBits(row: number): number {
    const c = this.table.columns
    const life = c.life[row]
    const counts = (life === LIFE.open || life === LIFE.closed) && secondOf(c.due[row] as number) <= this.#clock
    if (!counts) return 0
    const closed = life === LIFE.closed
    const onTime = closed && (c.lifeAt[row] as number) <= (c.due[row] as number)
    const group = this.#groups[c.type[row] as number] ?? 0
    return DUE | (closed ? DUE_CLOSED : 0) | (onTime ? DUE_ON_TIME : 0) | (group << GROUP_SHIFT)
  }

  #settle(row: number): void {
    const present = this.#presentBits(row)
    if (present & ((STEP_1 << 5) | (STEP_1 << 6)) && this.table.columns.life[row] === LIFE.closed) this.#settledToday.push(row)
    this.#assert(row, present, this.#dueBits(row))
  }

  /** Makes the counts hold exactly these bits of the case. */
  #assert(row: number, present: number, due: number): void {
    const c = this.table.columns
    const node = c.node[row] as number
    const before = c.counted[row] as number
    const changed = present ^ before
    if (changed !== 0) {
      for (let i = 0; i < DEEP_BITS.length; i++) {
        const bit = DEEP_BITS[i] as number
        if (changed & bit) this.#columns.addDeep(node, i, present & bit ? 1 : -1)
      }
      for (let i = 0, bit = SUPERVISED; i < WIDE_OFFSETS.length; i++, bit <<= 1) {
        if (changed & bit) this.#columns.addWide(node, WIDE_OFFSETS[i] as number, present & bit ? 1 : -1)
      }
      c.counted[row] = present
    }
    const dueSecond = secondOf(c.due[row] as number)
    if (due === c.dueCounted[row] && (due === 0 || dueSecond === c.dueCountedAt[row])) return
    this.#countDue(node, c.dueCountedAt[row] as number, c.dueCounted[row] as number, -1)
    this.#countDue(node, dueSecond, due, 1)
    c.dueCounted[row] = due
    c.dueCountedAt[row] = dueSecond
  }

  #countDue(node: number, second: number, bits: number, weight: number): void {
    for (const row of dueRowsOf(bits)) this.#counters.countDue(node, second, row, weight)
  }

  /** Takes a case out as if it had never been heard of; what its steps counted stays for the caller to take back. FD12 */
  drop(row: number): void {
    this.#assert(row, 0, 0)
    if (this.#has(row, FLAG.outOfOrder)) this.outOfOrder--
    this.history.forget(this.table.columns.lastStep[row] as number)
    this.due.pauses.forget(row)
    this.table.remove(row)
  }

  /** Sets what the catalogue's types are, by index: 0 neither, 1 part, 2 event. */
  setGroups(groups: readonly number[]): void {
    this.#groups = groups
  }

  /** Moves the clock: what falls due or becomes overdue by then, and what is no longer of today. */
  advance(second: number, dayStart: number): void {
    this.#clock = second
    this.units.advance(second)
    for (let row = this.#moments.take(second); row >= 0; row = this.#moments.take(second)) this.#settle(row)
    if (dayStart === this.#dayStart) return
    this.#dayStart = dayStart
    const rows = this.#settledToday
    this.#settledToday = []
    for (const row of new Set(rows)) this.#settle(row)
  }

  /** Forgets cases that ended long before `second` and whose due time has passed. */
  forget(second: number): void {
    const c = this.table.columns
    for (const row of Array.from(this.table.rows())) {
      const kept = this.#has(row, FLAG.selfHandled) ? SELF_KEPT_S : KEPT_S
      const ended = c.life[row] === LIFE.closed || c.life[row] === LIFE.ended
      const past = Math.max(c.lifeAt[row] as number, c.evaluatedAt[row] || 0, c.due[row] || 0)
      if (ended && secondOf(past) < second - kept) this.#remove(row)
    }
  }

  /** Lets go of an ended case; what it counted by due time stays with its unit. */
  #remove(row: number): void {
    const c = this.table.columns
    const [bits, unit, node] = [c.dueCounted[row] as number, c.unit[row] as number, c.node[row] as number]
    if (unit !== NO_CODE) for (const dueRow of dueRowsOf(bits)) this.units.settle(unit, node, dueRow)
    this.history.forget(c.lastStep[row] as number)
    this.due.pauses.forget(row)
    this.table.remove(row)
  }

  get #pieces() {
    const { table, history, units } = this
    return { table, history, units, pauses: this.due.pauses, moments: this.#moments }
  }

  save(): FoldState {
    const { columns, rest } = saveAll(this.#pieces)
    const own = { today: this.#settledToday, clock: this.#clock, dayStart: this.#dayStart, outOfOrder: this.outOfOrder }
    return { columns, rest: { pieces: rest, own } }
  }

  load(state: FoldState): void {
    const { pieces, own } = state.rest as {
      pieces: unknown
      own: { today: number[]; clock: number; dayStart: number; outOfOrder: number }
    }
    loadAll(this.#pieces, { columns: state.columns, rest: pieces })
    this.#settledToday = [...own.today]
    this.#clock = own.clock
    this.#dayStart = own.dayStart
    this.outOfOrder = own.outOfOrder
  }
}
