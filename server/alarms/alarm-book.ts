import type { AlarmAct } from '../../shared/domain/alarm-act.ts'
import type { AlarmRule, AlarmRules } from '../../shared/domain/alarm-rules.ts'
import { isWaiting, type AlarmStanding } from '../../shared/domain/alarm.ts'
import type { NodeColumns } from '../fold/node-columns.ts'
import type { FoldState } from '../fold/snapshot.ts'
import { AlarmCounts, WAITING } from './alarm-counts.ts'
import { actOn, isActive, isListed, momentsOf, standingOf, type AlarmRecord } from './alarm-record.ts'
import { MomentHeap } from './moment-heap.ts'

/** Records whose cause is long over are forgotten after this; those cleared by hand when their case must be over. */
const FORGOTTEN_S = 2 * 86_400
const HAND_KEPT_S = 35 * 86_400

/** What of a record is in the counts. */
interface Counted {
  /** Place of its level, −1 while it is not active. */
  level: number
  waiting: boolean
}

export interface AlarmBookOptions {
  readonly columns: NodeColumns
  readonly rules: AlarmRules
  /** The foreseen second of a record has come: the watch says what holds now. */
  readonly onComing: (record: AlarmRecord, second: number) => void
}

/** Every alarm known, its place in the counts, and the clock that moves it. AL2–AL6 */
export class AlarmBook {
  readonly counts: AlarmCounts
  /** Rises when anything of the list may say something else. */
  revision = 0
  readonly #options: AlarmBookOptions
  /** By rule id: its rule and the rules whose alarms stand for its own, in the file's order. */
  readonly #rules: ReadonlyMap<string, { readonly rule: AlarmRule; readonly above: readonly string[] }>
  readonly #records = new Map<string, AlarmRecord>()
  /** The same by rule and subject. */
  readonly #ofRule = new Map<string, Map<string, AlarmRecord>>()
  readonly #counted = new Map<string, Counted>()
  readonly #moments = new MomentHeap()
  readonly #touched = new Set<AlarmRecord>()
  /** Active alarms of the rules that suppress others, by rule. */
  readonly #standing = new Map<string, Set<AlarmRecord>>()
  #clock = Number.NEGATIVE_INFINITY
  #list: { readonly revision: number; readonly alarms: readonly AlarmStanding[] } = { revision: -1, alarms: [] }

  constructor(options: AlarmBookOptions) {
    this.#options = options
    this.counts = new AlarmCounts(options.columns)
    const { rules } = options.rules
    const above = (target: AlarmRule, at: number) =>
      target.level <= 2 ? [] : rules.slice(0, at).flatMap(({ id, suppresses }) => (suppresses?.includes(target.id) ? [id] : []))
    this.#rules = new Map(rules.map((rule, at) => [rule.id, { rule, above: above(rule, at) }]))
    for (const { id, suppresses } of rules) if (suppresses) this.#standing.set(id, new Set())
  }

  find(rule: AlarmRule, subject: string): AlarmRecord | undefined {
    return this.#ofRule.get(rule.id)?.get(subject)
  }

