import { Type, type Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { EventLog, PendingEntry } from '../log/event-log.ts'
import type { FoldPort } from './door.ts'

/** Refusals that say something of the source itself: it sent what points at a person, or what its entry in the register does not cover, a layer that was to use it among that. */
const REMEMBERED: ReadonlySet<string> = new Set([
  'personal-data',
  'class-not-agreed',
  'level-not-agreed',
  'kind-not-agreed',
  'source-expired',
  'source-off',
  'use-not-approved',
])

const Refused = Type.Object(
  { code: Type.String(), field: Type.String(), count: Type.Integer({ minimum: 1 }) },
  { additionalProperties: false },
)
/** What the log keeps of such refusals: which source, which field, how often; never what was sent. EV14 EV15 */
const REFUSED_ACT = Type.Object(
  { act: Type.Literal('refused'), source: Type.String(), refused: Type.Array(Refused) },
  { additionalProperties: false },
)
type RefusedAct = Static<typeof REFUSED_ACT>

/** How often a source was refused under one code, in which fields of the contract, and when last, epoch seconds. */
export interface RefusalRecord {
  readonly code: string
  readonly count: number
  readonly lastAt: number
  readonly fields: readonly string[]
}

interface Kept {
  readonly code: string
  count: number
  lastAt: number
  readonly fields: Set<string>
}

/** Seconds between two entries about one source, so that a source gone wrong cannot fill the log, which every start reads. */
const SECONDS_APART = 60
/** A use that nobody approved may wait for months. */
const WAITING_APART = 3600

/** Remembers and writes down what registered sources were refused for. The first refusal is written at once, later ones each minute, those of a use that waits each hour. */
export class SourceRefusals {
  readonly #log: EventLog
  readonly #fold: Pick<FoldPort, 'apply'>
  readonly #records = new Map<string, Map<string, Kept>>()
  /** Not in the log yet, by source. */
  readonly #unwritten = new Map<string, Map<string, RefusedAct['refused'][number]>>()
  readonly #writtenAt = new Map<string, number>()
  #onWritten: ((source: string, refused: RefusedAct['refused']) => void) | undefined

  constructor(log: EventLog, fold: Pick<FoldPort, 'apply'>) {
    this.#log = log
    this.#fold = fold
    for (const { body, at } of log.acts()) {
      const act: unknown = JSON.parse(new TextDecoder().decode(body))
      if (!Value.Check(REFUSED_ACT, act)) continue
      for (const { code, field, count } of act.refused) this.#count(act.source, { code, field, count }, at)
    }
  }

  /** An event of a registered source was refused at clock second `at`; `field` '' where it is not one of the contract. */
  note(source: string, code: string, field: string, at: number): void {
    if (!REMEMBERED.has(code)) return
    this.#count(source, { code, field, count: 1 }, at)
    const rows = this.#unwritten.get(source) ?? new Map<string, RefusedAct['refused'][number]>()
    const count = (rows.get(`${code} ${field}`)?.count ?? 0) + 1
    this.#unwritten.set(source, rows.set(`${code} ${field}`, { code, field, count }))
    const apart = code === 'use-not-approved' ? WAITING_APART : SECONDS_APART
    if (at - (this.#writtenAt.get(source) ?? -Infinity) < apart) return
    this.#writtenAt.set(source, at)
    this.#write(source, [...rows.values()], at)
  }

  /** Who else is told of each entry when it is made. */
  onWritten(tell: (source: string, refused: readonly Static<typeof Refused>[]) => void): void {
    this.#onWritten = tell
  }

  of(source: string): readonly RefusalRecord[] {
    return [...(this.#records.get(source)?.values() ?? [])].map((kept) => ({ ...kept, fields: [...kept.fields].toSorted() }))
  }

  #count(source: string, { code, field, count }: RefusedAct['refused'][number], at: number): void {
    const codes = this.#records.get(source) ?? new Map<string, Kept>()
    const kept = codes.get(code) ?? { code, count: 0, lastAt: at, fields: new Set<string>() }
    kept.count += count
    kept.lastAt = Math.max(kept.lastAt, at)
    kept.fields.add(field)
    this.#records.set(source, codes.set(code, kept))
  }

  #write(source: string, refused: RefusedAct['refused'], at: number): void {
    this.#unwritten.delete(source)
    this.#onWritten?.(source, refused)
    const act: RefusedAct = { act: 'refused', source, refused }
    const body = new TextEncoder().encode(JSON.stringify(act))
    const entry: PendingEntry = { kind: 'act', count: 1, at, prints: new Uint8Array(0), body }
    this.#log.append([entry]).then(
      ([seq = 0]) => this.#fold.apply({ ...entry, firstSeq: seq }),
      // A log without room refuses the event all the same; the refusal stays counted here.
      () => this.#writtenAt.delete(source),
    )
  }
}
