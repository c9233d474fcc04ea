import { Value } from '@sinclair/typebox/value'
import { ALARM_ACT } from '../../shared/domain/alarm-act.ts'
import { NO_ALARM_RULES, type AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import { COUNT_BIT } from '../../shared/figures/counter-layout.ts'
import { AlarmWatch, type Told } from '../alarms/alarm-watch.ts'
import { caseFacts } from '../cases/case-facts.ts'
import type { WorkCalendar } from '../../shared/domain/work-calendar.ts'
import { createCaseLimits } from '../cases/case-limits.ts'
import { CaseLedger, type CaseType } from '../cases/case-ledger.ts'
import { LIFE } from '../cases/case-step.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { LogEntry } from '../log/event-log.ts'
import { Checks } from './checks.ts'
import { CityCounters } from './city-counters.ts'
import { DutyPosts } from './duty-posts.ts'
import { HeldTiers } from './held-tiers.ts'
import { IndexSamples } from './index-samples.ts'
import { ListedEvents } from './listed-events.ts'
import { Measures } from './measures.ts'
import { NodeColumns } from './node-columns.ts'
import { PendingEvents } from './pending-events.ts'
import type { CasePrint } from './person-cases.ts'
import { PersonCounts } from './person-counts.ts'
import { Readings } from './readings.ts'
import { Responses } from './responses.ts'
import { loadAll, saveAll } from './saved.ts'
import { countService } from './service-counts.ts'
import type { FoldState } from './snapshot.ts'
import { SourceWords } from './source-words.ts'
import { Warnings } from './warnings.ts'

export interface FoldOptions {
  readonly tree: CityTree
  readonly catalogue: Catalogue
  readonly calendar: CityCalendar
  /** Stands for the number of a P or X case. */
  readonly print: CasePrint
  /** What alarms are computed from; nothing by default. */
  readonly alarms?: AlarmRules | undefined
  /** Holidays, office hours and limits of the pack; without it only what sources say is due. */
  readonly workCalendar?: WorkCalendar | undefined
}

/** Who looks at the whole city at full multiples of some seconds of the clock, so that what it keeps follows the log alone. */
export interface Assessor {
  /** 0: never. */
  readonly everySeconds: number
  /** The clock stands at this second; entries stamped before it are folded, others are not. */
  assess(second: number): void
}

const GROUP_OF: Readonly<Record<string, number>> = { part: 1, event: 2 }

function readEvents(body: Uint8Array): readonly StoredEvent[] {
  const lines = new TextDecoder().decode(body).split('\n')
  return JSON.parse(`[${lines.join(',')}]`) as StoredEvent[]
}

/**
 * The state of the city: a function of the events in the log and of the clock second alone. Entries
 * are applied in the order of their numbers; a leap of the clock equals its single seconds. FD1
 */
export class Fold {
  readonly tree: CityTree
  readonly columns: NodeColumns
  readonly counters: CityCounters
  readonly persons: PersonCounts
  readonly cases: CaseLedger
  readonly readings: Readings
  readonly responses = new Responses()
  readonly sources: SourceWords
  readonly listed = new ListedEvents()
  readonly alarms: AlarmWatch
  readonly heldTiers = new HeldTiers()
  readonly indexSamples = new IndexSamples()
  readonly calendar: CityCalendar
  readonly #checks: Checks
  readonly #duty: DutyPosts
  readonly measures: Measures
  readonly #warnings: Warnings
  readonly #pending = new PendingEvents()
  /** Nodes named so far: few against the whole city, so that looking one up stays in the near memory. */
  readonly #nodes = new Map<string, number>()
  #assessor: Assessor | undefined
  #clock = Number.NEGATIVE_INFINITY
  #logSeq = 0
  /** Newest entry stamp; what is forgotten follows it, so that it depends on the log alone. */
  #stamp = Number.NEGATIVE_INFINITY
  /** What alarms take as the present of an event: the newest entry's stamp, the same whenever it is folded. */
  #told = Number.NEGATIVE_INFINITY

  constructor({ tree, catalogue, calendar, workCalendar, print, alarms = NO_ALARM_RULES }: FoldOptions) {
    this.tree = tree
    this.calendar = calendar
    this.columns = new NodeColumns(tree)
    this.counters = new CityCounters(this.columns, calendar, catalogue.types.length)
    this.persons = new PersonCounts(this.counters, print, calendar)
    this.readings = new Readings(this.columns, catalogue.dimensions)
    this.#checks = new Checks(this.columns)
    this.#duty = new DutyPosts(this.columns)
    this.measures = new Measures(this.columns)
    this.#warnings = new Warnings(this.columns)
    this.sources = new SourceWords(calendar)
    const types = new Map<string, CaseType>(catalogue.types.map(({ code, group }, index) => [code, { index, group }]))
    const units = new Map(catalogue.units.map(({ code }, index) => [code, index]))
    const limits = workCalendar && createCaseLimits({ calendar: workCalendar, city: calendar, tree, types: catalogue.types })
    this.cases = new CaseLedger({
      columns: this.columns,
      counters: this.counters,
      calendar,
      limits,
      typeOf: (code) => types.get(code),
      unitOf: (code) => units.get(code),
    })
    const lastWord = (source: string) => this.sources.lastWord(source)
    this.alarms = new AlarmWatch({ columns: this.columns, calendar, catalogue, rules: alarms, lastWord })
    this.cases.setGroups(catalogue.types.map(({ group }) => GROUP_OF[group] ?? 0))
  }

  /** The clock, epoch seconds; −∞ before the first entry or advance. */
  get clock(): number {
    return this.#clock
  }

  /** Number of the last event folded, 0 before any. */
  get logSeq(): number {
    return this.#logSeq
  }

  /** Takes in an entry of the log. `events` and `nodes` are its events and their nodes where the caller has already read them. */
  apply(entry: LogEntry, events: readonly StoredEvent[] = [], nodes: readonly number[] = []): void {
    this.advance(entry.at)
    this.#logSeq = entry.firstSeq + entry.count - 1
    if (entry.kind === 'act') return this.#act(entry)
    this.#forget(entry.at)
    this.#told = this.#stamp
    const read = events.length === 0 ? readEvents(entry.body) : events
    for (let at = 0; at < read.length; at++) this.#take(read[at] as StoredEvent, nodes[at] ?? -1, entry.firstSeq + at)
    this.alarms.heard(this.#stamp)
    this.alarms.book.advance(this.#clock)
  }

  /** What a desk did is told by an entry of its own; other acts are not the fold's. */
  #act(entry: LogEntry): void {
    const act: unknown = JSON.parse(new TextDecoder().decode(entry.body))
    if (Value.Check(ALARM_ACT, act)) this.alarms.act(act, entry.at)
  }

  /** Begins to be assessed; before anything is folded or loaded. */
  assessBy(assessor: Assessor): void {
    this.#assessor = assessor.everySeconds > 0 ? assessor : undefined
  }

  /** Moves the clock; a second that has passed changes nothing. A leap stops at every assessment on its way; there are none before the log's first entry. FD11 */
  advance(second: number): void {
    const { everySeconds = 0 } = this.#assessor ?? {}
    if (everySeconds > 0 && this.#logSeq > 0) {
      const first = (Math.floor(this.#clock / everySeconds) + 1) * everySeconds
      for (let at = first; at <= second; at += everySeconds) {
        this.#moveTo(at)
        this.#assessor?.assess(at)
      }
    }
    if (second > this.#clock) this.#moveTo(second)
  }

  #moveTo(second: number): void {
    if (this.#clock === Number.NEGATIVE_INFINITY) this.counters.windows.start(second)
    const turned = this.counters.advance(second)
    this.#clock = second
    this.cases.advance(second, this.counters.windows.dayStart)
    this.measures.advance(second)
    this.#warnings.advance(second)
    for (let next = this.#pending.take(second); next; next = this.#pending.take(second)) {
      this.alarms.book.advance(next.second)
      this.#told = next.second
      this.#fold(next.event, next.node, next.seq)
    }
    this.alarms.book.advance(second)
    if (turned.includes('day')) {
      this.sources.forget(second)
      this.listed.forget(second)
    }
  }

  #forget(stamp: number): void {
    if (stamp <= this.#stamp) return
    const turns =
      this.#stamp === Number.NEGATIVE_INFINITY || this.calendar.dayNumber(stamp) !== this.calendar.dayNumber(this.#stamp)
    this.#stamp = stamp
    if (!turns) return
    const { start } = this.calendar.span('day', stamp)
    this.cases.forget(start)
    this.persons.forget(start)
    this.alarms.forget(stamp)
  }

  /** A node of a growing city comes into being in the order of the log, even if its event must wait. */
  #take(event: StoredEvent, known: number, seq: number): void {
    const node = known >= 0 ? known : (this.#nodes.get(event.node) ?? this.#nodeOf(event.node))
    if (Math.floor(event.t / 1000) > this.#clock) this.#pending.add(event, node, seq)
    else this.#fold(event, node, seq)
  }

  #nodeOf(code: string): number {
    const node = Math.max(0, this.tree.ensure(code))
    this.columns.fit()
    this.#nodes.set(code, node)
    return node
  }

  #fold(event: StoredEvent, node: number, seq: number): void {
    const second = Math.floor(event.t / 1000)
    if (event.kind === 'alive') {
      this.sources.word(event.source, Math.max(event.t, event.upTo ?? 0))
      return
    }
    this.sources.word(event.source, event.t)
    if (event.cls === 'P' || event.cls === 'X') {
      this.persons.take(event, { node, second, weight: 1 })
      return
    }
    this.sources.count(event.source, second)
    const mask = COUNT_BIT.events | (event.late ? COUNT_BIT['events.arrivedLate'] : 0)
    if (event.kind === 'case') this.#foldCase(event, node, mask, seq)
    else this.#foldThing(event, node, second, mask)
  }

  /** Class T, S and O but cases: exact and live at every level. */
  #foldThing(event: Exclude<StoredEvent, StoredEventOf<'alive' | 'case'>>, node: number, second: number, mask: number): void {
    this.#takeState(event, node, second)
    this.counters.count(node, second, mask, 1)
    this.listed.add(event, node, -1, false)
  }

  /** A step counts at its case's node, the event at its own; a step without a place is at its case's. */
  #foldCase(event: StoredEventOf<'case'>, node: number, mask: number, seq: number): void {
    const { cases } = this
    const second = Math.floor(event.t / 1000)
    const row = cases.apply(event, node, seq)
    const { columns } = cases.table
    const caseNode = columns.node[row] as number
    const eventNode = event.unplaced ? caseNode : node
    if (eventNode === caseNode) this.counters.count(caseNode, second, mask | cases.stepMask, 1)
    else {
      this.counters.count(eventNode, second, mask, 1)
      if (cases.stepMask !== 0) this.counters.count(caseNode, second, cases.stepMask, 1)
    }
    this.listed.add(event, eventNode, row, columns.life[row] === LIFE.open)
    const reports = (cases.stepMask & COUNT_BIT['cases.reported']) !== 0
    this.alarms.caseMoved(caseFacts(cases.table, row, event.type), this.#tell(event, caseNode), reports ? second : undefined)
  }

  #tell({ t, late }: StoredEvent, node: number): Told {
    return { node, at: Math.max(this.#told, Math.floor(t / 1000)), late: late === true }
  }

  /** Kinds other than cases: what they say of the present. */
  #takeState(event: StoredEvent, node: number, second: number): void {
    switch (event.kind) {
      case 'check':
        this.#checks.apply(event, node)
        return this.alarms.checked(this.#tell(event, node))
      case 'reading':
        this.readings.apply(event, node)
        return this.#readAlarms(event, node)
      case 'measure':
        this.measures.apply(event, node)
        return this.alarms.measureMoved(event, this.measures.reviewBy(event.measureId), this.#tell(event, node))
      case 'duty':
        return this.#duty.apply(event, node)
      case 'warning':
        return this.#warnings.apply(event, node)
      case 'response':
        return this.responses.apply(event, node)
      case 'service':
        if (second >= this.counters.windows.dayStart) countService(this.columns, event, node)
        return
      case 'case':
      case 'alive':
      case 'correction':
    }
  }

  /** What stands at the node after the reading was taken in: an older one changes nothing. */
  #readAlarms(event: StoredEventOf<'reading'>, node: number): void {
    const newest = this.readings.newestAt(event.dimension, node)
    if (newest?.t === event.t) this.alarms.read({ ...newest, dimension: event.dimension }, this.#tell(event, node))
  }

  get #pieces() {
    const { columns, counters, persons, cases, readings, responses, sources, listed, alarms, heldTiers, indexSamples } = this
    const own = {
      checks: this.#checks,
      duty: this.#duty,
      measures: this.measures,
      warnings: this.#warnings,
      pending: this.#pending,
    }
    return { columns, counters, persons, cases, readings, responses, sources, listed, alarms, heldTiers, indexSamples, ...own }
  }

  /** The whole state, copied. */
  save(): FoldState {
    const { columns, rest } = saveAll(this.#pieces)
    const stamp = Number.isFinite(this.#stamp) ? this.#stamp : null
    const clock = Number.isFinite(this.#clock) ? this.#clock : null
    return { columns, rest: { pieces: rest, clock, stamp, logSeq: this.#logSeq } }
  }

  /** Takes on a saved state; only for a fold that has taken in nothing. Throws where it does not fit. */
  load(state: FoldState): void {
    const rest = state.rest as { pieces: unknown; clock: number | null; stamp: number | null; logSeq: number }
    if (rest.clock === null) return
    this.counters.windows.start(rest.clock)
    loadAll(this.#pieces, { columns: state.columns, rest: rest.pieces })
    this.#clock = rest.clock
    this.#stamp = rest.stamp ?? Number.NEGATIVE_INFINITY
    this.#logSeq = rest.logSeq
  }
}

/** An empty fold of one city. */
export function createFold(options: FoldOptions): Fold {
  return new Fold(options)
}
