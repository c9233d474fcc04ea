import type { EventLog } from '../log/event-log.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'
import { DuplicateTable } from './duplicate-table.ts'
import { Fingerprint } from './fingerprint.ts'
import { Flight } from './flight.ts'

/** Places from here on are ordinals of events under way, below it numbers in the log plus one. */
const IN_FLIGHT = 0xc000_0000
const ORDINALS = 0x3fff_fff0
const LATE_MARK = ',"late":true}'
const LINES_KEPT = 16

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
  readonly #entryLines = new Map<number, readonly string[]>()
  #nextOrdinal = 0

  /** Reads the fingerprints of the whole log; bodies are not read. */
  constructor(log: EventLog, printKey: Uint8Array) {
    this.#log = log
    this.#print = new Fingerprint(printKey)
    this.#table = new DuplicateTable(log.next - log.first)
    for (const { firstSeq, prints } of log.printsFrom(log.first)) {
      const words = new DataView(prints.buffer, prints.byteOffset, prints.byteLength)
      for (let i = 0; i * 8 < prints.byteLength; i++) {
        this.#table.add(words.getUint32(i * 8, true), words.getUint32(i * 8 + 4, true), firstSeq + i + 1, this.#isForgotten)
      }
    }
  }

  /** A new flight; the one before must be filled by then. */
  open(): Flight {
    const flight = new Flight(this.#nextOrdinal)
    this.#flights.push(flight)
    return flight
  }

  /** Takes an event into the flight unless it is known. `leansOn` learns which flights a repetition waits for. */
  admit(flight: Flight, event: StoredEvent, line: string, leansOn: Set<Flight>): Novelty {
    this.#print.take(event.source, event.id)
    const { low, high } = this.#print
    for (let slot = this.#table.first(low, high); slot >= 0; slot = this.#table.next(slot, low, high)) {
      const known = this.#lineAt(this.#table.place(slot), leansOn)
      if (known === undefined) continue
      if (content(known) === content(line)) return 'same'
      if (isOf(JSON.parse(known) as StoredEvent, event.source, event.id)) return 'conflict'
    }
    this.#table.add(low, high, IN_FLIGHT + (this.#nextOrdinal % ORDINALS), this.#isForgotten)
    this.#nextOrdinal++
    flight.add(event, line, low, high)
    return 'new'
  }

  find(source: string, id: string): StoredEvent | undefined {
    this.#print.take(source, id)
    const { low, high } = this.#print
    for (let slot = this.#table.first(low, high); slot >= 0; slot = this.#table.next(slot, low, high)) {
      const line = this.#lineAt(this.#table.place(slot), undefined)
      const event = line === undefined ? undefined : (JSON.parse(line) as StoredEvent)
      if (event && isOf(event, source, id)) return event
    }
    return undefined
  }

  /** The flight is in the log: `firsts` are the first numbers of its entries. */
  land(flight: Flight, firsts: readonly number[]): void {
    flight.groups().forEach(({ ordinals }, group) => {
      const first = firsts[group] ?? 0
      ordinals.forEach((ordinal, i) => this.#table.setPlace(this.#slotOf(flight, ordinal), first + i + 1))
    })
    this.#flights.splice(this.#flights.indexOf(flight), 1)
  }

  /** The flight could not be written: its events are as if they had never come. */
  abandon(flight: Flight): void {
    for (let ordinal = 0; ordinal < flight.size; ordinal++) this.#table.remove(this.#slotOf(flight, ordinal))
    flight.failed = true
    this.#flights.splice(this.#flights.indexOf(flight), 1)
  }

  readonly #isForgotten = (place: number): boolean => place < IN_FLIGHT && place - 1 < this.#log.first

  #slotOf(flight: Flight, ordinal: number): number {
    const [low, high] = flight.printAt(ordinal)
    const place = IN_FLIGHT + ((flight.base + ordinal) % ORDINALS)
    let slot = this.#table.first(low, high)
    while (slot >= 0 && this.#table.place(slot) !== place) slot = this.#table.next(slot, low, high)
    return slot
  }

  #lineAt(place: number, leansOn: Set<Flight> | undefined): string | undefined {
    if (this.#isForgotten(place)) return undefined
    if (place < IN_FLIGHT) return this.#loggedLine(place - 1)
    const ordinal = place - IN_FLIGHT
    for (const flight of this.#flights) {
      const offset = (ordinal - (flight.base % ORDINALS) + ORDINALS) % ORDINALS
      if (offset >= flight.size) continue
      leansOn?.add(flight)
      return flight.lines[offset]
    }
    return undefined
  }

  #loggedLine(seq: number): string | undefined {
    for (const [first, lines] of this.#entryLines) {
      if (seq >= first && seq < first + lines.length) return lines[seq - first]
    }
    const entry = this.#log.entryAt(seq)
    if (!entry) return undefined
    const lines = Buffer.from(entry.body.buffer, entry.body.byteOffset, entry.body.byteLength).toString('latin1').split('\n')
    const [oldest] = this.#entryLines.keys()
    if (this.#entryLines.size >= LINES_KEPT && oldest !== undefined) this.#entryLines.delete(oldest)
    this.#entryLines.set(entry.firstSeq, lines)
    return lines[seq - entry.firstSeq]
  }
}
