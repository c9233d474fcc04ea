import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import { MomentQueue } from './moment-queue.ts'
import type { NodeColumns } from './node-columns.ts'
import { loadAll, saveAll } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** A relayed warning that is in force: actual ones and, apart, exercises. */
export interface WarningStanding {
  readonly id: string
  readonly status: 'actual' | 'exercise'
  readonly type: string
  readonly source: string
  readonly level: number
  readonly node: number
  /** Epoch ms. */
  readonly messageAt: number
  readonly expiresAt: number
}

interface Warning {
  type: string
  source: string
  node: number
  level: number
  /** Epoch ms; −1 for a warning only heard of because another one refers to it. */
  expiresAt: number
  /** Event time of the newest message, ms. */
  messageAt: number
  /** Event time of the newest message that ended it, ms. */
  endedAt: number
  /** Level counted at present, 0 none. */
  counted: number
}

const DAY_MS = 86_400_000
const NEVER = Number.MIN_SAFE_INTEGER
const OFFSETS = [0, 1, 2, 3, 4].map((level) => (level === 0 ? -1 : wideOffset(`warnings.${level}`)))

/** Actual warnings in force by level, until they expire or are cancelled; exercises and tests never count. FD8 */
export class Warnings {
  readonly #columns: NodeColumns
  readonly #numbers = new Map<string, number>()
  #rows: Warning[] = []
  readonly #moments = new MomentQueue()
  #clock = 0
  /** Exercises by id: never counted, told apart until they end. */
  readonly #exercises = new Map<string, WarningStanding>()

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  apply(event: StoredEventOf<'warning'>, node: number): void {
    if (event.status === 'exercise') this.#exercise(event, node)
    if (event.status !== 'actual') return
    const number = this.#numberOf(event.warningId, node)
    const warning = this.#rows[number] as Warning
    for (const other of event.references ?? []) if (other !== event.warningId) this.#end(this.#numberOf(other, node), event.t)
    if (event.msgType === 'cancel') this.#end(number, event.t)
    else if (event.t >= warning.messageAt) {
      if (warning.counted !== 0) this.#count(warning, 0)
      const { level, expiresAt, type, source } = event
      Object.assign(warning, { node, level, expiresAt, type, source, messageAt: event.t })
      this.#moments.push(Math.ceil(expiresAt / 1000), number)
      this.#settle(warning)
    }
  }

  #numberOf(id: string, node: number): number {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    this.#rows.push({ node, type: '', source: '', level: 0, expiresAt: -1, messageAt: NEVER, endedAt: NEVER, counted: 0 })
    this.#numbers.set(id, this.#rows.length - 1)
    return this.#rows.length - 1
  }

  #exercise({ warningId: id, msgType, type, source, level, expiresAt, t }: StoredEventOf<'warning'>, node: number): void {
    if (msgType === 'cancel') this.#exercises.delete(id)
    else this.#exercises.set(id, { id, status: 'exercise', type, source, level, node, messageAt: t, expiresAt })
    for (const [other, exercise] of this.#exercises) if (exercise.expiresAt < t - DAY_MS) this.#exercises.delete(other)
  }

  /** Warnings in force and exercises going on, the graver first. */
  standing(): readonly WarningStanding[] {
    const ids = [...this.#numbers.keys()]
    const actual = this.#rows.flatMap(({ counted, type, source, level, node, messageAt, expiresAt }, at) =>
      counted === 0 ? [] : [{ id: ids[at] ?? '', status: 'actual' as const, type, source, level, node, messageAt, expiresAt }],
    )
    const exercises = [...this.#exercises.values()].filter(({ expiresAt }) => expiresAt > this.#clock * 1000)
    return [...actual, ...exercises].sort((a, b) => a.level - b.level || a.messageAt - b.messageAt)
  }

  #end(number: number, t: number): void {
    const warning = this.#rows[number] as Warning
    warning.endedAt = Math.max(warning.endedAt, t)
    this.#settle(warning)
  }

  #settle(warning: Warning): void {
    const inForce = warning.expiresAt > this.#clock * 1000 && warning.messageAt > warning.endedAt
    this.#count(warning, inForce ? warning.level : 0)
  }

  #count(warning: Warning, level: number): void {
    if (level === warning.counted) return
    if (warning.counted > 0) this.#columns.addWide(warning.node, OFFSETS[warning.counted] as number, -1)
    if (level > 0) this.#columns.addWide(warning.node, OFFSETS[level] as number, 1)
    warning.counted = level
  }

  /** Forgets every warning, to be told all of them anew. FD12 */
  restart(): void {
    for (const warning of this.#rows) this.#count(warning, 0)
    this.#rows = []
    this.#numbers.clear()
    this.#exercises.clear()
    this.#moments.clear()
  }

  /** Moves the clock: warnings that expired. */
  advance(second: number): void {
    this.#clock = second
    for (let at = this.#moments.take(second); at >= 0; at = this.#moments.take(second)) this.#settle(this.#rows[at] as Warning)
  }

  save(): FoldState {
    const { columns, rest } = saveAll({ moments: this.#moments })
    return {
      columns,
      rest: {
        pieces: rest,
        ids: [...this.#numbers.keys()],
        rows: structuredClone(this.#rows),
        exercises: [...this.#exercises.values()],
        clock: this.#clock,
      },
    }
  }

  load(state: FoldState): void {
    const rest = state.rest as { pieces: unknown; ids: string[]; rows: Warning[]; exercises: WarningStanding[]; clock: number }
    loadAll({ moments: this.#moments }, { columns: state.columns, rest: rest.pieces })
    this.#rows = structuredClone(rest.rows)
    this.#clock = rest.clock
    this.#exercises.clear()
    for (const exercise of rest.exercises) this.#exercises.set(exercise.id, exercise)
    this.#numbers.clear()
    for (const id of rest.ids) this.#numbers.set(id, this.#numbers.size)
  }
}
