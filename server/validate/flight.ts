import type { EntryKind, PendingEntry } from '../log/event-log.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { BodyWriter } from './body-writer.ts'
import type { Fingerprint } from './fingerprint.ts'
import type { PlainEvents } from './plain-events.ts'

/** Events written together; a longer batch is cut, so that other work gets its turn between the commits. */
export const FLIGHT_EVENTS = 2000

/** Stamp of an entry's clock second by its kind: P and X are rounded like their events. */
export type StampOf = (kind: EntryKind) => number

/**
 * What is written and noted of the events of a group; lent to one group after the other, since fresh memory costs as
 * much as writing it (0.2 µs an event). The log's thread reads it where it lies.
 */
export class GroupRoom {
  readonly body = new BodyWriter()
  /** Fingerprints as pairs of lanes. */
  readonly prints = new Uint32Array(new SharedArrayBuffer(8 * FLIGHT_EVENTS))
  /** Numbers of the events' nodes, −1 where not known yet. */
  readonly nodes = new Int32Array(FLIGHT_EVENTS)
  /** Slots of the duplicate table, as long as it has not moved. */
  readonly slots = new Int32Array(FLIGHT_EVENTS)
}

/** Events of one kind of entry on their way into the log. */
export class FlightGroup {
  readonly kind: EntryKind
  readonly events: StoredEvent[] = []
  readonly room: GroupRoom

  /** `room`: the group's alone until it has ended. */
  constructor(kind: EntryKind, room: GroupRoom) {
    this.kind = kind
    this.room = room
    room.body.begin()
  }

  get size(): number {
    return this.events.length
  }

  /** Its bytes stand until the flight has ended. */
  entry(stampOf: StampOf): PendingEntry {
    return {
      kind: this.kind,
      count: this.size,
      at: stampOf(this.kind),
      // Every machine this runs on is little-endian, as the log's column is.
      prints: new Uint8Array(this.room.prints.buffer, 0, 8 * this.size),
      body: this.room.body.bytes(),
    }
  }
}

const KINDS = ['T', 'P', 'X'] as const
const ROOMS_KEPT = 32

/** Rooms of flights that have ended, for those that come: a busy door makes no new ones. */
export class FlightRooms {
  readonly #free: GroupRoom[] = []

  take(): GroupRoom {
    return this.#free.pop() ?? new GroupRoom()
  }

  giveBack(room: GroupRoom): void {
    if (this.#free.length < ROOMS_KEPT) this.#free.push(room)
  }
}

/** Ordinals a flight takes: a block for each kind. */
export const FLIGHT_ORDINALS = KINDS.length * FLIGHT_EVENTS

/** Accepted events under way, at most one entry a kind; their ordinals are `base` + kind block + position. */
export class Flight {
  readonly base: number
  readonly #groups: (FlightGroup | undefined)[] = [undefined, undefined, undefined]
  readonly #rooms: FlightRooms
  /** Moves of the duplicate table when the flight was opened. */
  readonly moves: number
  /** Flights with the first copies of events that were repeated in this one. */
  readonly leansOn = new Set<Flight>()
  failed = false

  constructor(base: number, moves: number, rooms: FlightRooms) {
    this.base = base
    this.moves = moves
    this.#rooms = rooms
  }

  get size(): number {
    return this.#groups.reduce((sum, group) => sum + (group?.size ?? 0), 0)
  }

  /** Groups with events, in the order of their entries. */
  groups(): readonly FlightGroup[] {
    return this.#groups.filter((group) => group !== undefined)
  }

  /** Adds an event with its fingerprint; answers the ordinal it has by this. `plain`: what its bytes told of it. */
  add(event: StoredEvent, node: number, { low, high }: Fingerprint, plain: PlainEvents | undefined): number {
    const block = blockOf(event.cls)
    const group = (this.#groups[block] ??= this.#open(block))
    const at = group.size
    const { body, nodes, prints } = group.room
    group.events.push(event)
    body.add(event, plain)
    nodes[at] = node
    prints[2 * at] = low
    prints[2 * at + 1] = high
    return this.base + block * FLIGHT_EVENTS + at
  }

  #open(block: number): FlightGroup {
    return new FlightGroup(KINDS[block] ?? 'T', this.#rooms.take())
  }

  noteSlot(ordinal: number, slot: number): void {
    const offset = ordinal - this.base
    const group = this.#groups[Math.floor(offset / FLIGHT_EVENTS)]
    if (group) group.room.slots[offset % FLIGHT_EVENTS] = slot
  }

  /** Its rooms are another flight's from now on. */
  end(): void {
    for (const { room } of this.groups()) this.#rooms.giveBack(room)
  }

  /** Ordinal of a group's event by its position. */
  ordinalOf(group: FlightGroup, at: number): number {
    return this.base + this.#groups.indexOf(group) * FLIGHT_EVENTS + at
  }

  /** Text of the event with an ordinal; undefined if it is another flight's. */
  lineOf(ordinal: number): string | undefined {
    const offset = ordinal - this.base
    const event = offset < 0 ? undefined : this.#groups[Math.floor(offset / FLIGHT_EVENTS)]?.events[offset % FLIGHT_EVENTS]
    return event && JSON.stringify(event)
  }
}

function blockOf(cls: PrivacyClass): number {
  return cls === 'P' ? 1 : cls === 'X' ? 2 : 0
}
