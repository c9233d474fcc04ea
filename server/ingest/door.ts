import { LogFullError, type EntryKind, type EventLog, type LogEntry } from '../log/event-log.ts'
import { P_TIME_GRAIN_S } from '../../shared/domain/privacy-class.ts'
import type { StoredEvent, StoredEventOf } from '../../shared/domain/stored-event.ts'
import { END, LineReader, ListReader, type BatchReader } from '../validate/batch-reader.ts'
import { EventValidator, type ValidatorParts } from '../validate/event-validator.ts'
import { Fault, type FaultCode } from '../validate/fault.ts'
import { floorTo } from '../validate/iso-time.ts'
import { flagOutOfOrder } from '../validate/store-event.ts'
import { FLIGHT_EVENTS, type Flight } from '../validate/flight.ts'
import { CorrectionsUnderWay, type CorrectedEvent } from '../validate/corrections-under-way.ts'
import { KnownEvents, type LineAt } from '../validate/known-events.ts'
import type { NamedEvent } from '../validate/store-correction.ts'
import { PaddedBatches } from '../validate/padded-batch.ts'
import { PlainEvents } from '../validate/plain-events.ts'
import type { SourceRefusals } from './source-refusals.ts'
import type { Door, Receipt, Refusal } from './receipt.ts'

/** The part of the fold that the door feeds, in the order of the log's numbers. */
export interface FoldPort {
  /**
   * `events` are the entry's events as already read; they equal the lines of its body. `nodes` are the numbers of
   * their nodes, −1 where a growing city did not have one yet; only the call itself may read them.
   */
  apply(entry: LogEntry, events?: readonly StoredEvent[], nodes?: ArrayLike<number>): void
  /** How an event stands that was corrected; undefined where it was not. */
  corrected(source: string, id: string): CorrectedEvent | undefined
  /** Lowest log number among the steps of a remembered case. */
  oldestStep(caseId: string): number | undefined
}

export interface DoorParts extends Omit<ValidatorParts, 'find'> {
  readonly log: EventLog
  readonly fold: FoldPort
  /** 8 bytes, made once and kept beside the log. */
  readonly printKey: Uint8Array
  readonly lineAt: LineAt
  /** After each commit has been folded. */
  readonly onCommitted: () => void
  /** Remembers what sources were refused for. */
  readonly refusals: Pick<SourceRefusals, 'note'>
  /** Layers whose rules want a dimension and may not have it, by dimension. */
  readonly uses: { readonly waiting: ReadonlyMap<string, readonly string[]> }
}

const FLIGHTS_AHEAD = 2
const ERRORS_SHOWN = 100

/** What became of one batch so far. */
class Tally {
  accepted = 0
  /** Of these without what is person-related. */
  open = 0
  duplicate = 0
  rejected = 0
  firstSeq: number | null = null
  lastSeq: number | null = null
  readonly errors: Refusal[] = []

  refuse(index: number, { code, pointer, message }: Fault): void {
    this.rejected++
    if (this.errors.length < ERRORS_SHOWN) this.errors.push({ index, code, pointer, message })
  }

  landed(first: number, count: number): void {
    this.firstSeq = Math.min(this.firstSeq ?? first, first)
    this.lastSeq = Math.max(this.lastSeq ?? first, first + count - 1)
  }
}

interface Filling {
  readonly index: number
  readonly tally: Tally
  readonly outOfOrder: ReadonlySet<unknown>
  /** The one source that the sender may speak for; undefined: any. */
  readonly only: string | undefined
}

const NONE: ReadonlySet<unknown> = new Set()
const NOT_YOURS = new Fault('not-your-source', '/source', 'the token that sent this belongs to another source; send with its own')
const CONFLICT = new Fault('id-conflict', '/id', 'this source sent the same id with other content before; the first stands')

class EventDoor implements Door {
  readonly #parts: DoorParts
  readonly #known: KnownEvents
  readonly #corrections = new CorrectionsUnderWay()
  readonly #validator: EventValidator
  readonly #plain: PlainEvents
  readonly #batches = new PaddedBatches()
  readonly #sources: ReadonlySet<string>
  readonly #refused = new Map<FaultCode, number>()
  readonly counts = { accepted: 0, duplicate: 0, rejected: 0 }
  #pending = 0

  constructor(parts: DoorParts) {
    this.#parts = parts
    this.#sources = new Set(parts.catalogue.sources.map(({ id }) => id))
    this.#plain = new PlainEvents((code) => parts.tree.indexOf(code))
    this.#known = new KnownEvents(parts.log, parts.printKey, parts.lineAt)
    this.#validator = new EventValidator({ ...parts, find: (source, id) => this.#named(source, id) })
  }

