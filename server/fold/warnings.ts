import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import { MomentQueue } from './moment-queue.ts'
import type { NodeColumns } from './node-columns.ts'
import { loadAll, saveAll } from './saved.ts'
import type { FoldState } from './snapshot.ts'

interface Warning {
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

const NEVER = Number.MIN_SAFE_INTEGER
const OFFSETS = [0, 1, 2, 3, 4].map((level) => (level === 0 ? -1 : wideOffset(`warnings.${level}`)))

/** Actual warnings in force by level, until they expire or are cancelled; exercises and tests never count. FD8 */
export class Warnings {
  readonly #columns: NodeColumns
  readonly #numbers = new Map<string, number>()
  #rows: Warning[] = []
  readonly #moments = new MomentQueue()
  #clock = 0

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  apply(event: StoredEventOf<'warning'>, node: number): void {
    if (event.status !== 'actual') return
    const number = this.#numberOf(event.warningId, node)
    const warning = this.#rows[number] as Warning
    for (const other of event.references ?? []) if (other !== event.warningId) this.#end(this.#numberOf(other, node), event.t)
    if (event.msgType === 'cancel') this.#end(number, event.t)
    else if (event.t >= warning.messageAt) {
      if (warning.counted !== 0) this.#count(warning, 0)
      Object.assign(warning, { node, level: event.level, expiresAt: event.expiresAt, messageAt: event.t })
      this.#moments.push(Math.ceil(event.expiresAt / 1000), number)
      this.#settle(warning)
    }
  }

  #numberOf(id: string, node: number): number {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    this.#rows.push({ node, level: 0, expiresAt: -1, messageAt: NEVER, endedAt: NEVER, counted: 0 })
    this.#numbers.set(id, this.#rows.length - 1)
    return this.#rows.length - 1
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
      rest: { pieces: rest, ids: [...this.#numbers.keys()], rows: structuredClone(this.#rows), clock: this.#clock },
    }
  }

  load(state: FoldState): void {
    const rest = state.rest as { pieces: unknown; ids: string[]; rows: Warning[]; clock: number }
    loadAll({ moments: this.#moments }, { columns: state.columns, rest: rest.pieces })
    this.#rows = structuredClone(rest.rows)
    this.#clock = rest.clock
    this.#numbers.clear()
    for (const id of rest.ids) this.#numbers.set(id, this.#numbers.size)
  }
}
