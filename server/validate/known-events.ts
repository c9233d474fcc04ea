import type { EventLog } from '../log/event-log.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { DuplicateTable } from './duplicate-table.ts'
import { Fingerprint } from './fingerprint.ts'
import { Flight, FlightRooms, FLIGHT_ORDINALS, type FlightGroup } from './flight.ts'
import type { PlainEvents } from './plain-events.ts'
import { FIELD } from './plain-fields.ts'

/** Places from here on are ordinals of events under way, below it numbers in the log plus one. */
const IN_FLIGHT = 0xc000_0000
/** Ordinals begin again after so many flights; by then the first have long landed. */
const ORDINALS = FLIGHT_ORDINALS * 100_000
const LATE_MARK = ',"late":true}'
const MASKED = '{"kind":"masked"'
/** Fingerprints of the log that are put into the table together; 12 bytes each. */
const READ_TOGETHER = 2 ** 20

/** A line of the log by its number. */
export type LineAt = (seq: number) => string | undefined

/** An event that is known; `seq` is its number in the log, undefined while it is under way. */
export interface FoundEvent {
  readonly event: StoredEvent
  readonly seq: number | undefined
}

export type Novelty = 'new' | 'same' | 'conflict'

/** Whether an event came late is not part of what it says. */
function content(line: string): string {
  return line.endsWith(LATE_MARK) ? line.slice(0, -LATE_MARK.length) + '}' : line
}

function isOf(event: StoredEvent, source: string, id: string): boolean {
  return event.source === source && event.id === id
}

/** Which events are known, exactly: a fingerprint finds the place, the log's own text decides. EV4 */
export class KnownEvents {
  readonly #log: EventLog
  readonly #print: Fingerprint
  readonly #table: DuplicateTable
  readonly #flights: Flight[] = []
  readonly #loggedLine: LineAt
  readonly #rooms = new FlightRooms()
  #nextOrdinal = 0

  /** Reads the fingerprints of the whole log; bodies are not read. */
  constructor(log: EventLog, printKey: Uint8Array, lineAt: LineAt) {
    this.#log = log
    this.#loggedLine = lineAt
    this.#print = new Fingerprint(printKey)
    this.#table = new DuplicateTable(log.next - log.first)
    this.#readPrints()
  }

  #readPrints(): void {
    const slots = new Uint32Array(Math.min(READ_TOGETHER, this.#log.next - this.#log.first) * 3)
    let filled = 0
    for (const { firstSeq, prints } of this.#log.printsFrom(this.#log.first)) {
      const words = new DataView(prints.buffer, prints.byteOffset, prints.byteLength)
      for (let i = 0; i * 8 < prints.byteLength; i++) {
        slots[filled] = words.getUint32(i * 8, true)
        slots[filled + 1] = words.getUint32(i * 8 + 4, true)
        slots[filled + 2] = firstSeq + i + 1
        filled += 3
        if (filled < slots.length) continue
        this.#table.addAll(slots, this.#isForgotten)
        filled = 0
      }
    }
    this.#table.addAll(slots.subarray(0, filled), this.#isForgotten)
  }

  /** A new flight; the entries of the one before must be made by then. */
  open(): Flight {
    const flight = new Flight(this.#nextOrdinal, this.#table.moves, this.#rooms)
    this.#nextOrdinal = (this.#nextOrdinal + FLIGHT_ORDINALS) % ORDINALS
    this.#flights.push(flight)
    return flight
  }

  /** Takes an event and its node into the flight unless it is known. `plain`: what its bytes told of it. */
  admit(flight: Flight, event: StoredEvent, node: number, plain: PlainEvents | undefined): Novelty {
    this.#takePrint(event, plain)
    const { low, high } = this.#print
    for (let slot = this.#table.first(low, high); slot >= 0; slot = this.#table.next(slot, low, high)) {
      const known = this.#lineAt(this.#table.place(slot), flight.leansOn)
      if (known === undefined) continue
      if (known.startsWith(MASKED)) return 'same'
      if (content(known) === content(JSON.stringify(event))) return 'same'
      if (isOf(JSON.parse(known) as StoredEvent, event.source, event.id)) return 'conflict'
    }
    const ordinal = flight.add(event, node, this.#print, plain)
    flight.noteSlot(ordinal, this.#table.add(low, high, IN_FLIGHT + ordinal, this.#isForgotten))
    return 'new'
  }

  #takePrint({ source, id }: StoredEvent, plain: PlainEvents | undefined): void {
    if (plain === undefined || !plain.holds(FIELD.id, id)) return this.#print.take(source, id)
    const { from, to } = plain.line
    this.#print.takeBytes(source, plain.batch.bytes, from[FIELD.id] as number, to[FIELD.id] as number)
  }

  /** The stored event of that name, and its number unless it is still under way. */
  find(source: string, id: string): FoundEvent | undefined {
    this.#print.take(source, id)
    const { low, high } = this.#print
    for (let slot = this.#table.first(low, high); slot >= 0; slot = this.#table.next(slot, low, high)) {
      const place = this.#table.place(slot)
      const line = this.#lineAt(place, undefined)
      const event = line === undefined ? undefined : (JSON.parse(line) as StoredEvent)
      if (event && isOf(event, source, id)) return { event, seq: place < IN_FLIGHT ? place - 1 : undefined }
    }
    return undefined
  }

  /** The flight is in the log: `firsts` are the first numbers of its entries. */
  land(flight: Flight, firsts: readonly number[]): void {
    flight.groups().forEach((group, n) => {
      const firstPlace = (firsts[n] ?? 0) + 1
      for (let at = 0; at < group.size; at++) this.#table.setPlace(this.#slotOf(flight, group, at), firstPlace + at)
    })
    this.#flights.splice(this.#flights.indexOf(flight), 1)
  }

  /** The flight could not be written: its events are as if they had never come. */
  abandon(flight: Flight): void {
    for (const group of flight.groups()) {
      for (let at = 0; at < group.size; at++) this.#table.remove(this.#slotOf(flight, group, at))
    }
    flight.failed = true
    this.#flights.splice(this.#flights.indexOf(flight), 1)
  }

  readonly #isForgotten = (place: number): boolean => place < IN_FLIGHT && place - 1 < this.#log.first

  /** Slots are remembered; only after the table has moved are they looked for again. */
  #slotOf(flight: Flight, group: FlightGroup, at: number): number {
    if (flight.moves === this.#table.moves) return group.room.slots[at] ?? -1
    const { prints } = group.room
    const [low, high] = [prints[2 * at] ?? 0, prints[2 * at + 1] ?? 0]
    const place = IN_FLIGHT + flight.ordinalOf(group, at)
    let slot = this.#table.first(low, high)
    while (this.#table.place(slot) !== place) slot = this.#table.next(slot, low, high)
    return slot
  }

  #lineAt(place: number, leansOn: Set<Flight> | undefined): string | undefined {
    if (this.#isForgotten(place)) return undefined
    if (place < IN_FLIGHT) return this.#loggedLine(place - 1)
    for (const flight of this.#flights) {
      const line = flight.lineOf(place - IN_FLIGHT)
      if (line === undefined) continue
      leansOn?.add(flight)
      return line
    }
    return undefined
  }
}
