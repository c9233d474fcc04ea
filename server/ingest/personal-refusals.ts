import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { EventLog, PendingEntry } from '../log/event-log.ts'
import type { FoldPort } from './door.ts'

const Refused = Type.Object(
  { source: Type.String(), field: Type.String(), count: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
)
/** What the log keeps of events refused because something in them pointed at a person: where, how often, never what. EV14 */
const PERSONAL_ACT = Type.Object(
  { act: Type.Literal('personal-data'), refused: Type.Array(Refused) },
  { additionalProperties: false },
)
type PersonalAct = Static<typeof PERSONAL_ACT>

/** How often a source sent what points at a person, in which fields of the contract, and when last, epoch seconds. */
export interface PersonalRecord {
  readonly count: number
  readonly lastAt: number
  readonly fields: readonly string[]
}

interface Kept {
  count: number
  lastAt: number
  readonly fields: Set<string>
}

/** Seconds between two entries about one source, so that a source gone wrong cannot fill the log. */
const SECONDS_APART = 60

/** Remembers and writes down which sources sent personal data. The first refusal is written at once, later ones each minute. */
export class PersonalRefusals {
  readonly #log: EventLog
  readonly #fold: Pick<FoldPort, 'apply'>
  readonly #records = new Map<string, Kept>()
  /** Refusals not in the log yet, by source and field. */
  readonly #unwritten = new Map<string, Map<string, number>>()
  readonly #writtenAt = new Map<string, number>()

  constructor(log: EventLog, fold: Pick<FoldPort, 'apply'>) {
    this.#log = log
    this.#fold = fold
    for (const { body, at } of log.acts()) {
      const act: unknown = JSON.parse(new TextDecoder().decode(body))
      if (Value.Check(PERSONAL_ACT, act))
        for (const { source, field, count } of act.refused) this.#count(source, field, at, count)
    }
  }

  /** An event of a registered source was refused at clock second `at`; `field` '' where it is not one of the contract. */
  note(source: string, field: string, at: number): void {
    this.#count(source, field, at, 1)
    const fields = this.#unwritten.get(source) ?? new Map<string, number>()
    this.#unwritten.set(source, fields.set(field, (fields.get(field) ?? 0) + 1))
    if (at - (this.#writtenAt.get(source) ?? -Infinity) < SECONDS_APART) return
    this.#writtenAt.set(source, at)
    this.#write(source, fields, at)
  }

  of(source: string): PersonalRecord | undefined {
    const kept = this.#records.get(source)
    return kept && { ...kept, fields: [...kept.fields].toSorted() }
  }

  #count(source: string, field: string, at: number, count: number): void {
    const kept = this.#records.get(source) ?? { count: 0, lastAt: at, fields: new Set<string>() }
    kept.count += count
    kept.lastAt = Math.max(kept.lastAt, at)
    kept.fields.add(field)
    this.#records.set(source, kept)
  }

  #write(source: string, fields: ReadonlyMap<string, number>, at: number): void {
    this.#unwritten.delete(source)
    const refused = [...fields].map(([field, count]) => ({ source, field, count }))
    const act: PersonalAct = { act: 'personal-data', refused }
    const body = new TextEncoder().encode(JSON.stringify(act))
    const entry: PendingEntry = { kind: 'act', count: 1, at, prints: new Uint8Array(0), body }
    // A log without room refuses the event all the same; the refusal stays counted here.
    this.#log.append([entry]).then(
      ([seq = 0]) => this.#fold.apply({ ...entry, firstSeq: seq }),
      () => this.#writtenAt.delete(source),
    )
  }
}
