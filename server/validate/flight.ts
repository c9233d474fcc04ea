import type { EntryKind, PendingEntry } from '../log/event-log.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { AsciiText } from './ascii-text.ts'
import { BodyWriter } from './body-writer.ts'

/** Events written together; a longer batch is cut, so that other work gets its turn between the commits. */
export const FLIGHT_EVENTS = 2000

/** Stamp of an entry's clock second by its kind: P and X are rounded like their events. */
export type StampOf = (kind: EntryKind) => number

/** Events of one kind of entry on their way into the log. */
export class FlightGroup {
  readonly kind: EntryKind
  readonly events: StoredEvent[] = []
  /** Numbers of the events' nodes, −1 where not known yet. */
  readonly nodes: number[] = []
  readonly body: BodyWriter
  /** Fingerprints as pairs of lanes; as many as there are events count. */
  readonly prints = new Uint32Array(2 * FLIGHT_EVENTS)
  /** Slots of the duplicate table, as long as it has not moved. */
  readonly slots: number[] = []

  constructor(kind: EntryKind, text: AsciiText) {
    this.kind = kind
    this.body = new BodyWriter(text)
  }

  get size(): number {
    return this.events.length
  }

  entry(stampOf: StampOf): PendingEntry {
    return {
      kind: this.kind,
      count: this.size,
      at: stampOf(this.kind),
      // Every machine this runs on is little-endian, as the log's column is.
      prints: new Uint8Array(this.prints.slice(0, 2 * this.size).buffer),
      body: this.body.bytes(),
    }
  }
}

const KINDS = ['T', 'P', 'X'] as const
/** Room for the texts of a flight, one a kind. */
export function flightTexts(): readonly AsciiText[] {
  return KINDS.map(() => new AsciiText())
}

/** Ordinals a flight takes: a block for each kind. */
export const FLIGHT_ORDINALS = KINDS.length * FLIGHT_EVENTS

/** Accepted events under way, at most one entry a kind; their ordinals are `base` + kind block + position. */
export class Flight {
  readonly base: number
  readonly #groups: (FlightGroup | undefined)[] = [undefined, undefined, undefined]
  /** Room for the text of each group; the next flight's when this one's entries have been made. */
  readonly #texts: readonly AsciiText[]
  /** Moves of the duplicate table when the flight was opened. */
  readonly moves: number
  failed = false

  constructor(base: number, moves: number, texts: readonly AsciiText[]) {
    this.base = base
    this.moves = moves
    this.#texts = texts
  }

  get size(): number {
    return this.#groups.reduce((sum, group) => sum + (group?.size ?? 0), 0)
  }

  /** Groups with events, in the order of their entries. */
  groups(): readonly FlightGroup[] {
    return this.#groups.filter((group) => group !== undefined)
  }

  /** Adds an event at its node; answers the ordinal it has by this. `slot` is told afterwards. */
  add(event: StoredEvent, node: number, low: number, high: number): number {
    const block = blockOf(event.cls)
    const group = (this.#groups[block] ??= new FlightGroup(KINDS[block] ?? 'T', this.#texts[block] as AsciiText))
    const at = group.size
    group.events.push(event)
    group.nodes.push(node)
    group.body.add(event)
    group.prints[2 * at] = low
    group.prints[2 * at + 1] = high
    return this.base + block * FLIGHT_EVENTS + at
  }

  noteSlot(ordinal: number, slot: number): void {
    const offset = ordinal - this.base
    const group = this.#groups[Math.floor(offset / FLIGHT_EVENTS)]
    if (group) group.slots[offset % FLIGHT_EVENTS] = slot
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
