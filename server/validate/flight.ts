import type { EntryKind, PendingEntry } from '../log/event-log.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'
import type { StoredEvent } from '../../shared/domain/stored-event.ts'

/** Entries of one flight in the order they are written. */
const KINDS = ['T', 'P', 'X'] as const
type EventEntryKind = (typeof KINDS)[number]

function entryKind(cls: PrivacyClass): EventEntryKind {
  return cls === 'P' || cls === 'X' ? cls : 'T'
}

class Group {
  readonly kind: EntryKind
  readonly events: StoredEvent[] = []
  readonly ordinals: number[] = []

  constructor(kind: EntryKind) {
    this.kind = kind
  }
}

/** Stamp of an entry's clock second by its kind: P and X are rounded like their events. */
export type StampOf = (kind: EntryKind) => number

/** Accepted events on their way into the log, at most one entry a kind; in it until the commit has an answer. */
export class Flight {
  /** Ordinal of the first event; ordinals number events in the order of acceptance. */
  readonly base: number
  readonly lines: string[] = []
  readonly #prints: number[] = []
  readonly #groups = KINDS.map((kind) => new Group(kind))
  failed = false

  constructor(base: number) {
    this.base = base
  }

  get size(): number {
    return this.lines.length
  }

  add(event: StoredEvent, line: string, low: number, high: number): void {
    const kind = entryKind(event.cls)
    const group = this.#groups[KINDS.indexOf(kind)]
    group?.events.push(event)
    group?.ordinals.push(this.lines.length)
    this.lines.push(line)
    this.#prints.push(low, high)
  }

  /** The groups that have events, in the order of `entries`. */
  groups(): readonly { readonly events: readonly StoredEvent[]; readonly ordinals: readonly number[] }[] {
    return this.#groups.filter((group) => group.events.length > 0)
  }

  entries(stampOf: StampOf): readonly PendingEntry[] {
    return this.#groups
      .filter((group) => group.events.length > 0)
      .map(({ kind, ordinals }) => ({
        kind,
        count: ordinals.length,
        at: stampOf(kind),
        prints: this.#printsOf(ordinals),
        // Every string of a stored event is ASCII by its schema.
        body: Buffer.from(ordinals.map((ordinal) => this.lines[ordinal]).join('\n'), 'latin1'),
      }))
  }

  printAt(ordinal: number): readonly [low: number, high: number] {
    return [this.#prints[ordinal * 2] ?? 0, this.#prints[ordinal * 2 + 1] ?? 0]
  }

  #printsOf(ordinals: readonly number[]): Uint8Array {
    const words = new DataView(new ArrayBuffer(ordinals.length * 8))
    ordinals.forEach((ordinal, i) => {
      words.setUint32(i * 8, this.#prints[ordinal * 2] ?? 0, true)
      words.setUint32(i * 8 + 4, this.#prints[ordinal * 2 + 1] ?? 0, true)
    })
    return new Uint8Array(words.buffer)
  }
}
