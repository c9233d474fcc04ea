import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import { MomentQueue } from './moment-queue.ts'
import type { NodeColumns } from './node-columns.ts'
import { loadAll, saveAll } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** A measure as a list may tell it: what, on which basis, and its life as event times in ms (null: has not happened). */
export interface MeasureLife {
  readonly id: string
  readonly node: number
  readonly type: string
  readonly basis: string | null
  readonly imposedAt: number | null
  readonly reviewedAt: number | null
  readonly releasedAt: number | null
  readonly reviewBy: number | null
  readonly active: boolean
  readonly overdue: boolean
}

interface Measure {
  readonly node: number
  readonly type: string
  basis: string | null
  /** Newest event times of each act, ms. */
  acts: { imposed: number | null; reviewed: number | null; released: number | null }
  active: boolean
  /** Event time of the newest `imposed` or `released`, ms. */
  lifeAt: number
  /** Review-by time and the event time that set it, ms. */
  reviewBy: number | null
  reviewSetAt: number
  counted: { active: number; overdue: number }
}

const ACTIVE = wideOffset('measures.active')
const OVERDUE = wideOffset('measures.overdueReview')

/** Measures in force, and those past their review-by time. FD8 */
export class Measures {
  readonly #columns: NodeColumns
  readonly #numbers = new Map<string, number>()
  #rows: Measure[] = []
  readonly #moments = new MomentQueue()
  #clock = 0

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  apply(event: StoredEventOf<'measure'>, node: number): void {
    const number = this.#numberOf(event, node)
    const measure = this.#rows[number] as Measure
    measure.acts[event.action] = Math.max(event.t, measure.acts[event.action] ?? event.t)
    measure.basis = event.basis ?? measure.basis
    const turns = event.action !== 'reviewed' && event.t >= measure.lifeAt
    if (turns) {
      measure.active = event.action === 'imposed'
      measure.lifeAt = event.t
    }
    if (event.action !== 'released' && event.t >= measure.reviewSetAt) {
      measure.reviewBy = event.reviewBy ?? null
      measure.reviewSetAt = event.t
      if (event.reviewBy !== undefined) this.#moments.push(Math.floor(event.reviewBy / 1000) + 1, number)
    }
    this.#settle(measure)
  }

  /** Review-by time (ms) of a measure in force; undefined where it is not, or is never to be reviewed. */
  reviewBy(id: string): number | undefined {
    const measure = this.#rows[this.#numbers.get(id) ?? -1]
    return measure?.active === true && measure.reviewBy !== null ? measure.reviewBy : undefined
  }

  #numberOf({ measureId: id, measureType: type }: StoredEventOf<'measure'>, node: number): number {
    const known = this.#numbers.get(id)
    if (known !== undefined) return known
    const never = Number.MIN_SAFE_INTEGER
    const counted = { active: 0, overdue: 0 }
    const acts = { imposed: null, reviewed: null, released: null }
    const life = { active: false, lifeAt: never, reviewBy: null, reviewSetAt: never }
    this.#rows.push({ node, type, basis: null, acts, ...life, counted })
    this.#numbers.set(id, this.#rows.length - 1)
    return this.#rows.length - 1
  }

  #settle(measure: Measure): void {
    const active = measure.active ? 1 : 0
    const past = measure.reviewBy !== null && Math.floor(measure.reviewBy / 1000) < this.#clock
    const overdue = measure.active && past ? 1 : 0
    this.#count(measure, { active, overdue })
  }

  #count(measure: Measure, now: Measure['counted']): void {
    const { node, counted } = measure
    if (now.active !== counted.active) this.#columns.addWide(node, ACTIVE, now.active - counted.active)
    if (now.overdue !== counted.overdue) this.#columns.addWide(node, OVERDUE, now.overdue - counted.overdue)
    measure.counted = now
  }

  /** Forgets every measure, to be told all of them anew. FD12 */
  restart(): void {
    for (const measure of this.#rows) this.#count(measure, { active: 0, overdue: 0 })
    this.#rows = []
    this.#numbers.clear()
    this.#moments.clear()
  }

  /** Moves the clock: reviews that fell due. */
  advance(second: number): void {
    this.#clock = second
    for (let at = this.#moments.take(second); at >= 0; at = this.#moments.take(second)) this.#settle(this.#rows[at] as Measure)
  }

  /** Measures in force, and those released at or after `since` (ms), in the order in which the log first named them. */
  lives(since: number): readonly MeasureLife[] {
    return [...this.#numbers].flatMap(([id, number]) => {
      const { node, type, basis, acts, active, reviewBy, counted } = this.#rows[number] as Measure
      if (!active && (acts.released ?? acts.imposed ?? 0) < since) return []
      const times = { imposedAt: acts.imposed, reviewedAt: acts.reviewed, releasedAt: active ? null : acts.released }
      return [{ id, node, type, basis, ...times, reviewBy, active, overdue: counted.overdue > 0 }]
    })
  }

  save(): FoldState {
    const { columns, rest } = saveAll({ moments: this.#moments })
    return {
      columns,
      rest: { pieces: rest, ids: [...this.#numbers.keys()], rows: structuredClone(this.#rows), clock: this.#clock },
    }
  }

  load(state: FoldState): void {
    const rest = state.rest as { pieces: unknown; ids: string[]; rows: Measure[]; clock: number }
    loadAll({ moments: this.#moments }, { columns: state.columns, rest: rest.pieces })
    this.#rows = structuredClone(rest.rows)
    this.#clock = rest.clock
    this.#numbers.clear()
    for (const id of rest.ids) this.#numbers.set(id, this.#numbers.size)
  }
}
