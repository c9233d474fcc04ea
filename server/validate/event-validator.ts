import type { DatedNode } from '../city/node-dates.ts'
import type { CityTree } from '../city/city-tree.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { EventOf, GridEvent } from '../../shared/domain/grid-event.ts'
import { isWithin } from '../../shared/domain/role.ts'
import type { Correctable, StoredCorrection, StoredEvent } from '../../shared/domain/stored-event.ts'
import type { LocalSystems } from '../../shared/geo/crs.ts'
import { disagreement } from './agreement.ts'
import { createCatalogueIndex, type CatalogueIndex, type DayStart, type KnownSource } from './catalogue-index.ts'
import { classifyEvent, type Sorting } from './classify-event.ts'
import { ClockWatch, FUTURE_MS } from './clock-watch.ts'
import { coarsenPlace, coarsenTime } from './coarsen.ts'
import { checkShape } from './event-shape.ts'
import { Fault } from './fault.ts'
import { readIsoTime } from './iso-time.ts'
import { createNodeValidity, type NodeValidity } from './node-validity.ts'
import { personalFault, personalFaultIn } from './personal-field.ts'
import type { PlainEvents } from './plain-events.ts'
import { createPositionReader, placeAt, placeEvent, widerAt, type Place, type PositionReader } from './place-event.ts'
import { asLateAs, joinCorrection, mismatchOf, standingOf, type NamedEvent } from './store-correction.ts'
import { storeEvent } from './store-event.ts'

/** What the door must know of time; all milliseconds are epoch milliseconds. */
export interface DoorTime {
  /** The city's clock, epoch seconds: the stamp of an entry. */
  citySecond(): number
  /** The latest moment that is not the future: wall time, or a recorded feed's clock while it plays. */
  present(): number
  readonly dayStart: DayStart
}

export interface ValidatorParts {
  readonly tree: CityTree
  readonly catalogue: Catalogue
  /** Nodes of the tree that are not valid at all times. */
  readonly dated: readonly DatedNode[]
  readonly time: DoorTime
  /** Parameters of the city's own survey systems. */
  readonly localSystems: LocalSystems
  /** Days of detail the log keeps; an older event cannot be told from a repeated one. */
  readonly keepDays: number
  /** The stored event that a correction names, if the log holds it, and how it stands. */
  readonly find: (source: string, id: string) => NamedEvent | undefined
}

const EXPIRED = new Fault(
  'source-expired',
  '/source',
  'the authorisation of this source has ended; nothing more is taken from it',
)
const DAY_MS = 86_400_000
const NOT_VALID = new Fault(
  'node-not-valid',
  '/node',
  'the area is not valid at that time and the pack names no successor; name the area that was',
)
const TOO_WIDE = new Fault('bad-value', '/node', 'people are told street by street; wider areas are their sums')
const TOO_FINE = new Fault('too-fine', '/node', 'a hazard is told of a street or wider; nothing finer is taken')
/** Turns what a source sent into what may be written, or says why not. EV1–EV9 */
export class EventValidator {
  readonly #parts: ValidatorParts
  readonly #codes: CatalogueIndex
  readonly #readPosition: PositionReader
  readonly #validity: NodeValidity
  readonly #clockWatch = new ClockWatch()
  /** Number of the node at which the event validated last is written; −1 where a growing city does not have it yet. */
  node = -1
  /** Number of the node that the event names; −1 where the tree has to be asked. */
  #named = -1

  constructor(parts: ValidatorParts) {
    this.#parts = parts
    this.#codes = createCatalogueIndex(parts.catalogue, parts.time.dayStart)
    this.#validity = createNodeValidity(parts.dated, parts.time.dayStart)
    this.#readPosition = createPositionReader(parts.localSystems)
  }

  get clockSuspect(): boolean {
    return this.#clockWatch.isSuspect(this.#parts.time.present())
  }

  /** `plain`: what is known already of a value that fits. What points at a person is said before all else. EV14 */
  validate(raw: unknown, plain?: PlainEvents): StoredEvent | Fault {
    const event = this.#validate(raw, plain)
    return event instanceof Fault ? (personalFaultIn(raw) ?? event) : event
  }

  #validate(raw: unknown, plain: PlainEvents | undefined): StoredEvent | Fault {
    const event = plain === undefined ? checkShape(raw) : (raw as GridEvent)
    if (event instanceof Fault) return event
    const personal = plain === undefined || plain.mayPoint ? personalFault(event) : undefined
    if (personal) return personal
    const exact = event.occurredAt === undefined && plain !== undefined ? plain.exact : readIsoTime(event.occurredAt)
    if (Number.isNaN(exact)) {
      return new Fault('bad-time', '/occurredAt', 'expected ISO 8601 with offset, e.g. 2024-05-01T08:30:00+08:00')
    }
    const known = this.#source(event, exact)
    if (known instanceof Fault) return known
    const age = this.#parts.time.present() - exact
    const untimely = this.#untimely(event, age)
    if (untimely) return untimely
    this.#named = plain === undefined ? -1 : plain.node
    const stored = this.#store(event, exact, age > known.source.lateSeconds * 1000)
    if (stored instanceof Fault || stored.tray) return stored
    return disagreement(known.source, stored, this.node, this.#parts.tree) ?? stored
  }

  #source(event: GridEvent, t: number): KnownSource | Fault {
    const known = this.#codes.sources.at(event.source, t)
    if (!known) {
      return this.#codes.sources.ever(event.source)
        ? new Fault('source-expired', '/source', 'the authorisation of this source does not cover that time')
        : new Fault('unknown-source', '/source', 'register the source in the city catalogue first')
    }
    if (this.#parts.time.present() >= known.expires) return EXPIRED
    if (known.source.off) return new Fault('source-off', '/source', 'this source is switched off in the city catalogue')
    if (!known.kinds.has(event.kind)) {
      return new Fault(
        'kind-not-agreed',
        '/kind',
        `the catalogue agrees other kinds for this source: ${known.source.kinds.join(', ')}`,
      )
    }
    return known
  }

