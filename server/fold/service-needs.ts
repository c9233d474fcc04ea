import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { isWithin } from '../../shared/domain/role.ts'
import { PERSONS_GROUP, SERVICE_GROUP } from '../../shared/figures/change-groups.ts'
import { NEED_CELLS } from '../../shared/figures/keys.ts'
import { NeedRows } from './need-rows.ts'
import type { NodeColumns } from './node-columns.ts'
import type { CasePrint } from './person-cases.ts'
import { columnOf, grown, loadAll, saveAll } from './saved.ts'
import type { FoldState } from './snapshot.ts'

export type NeedCell = (typeof NEED_CELLS)[number]
type ServiceEvent = StoredEventOf<'service'>

const STRIDE = NEED_CELLS.length
const UNMET = NEED_CELLS.indexOf('unmet')
/** A request that nobody answered for so long is no longer waited for. */
const KEPT_S = 35 * 86_400
const LANE = 2 ** 32
const HIGH_BITS = 0x1f_ffff

/**
 * Services by category, city to community. A need stands at the place and category of its first request until it is
 * delivered. Kept are keyed fingerprints of services and what the log says of their requests. FD13
 */
export class ServiceNeeds {
  /** Rises with every change of what is not met of the categories of class P and X. */
  revision = 0
  /** The same by category. */
  readonly #revisions: number[]
  readonly #columns: NodeColumns
  readonly #print: CasePrint
  readonly #categories: ReadonlyMap<string, number>
  readonly #groups: readonly number[]
  readonly #needs = new NeedRows()
  /** Whether the nodes of a level have rows. */
  readonly #isCounted: readonly boolean[]
  /** Row of a node, given out as nodes are first counted at. */
  readonly #rowOf = new Map<number, number>()
  #counts = new Int32Array(0)

  constructor(columns: NodeColumns, categories: Catalogue['serviceCategories'], print: CasePrint) {
    this.#columns = columns
    this.#print = print
    this.#revisions = categories.map(() => 0)
    this.#isCounted = columns.tree.levels.map(({ role }) => isWithin(role, 'community'))
    this.#categories = new Map(categories.map(({ code }, at) => [code, at]))
    this.#groups = categories.map(({ class: cls }) => (cls === 'P' || cls === 'X' ? PERSONS_GROUP : SERVICE_GROUP))
  }

  /** Takes in an act; with weight −1 takes it back as if it had never come. */
  take(event: ServiceEvent, node: number, { today, weight }: { readonly today: boolean; readonly weight: 1 | -1 }): void {
    const category = this.#categories.get(event.category)
    if (category === undefined || event.action === 'rated') return
    if (today) this.#count(node, category, NEED_CELLS.indexOf(event.action), weight)
    if (event.action === 'matched') return
    const needs = this.#needs
    const row = needs.open(this.#keyOf(event))
    const c = needs.columns
    const was = this.#standing(row)
    const [t, at, asked] = [c.t[row], c.node[row], c.category[row]]
    if (event.action === 'delivered') c.delivered[row] = (c.delivered[row] as number) + weight
    else if (weight > 0) needs.ask(row, { t: event.t, node, category })
    else needs.takeBack(row, { t: event.t, node, category })
    c.newest[row] = Math.max(c.newest[row] as number, Math.floor(event.t / 1000))
    const is = this.#standing(row)
    if (was !== is || (is && (t !== c.t[row] || at !== c.node[row] || asked !== c.category[row]))) {
      if (was) this.#countUnmet(at as number, asked as number, -1)
      if (is) this.#countUnmet(c.node[row] as number, c.category[row] as number, 1)
    }
    if ((c.category[row] as number) < 0 && c.delivered[row] === 0) needs.remove(row)
  }

  #countUnmet(node: number, category: number, weight: number): void {
    this.#count(node, category, UNMET, weight)
    if (this.#groups[category] !== PERSONS_GROUP) return
    this.revision += 1
    this.#revisions[category] = this.revisionOf(category) + 1
  }

  /** Rises with every change of what is not met of a category of class P or X. */
  revisionOf(category: number): number {
    return this.#revisions[category] ?? 0
  }

  /** Whether its first request stands for the need: not once it is met, and not where it was never asked for. */
  #standing(row: number): boolean {
    const { category, delivered } = this.#needs.columns
    return (category[row] as number) >= 0 && (delivered[row] as number) <= 0
  }

  #keyOf({ cls, serviceId }: ServiceEvent): number {
    this.#print.take(`${cls} service`, serviceId)
    return (this.#print.high & HIGH_BITS) * LANE + this.#print.low || 1
  }

  #row(node: number): number {
    const known = this.#rowOf.get(node)
    if (known !== undefined) return known
    const row = this.#rowOf.size
    this.#rowOf.set(node, row)
    const cells = (row + 1) * this.#groups.length * STRIDE
    if (cells > this.#counts.length) this.#counts = grown(this.#counts, cells * 2)
    return row
  }

  #count(node: number, category: number, cell: number, weight: number): void {
    const { tree, parent } = this.#columns
    for (let at = node; at >= 0; at = parent[at] as number) {
      if (this.#isCounted[tree.level(at)] !== true) continue
      const place = (this.#row(at) * this.#groups.length + category) * STRIDE + cell
      this.#counts[place] = (this.#counts[place] as number) + weight
    }
    this.#columns.mark(node, this.#groups[category] ?? SERVICE_GROUP)
  }

  /** A count of one category, by its number in the catalogue. */
  value(node: number, category: number, cell: NeedCell): number {
    const row = this.#rowOf.get(node)
    if (row === undefined) return 0
    return this.#counts[(row * this.#groups.length + category) * STRIDE + NEED_CELLS.indexOf(cell)] ?? 0
  }

  /** A new day begins. */
  startDay(): void {
    for (const [node, row] of this.#rowOf) {
      let was = 0
      const from = row * this.#groups.length * STRIDE
      for (let cell = from, end = from + this.#groups.length * STRIDE; cell < end; cell++) {
        if (cell % STRIDE === UNMET) continue
        was |= this.#counts[cell] as number
        this.#counts[cell] = 0
      }
      if (was !== 0) this.#columns.mark(node, SERVICE_GROUP)
    }
  }

  /** Lets go of needs without an act in the 35 days before `second`. */
  forget(second: number): void {
    const { columns, size } = this.#needs
    for (let row = 0; row < size; row++) {
      if (columns.key[row] === 0 || (columns.newest[row] as number) >= second - KEPT_S) continue
      if (this.#standing(row)) this.#countUnmet(columns.node[row] as number, columns.category[row] as number, -1)
      this.#needs.remove(row)
    }
  }

  save(): FoldState {
    const cells = this.#rowOf.size * this.#groups.length * STRIDE
    const { columns, rest } = saveAll({ needs: this.#needs })
    return {
      rest: { nodes: [...this.#rowOf.keys()], pieces: rest },
      columns: { ...columns, counts: this.#counts.slice(0, cells) },
    }
  }

  /** Only for one that has taken in nothing. */
  load(state: FoldState): void {
    const { nodes, pieces } = state.rest as { readonly nodes: readonly number[]; readonly pieces: unknown }
    loadAll({ needs: this.#needs }, { columns: state.columns, rest: pieces })
    this.#rowOf.clear()
    for (const node of nodes) this.#rowOf.set(node, this.#rowOf.size)
    this.#counts = columnOf(state, 'counts', Int32Array).slice()
  }
}
