import { COUNT_BIT, PART_BIT, wideOffset } from '../../shared/figures/counter-layout.ts'
import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { MomentQueue } from '../fold/moment-queue.ts'
import type { NodeColumns } from '../fold/node-columns.ts'
import { loadAll, saveAll } from '../fold/saved.ts'
import type { FoldState } from '../fold/snapshot.ts'
import { LIFE, decideStep, type StepOutcome } from './case-step.ts'
import { CaseTable, FLAG, NO_CODE } from './case-table.ts'

type CaseEvent = StoredEventOf<'case'>

/** Where steps are counted; seconds are event times, weights +1 or −1. */
export interface CaseCounters {
  count(node: number, second: number, mask: number, weight: number): void
  countParts(node: number, second: number, parts: number, weight: number): void
  countDue(node: number, second: number, row: number, weight: number): void
  countType(node: number, second: number, type: number): void
  /** A case was closed `minutes` after it was opened. */
  countMinutes(node: number, second: number, minutes: number): void
}

/** What the catalogue says of a type. */
export interface CaseType {
  readonly index: number
  readonly group: string
}

/** Present counts of a case as bits: deep columns first, then the wide ones. */
const OPEN = 1
const OVERDUE = 2
const SUPERVISED = 4
const SUSPENDED = 8
const STEP_1 = 16
const DEEP_BITS = [OPEN, OVERDUE]
const WIDE_OFFSETS = ['supervised', 'suspended', ...[1, 2, 3, 4, 5, 6, 7].map((n) => `step.${n}`)].map((name) =>
  wideOffset(`cases.${name}`),
)
/** Bits of what is counted by due time: fell due, closed, closed in time; then the group: 0 none, 1 parts, 2 events. */
const DUE = 1
const DUE_CLOSED = 2
const DUE_ON_TIME = 4
const GROUP_SHIFT = 3
const DUE_GROUP_COUNT = 3

const COUNTED_STEPS: Partial<Record<CaseEvent['step'], number>> = {
  reported: COUNT_BIT['cases.reported'],
  filed: COUNT_BIT['cases.filed'],
  closed: COUNT_BIT['cases.closed'],
  returned: COUNT_BIT['cases.returned'],
  extended: COUNT_BIT['cases.extended'],
  refused: COUNT_BIT['cases.refused'],
}
const PART_STEPS: Partial<Record<CaseEvent['step'], number>> = {
  handled: PART_BIT['cases.handled'],
  dispatched: PART_BIT['cases.dispatched'],
  reassigned: PART_BIT['cases.dispatched'],
  signed: PART_BIT['cases.signed'],
  reopened: PART_BIT['cases.reopened'],
}
/** Ended cases are remembered so long for reopenings and repeated steps; self-handled ones two days. */
const KEPT_S = 35 * 86_400
const SELF_KEPT_S = 2 * 86_400

const secondOf = (ms: number) => Math.floor(ms / 1000)
const isReached = (word: string | undefined) => word === 'yes' || word === 'no'

export interface CaseLedgerOptions {
  readonly columns: NodeColumns
  readonly counters: CaseCounters
  typeOf(code: string): CaseType | undefined
}

/** The work state of all cases and their place in the present and due counts. FD7 */
export class CaseLedger {
  readonly table = new CaseTable()
  readonly #moments = new MomentQueue()
  readonly #columns: NodeColumns
  readonly #counters: CaseCounters
  readonly #typeOf: CaseLedgerOptions['typeOf']
  #groups: readonly number[] = []
  /** Rows that stand in step 6 or 7 because of what happened today. */
  #settledToday: number[] = []
  #clock = 0
  #dayStart = 0
  /** Bases under which the step taken in last counts, at the node of its case. */
  stepMask = 0
  /** Cases with an order of steps that cannot be. */
  outOfOrder = 0

  constructor({ columns, counters, typeOf }: CaseLedgerOptions) {
    this.#columns = columns
    this.#counters = counters
    this.#typeOf = typeOf
  }