  #untimely(event: GridEvent, ageMs: number): Fault | undefined {
    if (ageMs < -FUTURE_MS && !this.#clockWatch.holds(event.source, -ageMs, this.#parts.time.present())) {
      return new Fault('future', '/occurredAt', 'more than 5 minutes ahead of the clock; check the clock of the source')
    }
    if (ageMs > this.#parts.keepDays * DAY_MS - FUTURE_MS) {
      return new Fault('too-old', '/occurredAt', `older than the ${this.#parts.keepDays} days the log keeps`)
    }
    return undefined
  }

  #store(event: GridEvent, exact: number, late: boolean): StoredEvent | Fault {
    if (event.kind === 'reading' && event.node !== undefined && !event.point && !late)
      return this.#storeAtNode(event, event.node, exact)
    if (event.kind === 'correction') return this.#storeCorrection(event, exact, late)
    const sorting = classifyEvent(event, exact, this.#codes)
    return sorting instanceof Fault ? sorting : this.#storeSorted(event, exact, late, sorting)
  }

  /** The short way of the most frequent event: a reading in time at a named node has nothing to place or to coarsen. */
  #storeAtNode(event: EventOf<'reading'>, node: string, exact: number): StoredEvent | Fault {
    const sorting = classifyEvent(event, exact, this.#codes)
    if (sorting instanceof Fault) return sorting
    const index = this.#named < 0 ? this.#parts.tree.indexOf(node) : this.#named
    if (index < 0 || this.#validity.at(node, exact) !== node) return this.#storeSorted(event, exact, false, sorting)
    this.node = index
    const { id, source, dimension, value } = event
    return { kind: 'reading', id, source, t: exact, node, cls: 'T', dimension, value: value + 0 }
  }

  #storeSorted(event: GridEvent, exact: number, late: boolean, { cls, atHome, tray }: Sorting): StoredEvent | Fault {
    const { tree, time } = this.#parts
    const named = placeEvent(event, this.#named, tree, this.#readPosition)
    if (named instanceof Fault) return named
    const place = event.kind === 'correction' ? named : this.#placeAt(named, exact, event.node !== undefined)
    if (place === undefined) return NOT_VALID
    if (event.kind === 'hazard' && this.#isFine(place)) return TOO_FINE
    if (event.kind === 'hazard' && cls === 'X' && !this.#isStreet(place)) return TOO_WIDE
    const { node, index, point } = coarsenPlace(place, cls, atHome, tree)
    this.node = index
    return storeEvent(event, exact, {
      t: coarsenTime(exact, cls, time.dayStart),
      node,
      cls,
      point,
      unplaced: place.unplaced && event.kind !== 'alive' && event.kind !== 'correction',
      tray,
      late,
      dayStart: time.dayStart,
    })
  }

  /** True of an area below the street, and of one that a growing city does not have yet. */
  #isFine({ index }: Place): boolean {
    const { tree } = this.#parts
    return index < 0 || !isWithin(tree.levels[tree.level(index)]?.role ?? 'stairwell', 'street')
  }

  /** True of an area of the deepest level that is no deeper than the street. */
  #isStreet({ index }: Place): boolean {
    const { tree } = this.#parts
    const below = tree.levels[tree.level(index) + 1]
    return below === undefined || !isWithin(below.role, 'street')
  }

  #placeAt(place: Place, t: number, isNamed: boolean): Place | undefined {
    const { tree } = this.#parts
    return placeAt(place, t, this.#validity, tree) ?? (isNamed ? undefined : widerAt(place, t, this.#validity, tree))
  }

  /** A correction lies where the corrected event lies and is as private as it. One sent again is made as it was the first time. EV9 */
  #storeCorrection(event: EventOf<'correction'>, exact: number, late: boolean): StoredEvent | Fault {
    const { find, tree } = this.#parts
    if ((event.action === 'replace') !== (event.by !== undefined)) {
      return new Fault(event.by ? 'unknown-field' : 'missing-field', '/by', 'replace carries the corrected event, others do not')
    }
    const earlier = find(event.source, event.id)?.event
    const repeated = earlier?.kind === 'correction' ? earlier : undefined
    if (repeated && !repeated.ref) {
      this.node = tree.indexOf(repeated.node)
      return repeated
    }
    const named = find(event.ref.source, event.ref.id)
    if (!named) return new Fault('unknown-ref', '/ref', 'no such event within the retention of the log')
    const standing = repeated ?? standingOf(named, event.action)
    if (standing instanceof Fault) return standing
    const by = event.by === undefined ? undefined : this.#corrected(event, named.event, standing.was)
    if (by instanceof Fault) return by
    const { cls, node } = named.event
    const sorting = { cls, atHome: false, tray: false }
    const stored = this.#storeSorted({ ...event, node: event.node ?? node }, exact, late, sorting)
    return stored instanceof Fault ? stored : joinCorrection(stored as StoredCorrection, standing.was, by)
  }

  #corrected(correction: EventOf<'correction'>, target: StoredEvent, was: Correctable | undefined): Correctable | Fault {
    const { by } = correction
    const inner = by?.['kind'] === 'correction' ? undefined : this.validate(by)
    if (!inner) return new Fault('bad-value', '/by/kind', 'a correction cannot correct a correction')
    if (inner instanceof Fault) return new Fault(inner.code, '/by' + inner.pointer, inner.message)
    return mismatchOf(inner, correction, target) ?? asLateAs(inner as Correctable, was)
  }
}