  #named(source: string, id: string): NamedEvent | undefined {
    const { fold, log, time } = this.#parts
    const found = this.#known.find(source, id)
    if (!found) return undefined
    const { event, seq } = found
    const standing = this.#corrections.of(source, id) ?? fold.corrected(source, id)
    const now = standing ? standing.by : event
    const remembers =
      now?.kind !== 'case' || now.cls === 'P' || now.cls === 'X' || seq === undefined || now.t > time.citySecond() * 1000
    const oldest = remembers ? seq : fold.oldestStep(now.caseId)
    return { event, standing, forgotten: !remembers && (oldest === undefined || oldest < log.first) }
  }

  get pending(): number {
    return this.#pending
  }

  get clockSuspect(): boolean {
    return this.#validator.clockSuspect
  }

  get refused(): ReadonlyMap<string, number> {
    return this.#refused
  }

  async submit(
    batch: Uint8Array | readonly unknown[],
    _from: 'http' | 'feed',
    outOfOrder: ReadonlySet<unknown> = NONE,
    only?: string,
  ): Promise<Receipt> {
    const reader = batch instanceof Uint8Array ? new LineReader(batch, this.#plain, this.#batches) : new ListReader(batch)
    const tally = new Tally()
    await this.#pass(reader, { index: 0, tally, outOfOrder, only }).finally(() => reader.end())
    const { accepted, duplicate, rejected, firstSeq, lastSeq, errors } = tally
    this.counts.accepted += tally.open
    this.counts.duplicate += duplicate
    this.counts.rejected += rejected
    return { accepted, duplicate, rejected, firstSeq, lastSeq, errors }
  }

  /** Resolves when all events of a batch are durable; the next flight is filled while the one before it is written. */
  async #pass(reader: BatchReader, filling: Filling): Promise<void> {
    const written: Promise<void>[] = []
    for (let { index } = filling; index >= 0;) {
      const flight = this.#known.open()
      index = this.#fill(flight, reader, { ...filling, index })
      const writing = this.#write(flight, filling.tally)
      writing.catch(() => undefined)
      written.push(writing)
      if (written.length >= FLIGHTS_AHEAD) await written[written.length - FLIGHTS_AHEAD]
    }
    await Promise.all(written)
  }

  /** Validates up to a flight's worth of events; answers the next index, −1 at the end of the batch. */
  #fill(flight: Flight, reader: BatchReader, at: Filling): number {
    const { tally, outOfOrder, only } = at
    for (let index = at.index; index < at.index + FLIGHT_EVENTS; index++) {
      const raw = reader.next()
      if (raw === END) return -1
      const event = raw instanceof Fault ? raw : this.#validator.validate(raw, reader.plain)
      if (event instanceof Fault) {
        const fault = this.#worded(event, reader)
        this.#refuse(tally, index, fault)
        this.#noteOf(raw, fault)
        continue
      }
      if (only !== undefined && !speaksFor(event, only)) {
        this.#refuse(tally, index, NOT_YOURS)
        continue
      }
      const novelty = this.#known.admit(
        flight,
        outOfOrder.size > 0 && outOfOrder.has(raw) ? flagOutOfOrder(event) : event,
        this.#validator.node,
        reader.plain,
      )
      if (novelty === 'new') {
        tally.accepted++
        if (event.cls !== 'P' && event.cls !== 'X') tally.open++
        this.#corrections.note(event, flight)
        if (event.kind === 'reading' && this.#parts.uses.waiting.size > 0) this.#noteUnused(event)
      } else if (novelty === 'same') tally.duplicate++
      else this.#refuse(tally, index, CONFLICT)
    }
    return at.index + FLIGHT_EVENTS
  }

  /** A refusal of a line that is not plain ASCII is worded from its reading as UTF-8. */
  #worded(fault: Fault, reader: BatchReader): Fault {
    if (!(reader instanceof LineReader) || fault.code === 'bad-json' || fault.code === 'too-long') return fault
    const value = reader.reread()
    const again = value === undefined ? fault : this.#validator.validate(value)
    return again instanceof Fault ? again : fault
  }

  /** Only registered sources are remembered by name: any other could be a name of a person. */
  #noteOf(raw: unknown, { code, pointer }: Fault): void {
    const { source } = (raw ?? {}) as { readonly source?: unknown }
    const { refusals, time } = this.#parts
    if (typeof source === 'string' && this.#sources.has(source)) refusals.note(source, code, pointer.slice(1), time.citySecond())
  }

  /** The reading is kept, but a rule that names its dimension does not get it. PR14 */
  #noteUnused({ source, dimension }: StoredEventOf<'reading'>): void {
    const { refusals, time, uses } = this.#parts
    for (const layer of uses.waiting.get(dimension) ?? [])
      refusals.note(source, 'use-not-approved', `${dimension} ${layer}`, time.citySecond())
  }

  #refuse(tally: Tally, index: number, fault: Fault): void {
    tally.refuse(index, fault)
    this.#refused.set(fault.code, (this.#refused.get(fault.code) ?? 0) + 1)
  }

  /** Resolves after the durable commit, also for repetitions of events that are still under way. */
  #write(flight: Flight, tally: Tally): Promise<void> {
    const { log, fold, onCommitted } = this.#parts
    const groups = flight.groups()
    const entries = groups.map((group) => group.entry((kind) => this.#stamp(kind)))
    this.#pending += flight.size
    return log.append(entries).then(
      (firsts) => {
        this.#pending -= flight.size
        this.#known.land(flight, firsts)
        groups.forEach(({ events, room }, i) => {
          const entry = { ...entries[i], firstSeq: firsts[i] } as LogEntry
          tally.landed(entry.firstSeq, entry.count)
          fold.apply(entry, events, room.nodes)
        })
        flight.end()
        this.#corrections.forget(flight)
        if (entries.length > 0) onCommitted()
        for (const other of flight.leansOn)
          if (other.failed) throw new LogFullError('the first copy of a repeated event was not written')
      },
      (error: unknown) => {
        this.#pending -= flight.size
        this.#known.abandon(flight)
        flight.end()
        this.#corrections.forget(flight)
        throw error
      },
    )
  }

  #stamp(kind: EntryKind): number {
    const { citySecond, dayStart } = this.#parts.time
    const second = citySecond()
    if (kind === 'P') return floorTo(second, P_TIME_GRAIN_S)
    return kind === 'X' ? dayStart(second * 1000) / 1000 : second
  }
}

/** A source sends its own events and corrects its own. AC5 */
function speaksFor(event: StoredEvent, only: string): boolean {
  return event.source === only && (event.kind !== 'correction' || event.ref === undefined || event.ref.source === only)
}

/** Opens the one door into the log and the fold; reads the log's fingerprints first. EV1–EV9 */
export function createDoor(parts: DoorParts): Door {
  return new EventDoor(parts)
}