  /** Every record of a rule. */
  of(rule: AlarmRule): readonly AlarmRecord[] {
    return [...(this.#ofRule.get(rule.id)?.values() ?? [])]
  }

  /** Whether the rule has a record of anything. */
  knows(rule: AlarmRule): boolean {
    return (this.#ofRule.get(rule.id)?.size ?? 0) > 0
  }

  #keep(record: AlarmRecord): void {
    this.#records.set(record.id, record)
    let subjects = this.#ofRule.get(record.rule)
    if (!subjects) this.#ofRule.set(record.rule, (subjects = new Map()))
    subjects.set(record.subject, record)
  }

  /** The record of a subject, made where it is new. */
  open(rule: AlarmRule, subject: string, node: number, about: string | null = null): AlarmRecord {
    const known = this.find(rule, subject)
    if (known) return known
    const id = `${rule.id}~${subject}`
    const blank = { coming: null, now: null, before: null, shelved: null }
    const record: AlarmRecord = { id, rule: rule.id, level: rule.level, subject, node, about, ...blank }
    this.#keep(record)
    return record
  }

  /** A record was changed: looked at again now and at every second at which it changes by itself. */
  touch(record: AlarmRecord): void {
    this.#touched.add(record)
    for (const second of momentsOf(record))
      if (second > this.#clock || second === record.coming) this.#moments.push(second, record.id)
  }

  /** A desk's act, at the clock second of its entry; alarms that are not known are passed over. AL4 */
  act(act: AlarmAct, at: number): void {
    for (const id of act.ids) {
      const record = this.#records.get(id)
      if (!record) continue
      const minutes = this.#options.rules.lapseMinutes[record.level - 1] ?? 1
      actOn(record, act, at, minutes * 60)
      this.touch(record)
    }
    this.settle()
  }

  /** A handover was taken: what one post acknowledged or shelved is another's from here on. SH5 */
  passOn(from: string, to: string): void {
    for (const record of this.#records.values()) {
      const { now, shelved } = record
      const owned = [now?.ack, shelved].filter((held) => held?.post === from)
      for (const held of owned) if (held) held.post = to
      if (owned.length > 0) this.touch(record)
    }
    this.settle()
  }

  /** Moves the clock; what is due happens at its second, in order. */
  advance(second: number): void {
    while (this.#moments.earliest <= second) {
      const moment = this.#moments.take()
      const record = this.#records.get(moment.id)
      if (!record) continue
      this.#clock = Math.max(this.#clock, moment.second)
      if (record.coming !== null && record.coming <= moment.second) this.#options.onComing(record, record.coming)
      this.#touched.add(record)
    }
    this.#clock = Math.max(this.#clock, second)
    this.settle()
  }

  /** Brings the counts up to what the touched records are at the clock second. */
  settle(): void {
    if (this.#touched.size === 0) return
    this.revision++
    if (this.#takeStanding())
      for (const record of this.#records.values()) if (this.#above(record).length > 0) this.#touched.add(record)
    for (const record of this.#touched) this.#count(record)
    this.#touched.clear()
  }

  #above(record: AlarmRecord): readonly string[] {
    return this.#rules.get(record.rule)?.above ?? []
  }

  /** Which suppressing alarms are active; true where that changed. */
  #takeStanding(): boolean {
    let changed = false
    for (const record of this.#touched) {
      const standing = this.#standing.get(record.rule)
      if (!standing) continue
      const active = isActive(record, this.#clock)
      if (active === standing.has(record)) continue
      changed = true
      if (active) standing.add(record)
      else standing.delete(record)
    }
    return changed
  }

  #suppressor(record: AlarmRecord): string | undefined {
    const { parent } = this.#options.columns
    for (const rule of this.#above(record))
      for (const other of this.#standing.get(rule) ?? [])
        for (let at = record.node; at >= 0; at = parent[at] as number) if (at === other.node) return other.id
    return undefined
  }

  #count(record: AlarmRecord): void {
    const listed = isListed(record, this.#clock)
    const standing = listed ? standingOf(record, this.#clock, this.#suppressor(record)) : undefined
    const level = standing?.active ? record.level - 1 : -1
    const waiting = standing !== undefined && isWaiting(standing)
    const before = this.#counted.get(record.id) ?? { level: -1, waiting: false }
    if (before.level !== level) {
      if (before.level >= 0) this.counts.add(record.node, before.level, -1)
      if (level >= 0) this.counts.add(record.node, level, 1)
    }
    if (before.waiting !== waiting) this.counts.add(record.node, WAITING, waiting ? 1 : -1)
    if (listed) this.#counted.set(record.id, { level, waiting })
    else this.#counted.delete(record.id)
  }

  /** Every listed alarm: the graver first, of one level the older. */
  standings(): readonly AlarmStanding[] {
    if (this.#list.revision === this.revision) return this.#list.alarms
    const listed = [...this.#records.values()].filter((record) => isListed(record, this.#clock))
    const alarms = listed.map((record) => standingOf(record, this.#clock, this.#suppressor(record)))
    alarms.sort((a, b) => a.level - b.level || a.since - b.since || (a.id < b.id ? -1 : 1))
    this.#list = { revision: this.revision, alarms }
    return alarms
  }

  /** Lets go of a record as if it had never been, with its number and all it says. */
  erase(rule: AlarmRule, subject: string): void {
    const record = this.find(rule, subject)
    if (!record) return
    record.coming = record.now = record.before = record.shelved = null
    this.#touched.add(record)
    this.settle()
    this.#records.delete(record.id)
    this.#ofRule.get(rule.id)?.delete(subject)
  }

  /** Forgets what is long over, by the stamp of the log. */
  forget(stamp: number): void {
    for (const [id, { now, coming, shelved, rule, subject }] of this.#records) {
      if (coming !== null || (shelved && shelved.until > stamp)) continue
      const kept = now?.clearedBy ? HAND_KEPT_S : FORGOTTEN_S
      if (now !== null && (now.until === null || now.until >= stamp - kept)) continue
      this.#records.delete(id)
      this.#ofRule.get(rule)?.delete(subject)
    }
  }

  save(): FoldState {
    const clock = Number.isFinite(this.#clock) ? this.#clock : null
    return { rest: { clock, records: structuredClone([...this.#records.values()]) }, columns: {} }
  }

  load(state: FoldState): void {
    const { clock, records } = state.rest as { clock: number | null; records: AlarmRecord[] }
    this.#clock = clock ?? Number.NEGATIVE_INFINITY
    for (const record of structuredClone(records)) {
      this.#keep(record)
      this.touch(record)
    }
    this.settle()
  }
}
