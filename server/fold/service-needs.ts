import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { isWithin } from '../../shared/domain/role.ts'
import { PERSONS_GROUP, SERVICE_GROUP } from '../../shared/figures/change-groups.ts'
import { NEED_CELLS } from '../../shared/figures/keys.ts'
import type { NodeColumns } from './node-columns.ts'
import type { CasePrint } from './person-cases.ts'
import { columnOf, grown } from './saved.ts'
import type { FoldState } from './snapshot.ts'

export type NeedCell = (typeof NEED_CELLS)[number]
type ServiceEvent = StoredEventOf<'service'>

interface Asked {
  readonly t: number
  readonly node: number
  readonly category: number
}
interface Need {
  asked: readonly Asked[]
  delivered: number
  /** Epoch seconds of its newest act. */
  newest: number
}

const STRIDE = NEED_CELLS.length
const UNMET = NEED_CELLS.indexOf('unmet')
/** A request that nobody answered for so long is no longer waited for. */
const KEPT_S = 35 * 86_400
const LANE = 2 ** 32
const HIGH_BITS = 0x1f_ffff

const byTime = (a: Asked, b: Asked) => a.t - b.t || a.node - b.node || a.category - b.category

/**
 * Services by category, city to community. A need stands at the place and category of its first request until it is
 * delivered. Kept are keyed fingerprints of services and what the log says of their requests. FD13
 */
export class ServiceNeeds {
  /** Rises with every change of what is not met. */
  revision = 0
  readonly #columns: NodeColumns
  readonly #print: CasePrint
  readonly #categories: ReadonlyMap<string, number>
  readonly #groups: readonly number[]
  readonly #needs = new Map<number, Need>()
  /** Row of a node, given out as nodes are first counted at. */
  readonly #rowOf = new Map<number, number>()
  #counts = new Int32Array(0)

  constructor(columns: NodeColumns, categories: Catalogue['serviceCategories'], print: CasePrint) {
    this.#columns = columns
    this.#print = print
    this.#categories = new Map(categories.map(({ code }, at) => [code, at]))
    this.#groups = categories.map(({ class: cls }) => (cls === 'P' || cls === 'X' ? PERSONS_GROUP : SERVICE_GROUP))
  }

  /** Takes in an act; with weight −1 takes it back as if it had never come. */
  take(event: ServiceEvent, node: number, { today, weight }: { readonly today: boolean; readonly weight: 1 | -1 }): void {
    const category = this.#categories.get(event.category)
    if (category === undefined || event.action === 'rated') return
    if (today) this.#count(node, category, NEED_CELLS.indexOf(event.action), weight)
    if (event.action === 'matched') return
    const key = this.#keyOf(event)
    const need = this.#needs.get(key) ?? { asked: [], delivered: 0, newest: 0 }
    const was = standing(need)
    if (event.action === 'delivered') need.delivered += weight
    else
      need.asked = weight > 0 ? withOne(need.asked, { t: event.t, node, category }) : without(need.asked, event.t, node, category)
    need.newest = Math.max(need.newest, Math.floor(event.t / 1000))
    if (need.asked.length === 0 && need.delivered === 0) this.#needs.delete(key)
    else this.#needs.set(key, need)
    const is = standing(need)
    if (was === is) return
    this.revision += 1
    if (was) this.#count(was.node, was.category, UNMET, -1)
    if (is) this.#count(is.node, is.category, UNMET, 1)
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
      if (!isWithin(tree.levels[tree.level(at)]?.role ?? 'stairwell', 'community')) continue
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
    for (const [key, need] of this.#needs) {
      if (need.newest >= second - KEPT_S) continue
      const was = standing(need)
      if (was) this.#count(was.node, was.category, UNMET, -1)
      this.revision += 1
      this.#needs.delete(key)
    }
  }

  save(): FoldState {
    const needs = [...this.#needs].map(([key, { asked, delivered, newest }]) => [
      key,
      delivered,
      newest,
      ...asked.flatMap(({ t, node, category }) => [t, node, category]),
    ])
    const cells = this.#rowOf.size * this.#groups.length * STRIDE
    return { rest: { nodes: [...this.#rowOf.keys()], needs }, columns: { counts: this.#counts.slice(0, cells) } }
  }

  load(state: FoldState): void {
    const { nodes, needs } = state.rest as { readonly nodes: readonly number[]; readonly needs: readonly number[][] }
    this.#rowOf.clear()
    this.#needs.clear()
    for (const node of nodes) this.#rowOf.set(node, this.#rowOf.size)
    for (const [key = 0, delivered = 0, newest = 0, ...words] of needs) {
      const asked: Asked[] = []
      for (let at = 0; at < words.length; at += 3) {
        const [t = 0, node = 0, category = 0] = words.slice(at, at + 3)
        asked.push({ t, node, category })
      }
      this.#needs.set(key, { asked, delivered, newest })
    }
    this.#counts = columnOf(state, 'counts', Int32Array).slice()
  }
}

/** The request that stands for the need; undefined once it is met, or was never asked for. */
const standing = ({ asked, delivered }: Need): Asked | undefined => (delivered > 0 ? undefined : asked[0])

const withOne = (asked: readonly Asked[], one: Asked): readonly Asked[] =>
  asked.length === 0 ? [one] : [...asked, one].sort(byTime)

function without(asked: readonly Asked[], t: number, node: number, category: number): readonly Asked[] {
  const at = asked.findIndex((one) => one.t === t && one.node === node && one.category === category)
  return at < 0 ? asked : asked.toSpliced(at, 1)
}
