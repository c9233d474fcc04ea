import { Value } from '@sinclair/typebox/value'
import { ALARM_ACT } from '../../shared/domain/alarm-act.ts'
import { DIMENSION_USE_ACT, type DimensionUseAct } from '../../shared/domain/dimension-use.ts'
import { THRESHOLD_ACT } from '../../shared/domain/threshold-act.ts'
import { HANDOVER_TAKEN } from '../../shared/domain/shift-act.ts'
import { NO_ALARM_RULES } from '../../shared/domain/alarm-rules.ts'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { MaskedRow, StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import { DimensionUses } from '../../shared/rules/dimension-uses.ts'
import { hazardRollUps } from '../../shared/figures/hazard-keys.ts'
import { AlarmWatch, type Told } from '../alarms/alarm-watch.ts'
import { caseFacts } from '../cases/case-facts.ts'
import { createCaseLimits } from '../cases/case-limits.ts'
import { CaseLedger, type CaseType } from '../cases/case-ledger.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { LogEntry } from '../log/event-log.ts'
import { CaseSteps, eventMask, type MovedCase } from './case-steps.ts'
import { CityCounters } from './city-counters.ts'
import { CorrectEvents } from './correct-events.ts'
import { Corrections, type Corrected } from './corrections.ts'
import { HeldTiers } from './held-tiers.ts'
import { IndexSamples } from './index-samples.ts'
import { ListedEvents } from './listed-events.ts'
import { Measures } from './measures.ts'
import { NodeColumns } from './node-columns.ts'
import { PendingEvents } from './pending-events.ts'
import { PersonCounts } from './person-counts.ts'
import { PersonReleases } from './person-releases.ts'
import { Readings } from './readings.ts'
import { Responses } from './responses.ts'
import type { Assessor, FoldOptions } from './fold-options.ts'
import { loadAll, plainPiece, saveAll } from './saved.ts'
import type { FoldState } from './snapshot.ts'
import { SourceWords } from './source-words.ts'
import { ThingStates } from './thing-states.ts'
import type { Warnings } from './warnings.ts'

const GROUP_OF: Readonly<Record<string, number>> = { part: 1, event: 2 }

function readEvents(body: Uint8Array): readonly (StoredEvent | MaskedRow)[] {
  const lines = new TextDecoder().decode(body).split('\n')
  return JSON.parse(`[${lines.join(',')}]`) as (StoredEvent | MaskedRow)[]
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
  readonly releases: PersonReleases
  readonly cases: CaseLedger
  readonly readings: Readings
  readonly uses: DimensionUses
  readonly responses = new Responses()
  readonly sources: SourceWords
  readonly listed = new ListedEvents()
  readonly alarms: AlarmWatch
  readonly heldTiers = new HeldTiers()
  readonly indexSamples = new IndexSamples()
  readonly calendar: CityCalendar
  readonly measures: Measures
  readonly #states: ThingStates
  readonly #steps: CaseSteps
  readonly #corrections: Corrections
  readonly #correcting: CorrectEvents
  readonly #pending = new PendingEvents()
  /** Nodes named so far: few against the whole city, so that looking one up stays in the near memory. */
  readonly #nodes = new Map<string, number>()
  #assessor: Assessor | undefined
  #clock = Number.NEGATIVE_INFINITY
  #logSeq = 0
  /** Events of class P and X folded. */
  #personEvents = 0
  /** Newest entry stamp; what is forgotten follows it, so that it depends on the log alone. */
  #stamp = Number.NEGATIVE_INFINITY
  /** What alarms take as the present of an event: the newest entry's stamp, the same whenever it is folded. */
  #told = Number.NEGATIVE_INFINITY

  constructor({ tree, catalogue, calendar, workCalendar, print, eventAt, alarms = NO_ALARM_RULES }: FoldOptions) {
    this.tree = tree
    this.calendar = calendar
    this.columns = new NodeColumns(tree)
    this.counters = new CityCounters(this.columns, calendar, catalogue, print)
    this.readings = new Readings(this.columns, [...catalogue.dimensions, ...hazardRollUps(catalogue.hazards)])
    this.uses = new DimensionUses(catalogue)
    this.releases = new PersonReleases({ tree, calendar, catalogue, needs: this.counters.needs, readings: this.readings })
    this.persons = new PersonCounts(this.counters, this.releases, print, calendar)
    this.measures = new Measures(this.columns)
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
    this.alarms = new AlarmWatch({ columns: this.columns, calendar, catalogue, rules: alarms, uses: this.uses, lastWord })
    this.#states = new ThingStates(this)
    const { cases, counters, listed, persons } = this
    const nodeOf = (code: string) => this.#nodeOf(code)
    const watches = (type: number, supervised: boolean) => this.alarms.watchesCase(type, supervised)
    this.#steps = new CaseSteps({ cases, counters, listed, eventAt, nodeOf, watches, onMoved: (moved) => this.#caseMoved(moved) })
    this.#corrections = new Corrections(print)
    this.#correcting = new CorrectEvents({
      corrections: this.#corrections,
      pending: this.#pending,
      steps: this.#steps,
      states: this.#states,
      counters,
      listed,
      persons,
      nodeOf: (event) => this.#nodeFor(event),
      tell: (event, node) => this.#tell(event, node),
      onMasked: (caseId) => {
        if (this.cases.table.find(caseId) < 0) this.alarms.caseMasked(caseId)
      },
      fold: (event, node, seq) => this.#fold(event, node, seq),
    })
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

  /** As `logSeq`, without counting what is person-related: the number that may be told. PR10 */
  get openSeq(): number {
    return this.#logSeq - this.#personEvents
  }

  /** Takes in an entry of the log. `events` and `nodes` are its events and their nodes where the caller has already read them. */
  apply(entry: LogEntry, events: readonly StoredEvent[] = [], nodes: ArrayLike<number> = []): void {
    this.advance(entry.at)
    this.#logSeq = entry.firstSeq + entry.count - 1
    if (entry.kind === 'act') return this.#act(entry)
    if (entry.kind !== 'T') this.#personEvents += entry.count
    this.#forget(entry.at)
    this.#told = this.#stamp
    const read = events.length === 0 ? readEvents(entry.body) : events
    for (let at = 0; at < read.length; at++) {
      const event = read[at] as StoredEvent | MaskedRow
      if (event.kind === 'masked') this.sources.word(event.source, event.t)
      else {
        const node = this.#take(event, nodes[at] ?? -1, entry.firstSeq + at)
        if (entry.kind === 'T' && event.kind !== 'alive') this.#noteWay(event.t, node, entry.at)
      }
    }
    this.counters.windows.settle()
    this.alarms.heard(this.#stamp, this.#clock)
    this.alarms.book.advance(this.#clock)
  }

  /** What a desk did is told by an entry of its own; other acts are not the fold's. */
  #act(entry: LogEntry): void {
    const act: unknown = JSON.parse(new TextDecoder().decode(entry.body))
    if (Value.Check(ALARM_ACT, act)) this.alarms.act(act, entry.at)
    else if (Value.Check(THRESHOLD_ACT, act)) this.alarms.takeThreshold(act, entry.at)
    else if (Value.Check(DIMENSION_USE_ACT, act)) this.#use(act, entry.at)
    else if (Value.Check(HANDOVER_TAKEN, act)) this.alarms.book.passOn(act.from, act.post)
  }

  /** What is judged by a dimension is judged anew when it may be, or may no longer. PR14 */
  #use(act: DimensionUseAct, at: number): void {
    if (!this.uses.take(act, at)) return
    if (act.layer === 'alarms') this.alarms.useChanged(act.dimension, at)
    else this.readings.touch(act.dimension)
  }

  /** Begins to be assessed; before anything is folded or loaded. */
  assessBy(assessor: Assessor): void {
    this.#assessor = assessor.everySeconds > 0 ? assessor : undefined
  }

  /** Moves the clock; a second that has passed changes nothing. A leap stops at every assessment on its way; there are none before the log's first entry. FD11 */
  advance(second: number): void {
    if (this.#logSeq > 0) for (let at = this.#stopBefore(second); at <= second; at = this.#stopBefore(second)) this.#stopAt(at)
    if (second > this.#clock) this.#moveTo(second)
  }

  /** The next assessment or release on the way to a second. */
  #stopBefore(second: number): number {
    const { everySeconds = 0, reachSeconds = 0 } = this.#assessor ?? {}
    const from = Math.max(this.#clock, second - reachSeconds)
    const assessed = everySeconds > 0 ? (Math.floor(from / everySeconds) + 1) * everySeconds : Number.POSITIVE_INFINITY
    return Math.min(assessed, this.releases.nextAfter(this.#clock))
  }

  #stopAt(second: number): void {
    const { everySeconds = 0 } = this.#assessor ?? {}
    const releases = second >= this.releases.nextAfter(this.#clock)
    this.#moveTo(second)
    if (releases) this.releases.release(second)
    if (everySeconds > 0 && second % everySeconds === 0) this.#assessor?.assess(second)
  }

  #moveTo(second: number): void {
    if (this.#clock === Number.NEGATIVE_INFINITY) this.counters.windows.start(second)
    if (this.#logSeq === 0) this.releases.start(second)
    const turned = this.counters.advance(second)
    this.#clock = second
    this.cases.advance(second, this.counters.windows.dayStart)
    this.#states.advance(second)
    for (let next = this.#pending.take(second); next; next = this.#pending.take(second)) {
      this.alarms.book.advance(next.second)
      this.#told = next.second
      this.#fold(next.event, next.node, next.seq)
      this.alarms.heard(next.second, next.second)
    }
    this.counters.windows.settle()
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
    this.counters.needs.forget(start)
    this.alarms.forget(stamp)
  }

  /** A node of a growing city comes into being in the order of the log, even if its event must wait. A correction does not wait. */
  #take(event: StoredEvent, known: number, seq: number): number {
    const node = known >= 0 ? known : this.#nodeFor(event)
    if (event.kind === 'correction') this.#correcting.take(event, seq, this.#clock)
    const bare = event.kind === 'correction' ? { ...event, ref: undefined, was: undefined, by: undefined } : event
    if (Math.floor(event.t / 1000) > this.#clock) this.#pending.add(bare, node, seq)
    else this.#fold(bare, node, seq)
    return node
  }

  /** How long an event was under way, on the day on which it came; nobody knows it of one dated ahead. FD14 */
  #noteWay(t: number, node: number, at: number): void {
    const seconds = at - Math.floor(t / 1000)
    if (seconds >= 0 && at >= this.counters.windows.dayStart) this.counters.ways.count('inbound', node, seconds, 1)
  }

  /** An area comes into being by what is not person-related: P and X lie in the nearest area that there is. PR7 */
  #nodeFor({ cls, node }: Pick<StoredEvent, 'cls' | 'node'>): number {
    if (!this.tree.growing || (cls !== 'P' && cls !== 'X')) return this.#nodeOf(node)
    const codes = [...this.tree.levels].reverse().map(({ role }) => this.tree.indexOf(this.tree.lift(node, role) ?? ''))
    return codes.find((at) => at >= 0) ?? 0
  }

  #nodeOf(code: string): number {
    const known = this.#nodes.get(code)
    if (known !== undefined) return known
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
    if (event.cls !== 'P' && event.cls !== 'X') this.sources.count(event.source, second)
    // P and X apart; class T, S and O exact and live at every level.
    if (event.cls === 'P' || event.cls === 'X') {
      this.persons.take(event, { node, second, weight: 1 })
      if (event.kind === 'hazard') this.#states.apply(event, { node, told: this.#tell(event, node) })
    } else if (event.kind === 'case') this.#steps.take({ event, node, seq })
    else {
      this.#states.apply(event, { node, told: this.#tell(event, node) })
      this.counters.count(node, second, eventMask(event), 1)
      this.listed.add(event, node)
    }
  }

  #caseMoved({ event, row, node, reports, gone }: MovedCase): void {
    const reportedAt = reports ? Math.floor(event.t / 1000) : undefined
    const facts = caseFacts(this.cases.table, row, event.type)
    const stands = gone ? { ...facts, open: false, supervised: false } : facts
    this.alarms.caseMoved(stands, this.#tell(event, node), reportedAt)
  }

  #tell({ t, late }: StoredEvent, node: number): Told {
    return { node, at: Math.max(this.#told, Math.floor(t / 1000)), late: late === true }
  }

  /** Official warnings as they were relayed. */
  get relayed(): Warnings {
    return this.#states.warnings
  }

  /** How an event stands that was corrected; undefined where it was not. */
  corrected(source: string, id: string): Corrected | undefined {
    return this.#corrections.of(this.#corrections.printOf({ source, id }))
  }

  /** What the step of a case with this number of the log says since it was corrected; undefined where it was not. */
  correctedStep(seq: number): StoredEventOf<'case'> | undefined {
    return this.#steps.insteadOf(seq)
  }

  /** Lowest number of the log that a correction of a step of this case would read; undefined where the case is not remembered. */
  oldestStep(caseId: string): number | undefined {
    return this.#steps.oldest(caseId)
  }

  /** The lowest number of the log without which the events from `seq` on could not be folded again. */
  neededFrom(seq: number): number {
    return this.#corrections.neededFrom(seq)
  }

  /** Log numbers of the corrections of each masked event. */
  masked(): readonly (readonly number[])[] {
    return this.#corrections.masked()
  }

  get #pieces() {
    const { columns, counters, persons, releases, cases, readings, responses, sources } = this
    const { listed, alarms, heldTiers, indexSamples } = this
    const own = {
      uses: plainPiece(this.uses),
      states: this.#states,
      steps: this.#steps,
      corrections: this.#corrections,
      pending: this.#pending,
    }
    const counted = { columns, counters, persons, releases, cases, readings, responses, sources }
    return { ...counted, listed, alarms, heldTiers, indexSamples, ...own }
  }

  /** The whole state, copied. */
  save(): FoldState {
    const { columns, rest } = saveAll(this.#pieces)
    const stamp = Number.isFinite(this.#stamp) ? this.#stamp : null
    const clock = Number.isFinite(this.#clock) ? this.#clock : null
    return { columns, rest: { pieces: rest, clock, stamp, logSeq: this.#logSeq, personEvents: this.#personEvents } }
  }

  /** Takes on a saved state; only for a fold that has taken in nothing. Throws where it does not fit. */
  load(state: FoldState): void {
    const rest = state.rest as {
      pieces: unknown
      clock: number | null
      stamp: number | null
      logSeq: number
      personEvents: number
    }
    if (rest.clock === null) return
    this.counters.windows.start(rest.clock)
    loadAll(this.#pieces, { columns: state.columns, rest: rest.pieces })
    this.#clock = rest.clock
    this.#stamp = rest.stamp ?? Number.NEGATIVE_INFINITY
    this.#logSeq = rest.logSeq
    this.#personEvents = rest.personEvents
  }
}

/** An empty fold of one city. */
export function createFold(options: FoldOptions): Fold {
  return new Fold(options)
}