  /** Takes in one step; answers the row of its case. `stepMask` then says under which bases the step counts. */
  apply(event: CaseEvent, eventNode: number): number {
    this.stepMask = 0
    const known = this.table.find(event.caseId)
    const row = known >= 0 ? known : this.table.add(event.caseId, eventNode)
    if (known < 0 && event.unplaced) this.#raise(row, FLAG.unplaced)
    else if (known >= 0 && !event.unplaced && this.#has(row, FLAG.unplaced)) this.#move(row, eventNode)
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
    const sets = event.dueAt !== undefined && outcome.counts && event.t >= (c.dueSetAt[row] as number)
    if (sets) this.#setDue(row, event.dueAt, event.t)
  }

  #setDue(row: number, due: number, t: number): void {
    const c = this.table.columns
    c.dueSetAt[row] = t
    if (c.due[row] === due) return
    c.due[row] = due
    this.#moments.push(secondOf(due), row)
    this.#moments.push(secondOf(due) + 1, row)
    if (c.life[row] === LIFE.closed) this.#judgeLate(row)
  }

  /** Whether the closing came after the due time, which may become known only later. */
  #judgeLate(row: number): void {
    const c = this.table.columns
    const late = (c.lifeAt[row] as number) > (c.due[row] as number)
    if (late === this.#has(row, FLAG.late)) return
    const second = secondOf(c.lifeAt[row] as number)
    this.#counters.count(c.node[row] as number, second, COUNT_BIT['cases.late'], late ? 1 : -1)
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
    if (event.step === 'reported') {
      if (event.unplaced) mask |= COUNT_BIT['events.noPosition']
      this.#counters.countType(node, second, c.type[row] as number)
      this.#raise(row, FLAG.reported)
    } else if (event.step === 'filed') {
      if (this.#has(row, FLAG.patrol)) parts |= PART_BIT['cases.patrol']
      this.#raise(row, FLAG.filed)
    } else if (event.step === 'revisited') {
      if (isReached(event.solved) || isReached(event.satisfied)) parts |= PART_BIT['cases.reached']
      if (event.solved === 'yes') parts |= PART_BIT['cases.solved']
      if (event.satisfied === 'yes') parts |= PART_BIT['cases.satisfied']
    } else if (event.step === 'closed') {
      c.closings[row] = (c.closings[row] as number) + 1
      this.#counters.countMinutes(node, second, Math.max(0, event.t - (c.openedAt[row] as number)) / 60_000)
    } else if (event.step === 'reopened') c.reopenings[row] = (c.reopenings[row] as number) + 1
    this.stepMask = mask
    if (parts !== 0) this.#counters.countParts(node, second, parts, 1)
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
    const group = bits >> GROUP_SHIFT
    for (let base = 0; base < 3; base++) {
      if ((bits & (1 << base)) === 0) continue
      this.#counters.countDue(node, second, base * DUE_GROUP_COUNT, weight)
      if (group > 0) this.#counters.countDue(node, second, base * DUE_GROUP_COUNT + group, weight)
    }
  }

  /** Sets what the catalogue's types are, by index: 0 neither, 1 part, 2 event. */
  setGroups(groups: readonly number[]): void {
    this.#groups = groups
  }

  /** Moves the clock: what falls due or becomes overdue by then, and what is no longer of today. */
  advance(second: number, dayStart: number): void {
    this.#clock = second
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
      if (ended && secondOf(past) < second - kept) this.table.remove(row)
    }
  }

  save(): FoldState {
    const { columns, rest } = saveAll({ table: this.table, moments: this.#moments })
    const own = { today: this.#settledToday, clock: this.#clock, dayStart: this.#dayStart, outOfOrder: this.outOfOrder }
    return { columns, rest: { pieces: rest, own } }
  }

  load(state: FoldState): void {
    const { pieces, own } = state.rest as {
      pieces: unknown
      own: { today: number[]; clock: number; dayStart: number; outOfOrder: number }
    }
    loadAll({ table: this.table, moments: this.#moments }, { columns: state.columns, rest: pieces })
    this.#settledToday = [...own.today]
    this.#clock = own.clock
    this.#dayStart = own.dayStart
    this.outOfOrder = own.outOfOrder
  }
}
