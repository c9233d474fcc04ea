import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { AlarmAct } from '../../shared/domain/alarm-act.ts'
import type { AlarmRule, AlarmRuleOf, AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { ThresholdAct } from '../../shared/domain/threshold-act.ts'
import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { Role } from '../../shared/domain/role.ts'
import { DEEP_COLUMNS, DEEP_STRIDE } from '../../shared/figures/counter-layout.ts'
import type { CaseFacts } from '../cases/case-facts.ts'
import type { NodeColumns } from '../fold/node-columns.ts'
import { loadAll, plainPiece, saveAll } from '../fold/saved.ts'
import type { FoldState } from '../fold/snapshot.ts'
import { AlarmBook } from './alarm-book.ts'
import { endCause, isOver, takeCause, type AlarmRecord } from './alarm-record.ts'
import { ClusterTimes } from './cluster-times.ts'
import { CouplingWatch } from './coupling-watch.ts'
import { CLUSTER_KEPT } from '../../shared/rules/threshold-cuts.ts'
import type { DimensionUses } from '../../shared/rules/dimension-uses.ts'
import { ThresholdEdits } from '../../shared/rules/threshold-edits.ts'
import { rulesByType, rulesOf, ruleIsValid } from './rule-tables.ts'

const ASSIGNED = DEEP_COLUMNS.indexOf('checks.assigned')
const DONE = DEEP_COLUMNS.indexOf('checks.done')
const HOUR_S = 3600
const secondOf = (ms: number) => Math.floor(ms / 1000)

/** Where and when something was told; `at`: the clock second of its entry, or its own where that is later. */
export interface Told {
  readonly node: number
  readonly at: number
  readonly late: boolean
}

export interface AlarmWatchOptions {
  readonly columns: NodeColumns
  readonly calendar: CityCalendar
  readonly catalogue: Catalogue
  readonly rules: AlarmRules
  /** Which dimensions may raise alarms. */
  readonly uses: Pick<DimensionUses, 'allows'>
  /** Epoch ms of a source's newest word; undefined: never heard. */
  readonly lastWord: (source: string) => number | undefined
}

/** Tells from what the fold takes in which causes of alarms hold. What it decides rests on the log and the clock second alone. AL1 */
export class AlarmWatch {
  readonly book: AlarmBook
  readonly #options: AlarmWatchOptions
  readonly #clusters = new ClusterTimes()
  readonly #openCase: readonly (readonly AlarmRuleOf<'open-case'>[])[]
  readonly #cluster: readonly (readonly AlarmRuleOf<'cluster'>[])[]
  readonly #supervised: readonly AlarmRuleOf<'supervised-overdue'>[]
  readonly #reading = new Map<string, readonly AlarmRuleOf<'reading'>[]>()
  /** Seconds after which a source is late, of those that are on. */
  readonly #limits: ReadonlyMap<string, number>
  readonly #silent: readonly AlarmRuleOf<'silent-source'>[]
  readonly #coverage: readonly AlarmRuleOf<'coverage'>[]
  readonly #review: readonly AlarmRuleOf<'review-overdue'>[]
  /** Rules of the pair of indices: who assesses the city tells what they hold of. */
  readonly coupling: readonly AlarmRuleOf<'coupling'>[]
  readonly #couplings = new CouplingWatch()
  readonly #edits: ThresholdEdits
  readonly #longestCluster: number

  constructor(options: AlarmWatchOptions) {
    const { rules, catalogue, columns } = options
    this.#options = options
    this.book = new AlarmBook({ columns, rules, onComing: (record, second) => this.#begin(record, second) })
    const of = <K extends AlarmRule['kind']>(kind: K) => rulesOf(rules, kind)
    this.#edits = new ThresholdEdits(rules)
    this.#openCase = rulesByType(of('open-case'), catalogue)
    this.#cluster = rulesByType(of('cluster'), catalogue)
    this.#supervised = of('supervised-overdue')
    this.#silent = of('silent-source')
    this.#coverage = of('coverage')
    this.#review = of('review-overdue')
    this.coupling = of('coupling')
    for (const rule of of('reading')) this.#reading.set(rule.dimension, [...(this.#reading.get(rule.dimension) ?? []), rule])
    this.#limits = new Map(catalogue.sources.flatMap(({ id, off, freshSeconds }) => (off === true ? [] : [[id, freshSeconds]])))
    this.#longestCluster = Math.max(CLUSTER_KEPT.minutes * 60, ...of('cluster').map(({ minutes }) => minutes * 60))
  }

  get #damp(): number {
    return this.#options.rules.dampSeconds
  }

  #valid(rule: AlarmRule, second: number): boolean {
    return ruleIsValid(rule, this.#options.calendar.dayNumber(second))
  }

  /** Whether a case of that type (its number in the catalogue) has or can have an alarm; others need not be told. */
  watchesCase(type: number, supervised: boolean): boolean {
    if ((this.#openCase[type]?.length ?? 0) + (this.#cluster[type]?.length ?? 0) > 0) return true
    return this.#supervised.some((rule) => supervised || this.book.knows(rule))
  }

  /** A step of a case was taken in; `reportedAt`: the event second where it counted as a report. */
  caseMoved(facts: CaseFacts, told: Told, reportedAt?: number): void {
    for (const rule of this.#openCase[facts.type] ?? []) {
      if (!facts.open) this.#over(rule, facts.caseId, secondOf(facts.turnedAt))
      else if (this.#valid(rule, told.at))
        this.#holds(rule, facts.caseId, { ...told, since: secondOf(facts.turnedAt) }, facts.code)
    }
    for (const rule of this.#supervised)
      if (facts.supervised) this.#superviseCase(rule, facts, told)
      else this.#over(rule, facts.caseId, told.at)
    if (reportedAt === undefined) return
    for (const rule of this.#cluster[facts.type] ?? []) this.#addToCluster(rule, facts.code, { ...told, second: reportedAt })
  }

  /** Nothing may be left of a case, not even its number: its last step was masked. */
  caseMasked(caseId: string): void {
    const { rules } = this.#options.rules
    for (const rule of rules) if (rule.kind === 'open-case' || rule.kind === 'supervised-overdue') this.book.erase(rule, caseId)
  }

  #superviseCase(rule: AlarmRuleOf<'supervised-overdue'>, facts: CaseFacts, told: Told): void {
    const overdueFrom = secondOf(facts.due) + 1
    if (!facts.open || Number.isNaN(overdueFrom)) return this.#over(rule, facts.caseId, secondOf(facts.turnedAt))
    if (!this.#valid(rule, told.at)) return
    if (overdueFrom <= told.at) this.#holds(rule, facts.caseId, { ...told, since: overdueFrom }, facts.code)
    else this.#comes(rule, facts.caseId, { ...told, second: overdueFrom }, facts.code)
  }

  #addToCluster(base: AlarmRuleOf<'cluster'>, type: string, told: Told & { readonly second: number }): void {
    const rule = this.#edits.inForce(base, told.at)
    const node = this.#areaOf(told.node, rule.role)
    if (node < 0 || !this.#valid(rule, told.at)) return
    const subject = this.#options.columns.tree.code(node)
    const times = this.#clusters.add(`${rule.id}~${subject}`, told.second, Math.max(CLUSTER_KEPT.count, base.count))
    const [newest = 0, oldest = 0] = [times[0], times[rule.count - 1]]
    const until = oldest + rule.minutes * 60
    if (times.length < rule.count || newest >= until) return
    const record = this.book.open(rule, subject, node, type)
    takeCause(record, { since: newest, until, at: told.at, late: told.late, value: rule.count }, this.#damp)
    this.book.touch(record)
  }

  /** A reading stands at its node. */
  read({ dimension, value, t }: Pick<StoredEventOf<'reading'>, 'dimension' | 'value' | 't'>, told: Told): void {
    const rules = this.#reading.get(dimension)
    if (rules === undefined || !this.#options.uses.allows(dimension, 'alarms')) return
    for (const base of rules) {
      const rule = this.#edits.inForce(base, told.at)
      const subject = this.#options.columns.tree.code(told.node)
      if (value >= rule.from && this.#valid(rule, told.at))
        this.#holds(rule, subject, { ...told, since: secondOf(t), value }, dimension)
      else if (value < rule.until) this.#over(rule, subject, secondOf(t))
    }
  }

  /** A dimension may raise alarms from now on, or no longer: those it raised are over then. PR14 */
  useChanged(dimension: string, second: number): void {
    if (this.#options.uses.allows(dimension, 'alarms')) return
    for (const rule of this.#reading.get(dimension) ?? [])
      for (const { subject } of this.book.of(rule)) this.#over(rule, subject, second)
    this.book.settle()
  }

  /** A measure stands: `reviewBy` in ms, undefined where it is not in force or never reviewed. */
  measureMoved(event: StoredEventOf<'measure'>, reviewBy: number | undefined, told: Told): void {
    for (const rule of this.#review) {
      if (reviewBy === undefined) this.#over(rule, event.measureId, told.at)
      else if (!this.#valid(rule, told.at)) continue
      else if (secondOf(reviewBy) < told.at)
        this.#holds(rule, event.measureId, { ...told, since: secondOf(reviewBy) + 1 }, event.measureType)
      else this.#comes(rule, event.measureId, { ...told, second: secondOf(reviewBy) + 1 }, event.measureType)
    }
  }

  /** The work state of a node was taken in. */
  checked(told: Told): void {
    for (const rule of this.#coverage) {
      const node = this.#areaOf(told.node, rule.role)
      if (node >= 0 && this.#valid(rule, told.at)) this.#coverArea(rule, node, told)
    }
  }

  #coverArea(base: AlarmRuleOf<'coverage'>, node: number, told: Told): void {
    const rule = this.#edits.inForce(base, told.at)
    const subject = this.#options.columns.tree.code(node)
    const share = this.#shareDone(node)
    if (!(share < rule.below)) return this.#over(rule, subject, told.at)
    const day = this.#options.calendar.span('day', told.at)
    const from = day.start + rule.fromHour * HOUR_S
    if (told.at < from) return this.#comes(rule, subject, { ...told, node, second: from })
    this.#holds(rule, subject, { ...told, node, since: told.at, until: day.end, value: share })
    this.#comesAgain(rule, subject, day.end + rule.fromHour * HOUR_S)
  }

  #shareDone(node: number): number {
    const { deep } = this.#options.columns
    return (deep[node * DEEP_STRIDE + DONE] as number) / (deep[node * DEEP_STRIDE + ASSIGNED] as number)
  }

  /** Whether an area is coupled at a full assessment of the clock. AL13 */
  coupled(base: AlarmRuleOf<'coupling'>, node: number, coupled: boolean, second: number): void {
    const rule = this.#edits.inForce(base, second)
    const subject = this.#options.columns.tree.code(node)
    const now = this.book.find(rule, subject)?.now
    const alarmed = now !== undefined && now !== null && now.until === null
    const holds = coupled && this.#valid(rule, second)
    const since = this.#couplings.look(rule, subject, { coupled: holds, alarmed, second })
    if (since === undefined) return
    if (holds) this.#holds(rule, subject, { node, at: second, late: false, since })
    else this.#over(rule, subject, second)
  }

  /** An entry has been taken in: sources that spoke again, and those heard for the first time. */
  heard(at: number, clock: number): void {
    for (const rule of this.#silent)
      for (const id of this.#limits.keys()) {
        const word = this.#options.lastWord(id)
        if (word === undefined) continue
        const record = this.book.find(rule, id)
        const from = this.#silentFrom(rule, id, word)
        if (!record && this.#valid(rule, at)) this.#comes(rule, id, { node: 0, at, late: false, second: from })
        else if (record?.now?.until === null && from > at) {
          // A word dated ahead of its entry was heard at its own second, even if the entry of a second before is folded after it.
          endCause(record, Math.max(at, Math.min(secondOf(word), clock)))
          record.coming = from
          this.book.touch(record)
        }
      }
  }

  #silentFrom(rule: AlarmRuleOf<'silent-source'>, source: string, word: number): number {
    const from = (limits: number) => secondOf(word) + (this.#limits.get(source) ?? 0) * limits + 1
    const stretch = this.#edits.stretches(rule).find(({ to, rule: { limits } }) => from(limits) < to)
    return stretch === undefined ? Number.POSITIVE_INFINITY : Math.max(stretch.from, from(stretch.rule.limits))
  }

  /** The foreseen second of a record has come and nothing changed since it was foreseen. */
  #begin(record: AlarmRecord, second: number): void {
    const rule = this.#options.rules.rules.find(({ id }) => id === record.rule)
    if (!rule) return
    const cause = { since: second, until: null, at: second, late: false, value: null }
    if (rule.kind === 'silent-source') {
      const from = this.#silentFrom(rule, record.subject, this.#options.lastWord(record.subject) ?? 0)
      if (from > second) record.coming = from
      else takeCause(record, cause, this.#damp)
    } else if (rule.kind === 'coverage') {
      const { end } = this.#options.calendar.span('day', second)
      takeCause(record, { ...cause, until: end, value: this.#shareDone(record.node) }, this.#damp)
      record.coming = end + rule.fromHour * HOUR_S
    } else takeCause(record, cause, this.#damp)
    this.book.touch(record)
  }

  #holds(
    rule: AlarmRule,
    subject: string,
    told: Told & { readonly since: number; readonly until?: number; readonly value?: number },
    about?: string,
  ): void {
    const { node, since, until = null, at, late, value = null } = told
    const record = this.book.open(rule, subject, node, about)
    takeCause(record, { since, until, at, late, value }, this.#damp)
    this.book.touch(record)
  }

  /** The cause does not hold, but will from `second` on. */
  #comes(rule: AlarmRule, subject: string, told: Told & { readonly second: number }, about?: string): void {
    const record = this.book.open(rule, subject, told.node, about)
    if (record.coming === told.second && isOver(record, told.at)) return
    endCause(record, told.at)
    record.coming = told.second
    this.book.touch(record)
  }

  #comesAgain(rule: AlarmRule, subject: string, second: number): void {
    const record = this.book.find(rule, subject)
    if (!record || record.coming === second) return
    record.coming = second
    this.book.touch(record)
  }

  #over(rule: AlarmRule, subject: string, second: number): void {
    const record = this.book.find(rule, subject)
    if (!record || (record.coming === null && isOver(record, second))) return
    endCause(record, second)
    this.book.touch(record)
  }

  /** The node of that role at or above a node, −1 where there is none. */
  #areaOf(node: number, role: Role): number {
    const { tree, parent } = this.#options.columns
    for (let at = node; at >= 0; at = parent[at] as number) if (tree.levels[tree.level(at)]?.role === role) return at
    return -1
  }

  act(act: AlarmAct, at: number): void {
    this.book.act(act, at)
  }

  /** Other cuts count for what is told and what comes due from the act's second on; what stands goes on until its own next word. AL14 */
  takeThreshold(act: ThresholdAct, at: number): void {
    const changed = this.#edits.take(act, at)
    for (const rule of this.#silent.filter(({ id }) => id === changed))
      for (const id of this.#limits.keys()) {
        const record = this.book.find(rule, id)
        if (record === undefined || record.coming === null) continue
        record.coming = this.#silentFrom(rule, id, this.#options.lastWord(id) ?? 0)
        this.book.touch(record)
      }
    this.book.settle()
  }

  /** Forgets what is long over, by the stamp of the log. */
  forget(stamp: number): void {
    this.book.forget(stamp)
    this.#clusters.forget(stamp - this.#longestCluster)
  }

  get #pieces() {
    return { edits: plainPiece(this.#edits), book: this.book, clusters: this.#clusters, couplings: this.#couplings }
  }

  save(): FoldState {
    return saveAll(this.#pieces)
  }

  load(state: FoldState): void {
    loadAll(this.#pieces, state)
  }
}
