import type { CatalogueDimension } from '../../shared/domain/catalogue.ts'
import { readingsGroup } from '../../shared/figures/change-groups.ts'
import { EARLIER_CELLS, dropEarlier, keepEarlier, noEarlierReadings, takeNewest } from './earlier-readings.ts'
import type { NodeColumns } from './node-columns.ts'
import { ReadingRows } from './reading-rows.ts'
import { columnOf } from './saved.ts'
import type { FoldState } from './snapshot.ts'

type RollUp = CatalogueDimension['rollUp']

/** One number of one place, with its event time, epoch ms. */
export interface ToldReading {
  readonly dimension: string
  readonly value: number
  readonly t: number
}

/** Of the places that were heard: how many there are, and how many of them lately. */
export interface PlacesHeard {
  readonly heard: number
  readonly lately: number
}

/** Where the readings of one dimension lie. */
interface Dimension {
  /** Row by node. */
  readonly rows: Map<number, number>
  /** What its changes are marked as. */
  readonly group: number
  /** Event time of the newest reading anywhere, epoch ms. */
  newest: number
}

/** The newest reading of every dimension at every node by event time; wider areas by the dimension's roll-up. FD8 */
export class Readings {
  readonly #columns: NodeColumns
  readonly #rollUps: ReadonlyMap<string, RollUp>
  readonly #dimensions = new Map<string, Dimension>()
  #rows = new ReadingRows()

  constructor(columns: NodeColumns, dimensions: readonly Pick<CatalogueDimension, 'code' | 'rollUp'>[]) {
    this.#columns = columns
    this.#rollUps = new Map(dimensions.map(({ code, rollUp }) => [code, rollUp]))
  }

  #dimensionOf(name: string): Dimension {
    let dimension = this.#dimensions.get(name)
    if (!dimension) {
      dimension = { rows: new Map(), group: readingsGroup(name), newest: Number.NEGATIVE_INFINITY }
      this.#dimensions.set(name, dimension)
    }
    return dimension
  }

  /** The row of a node, grown up to the root where it is new. */
  #plant(rows: Map<number, number>, node: number): number {
    const known = rows.get(node)
    if (known !== undefined) return known
    const row = this.#rows.add(node, -1)
    rows.set(node, row)
    const above = this.#columns.parent[node] as number
    if (above >= 0) this.#rows.hang(row, this.#plant(rows, above))
    return row
  }

  /** Takes in a reading; true where it is what then stands at its node. */
  apply({ dimension: name, value, t }: ToldReading, node: number): boolean {
    const dimension = this.#dimensionOf(name)
    const row = this.#plant(dimension.rows, node)
    if (t > dimension.newest) dimension.newest = t
    const c = this.#rows.columns
    const [value0, t0] = [c.value[row] as number, c.t[row] as number]
    if (t === t0 && value === value0) return true
    if (t < t0) {
      keepEarlier(this.#rows.openEarlier(row), t, value)
      return false
    }
    if (!Number.isNaN(value0)) keepEarlier(this.#rows.openEarlier(row), t0, value0)
    this.#set(dimension, row, value, t)
    return true
  }

  /** The place stands where it would without this reading; it was heard all the same. FD12 */
  takeBack({ dimension: name, value, t }: ToldReading, node: number): void {
    const dimension = this.#dimensionOf(name)
    const row = this.#plant(dimension.rows, node)
    const earlier = this.#rows.openEarlier(row)
    const c = this.#rows.columns
    if (t !== c.t[row] || value !== c.value[row]) return dropEarlier(earlier, { t, value })
    const before = takeNewest(earlier)
    this.#set(dimension, row, before?.value ?? Number.NaN, before?.t ?? Number.NEGATIVE_INFINITY)
  }

  #set(dimension: Dimension, row: number, value: number, t: number): void {
    const c = this.#rows.columns
    c.value[row] = value
    c.t[row] = t
    this.#rows.forgetRolled(row)
    this.#columns.mark(c.node[row] as number, dimension.group)
  }

  /** Every node that has readings of a dimension is to be looked at anew. */
  touch(name: string): void {
    const { rows, group } = this.#dimensionOf(name)
    for (const node of rows.keys()) this.#columns.mark(node, group)
  }

  /** Event time of a dimension's newest reading anywhere, epoch ms; undefined before any. */
  newest(dimension: string): number | undefined {
    return this.#dimensions.get(dimension)?.newest
  }

  /** Places of a dimension heard since `heardFrom`, and of these since `latelyFrom`; both epoch ms. Visits every place. */
  placesHeard(dimension: string, heardFrom: number, latelyFrom: number): PlacesHeard {
    let [heard, lately] = [0, 0]
    const times = this.#rows.columns.t
    for (const row of this.#dimensions.get(dimension)?.rows.values() ?? []) {
      const t = times[row] as number
      if (t >= heardFrom) heard++
      if (t >= latelyFrom) lately++
    }
    return { heard, lately }
  }

  /** The newest reading at the very node; undefined before any at or under it. */
  newestAt(dimension: string, node: number): { readonly value: number; readonly t: number } | undefined {
    const row = this.#dimensions.get(dimension)?.rows.get(node)
    if (row === undefined) return undefined
    const c = this.#rows.columns
    return { value: c.value[row] as number, t: c.t[row] as number }
  }

  /** A node's own reading stands for it; without one, the roll-up of those below. NaN where there is neither. */
  value(dimension: string, node: number): number {
    const row = this.#dimensions.get(dimension)?.rows.get(node)
    if (row === undefined) return Number.NaN
    const c = this.#rows.columns
    const own = c.value[row] as number
    if (!Number.isNaN(own)) return own
    const rollUp = this.#rollUps.get(dimension) ?? 'none'
    if (rollUp === 'none') return Number.NaN
    this.#rows.roll(row)
    const count = c.count[row] as number
    if (count === 0) return Number.NaN
    if (rollUp === 'max') return c.largest[row] as number
    return rollUp === 'sum' ? (c.sum[row] as number) : (c.sum[row] as number) / count
  }

  save(): FoldState {
    const dimensions = [...this.#dimensions]
    const { columns: c, size } = this.#rows
    const places = new Int32Array(size * 2)
    dimensions.forEach(([, { rows }], at) => {
      for (const row of rows.values()) places[row * 2] = at
    })
    for (let row = 0; row < size; row++) places[row * 2 + 1] = c.node[row] as number
    const told = Int32Array.from(rowsWith(this.#rows))
    const earlier = new Float64Array(told.length * EARLIER_CELLS)
    told.forEach((row, i) => earlier.set(this.#rows.earlierOf(row) ?? noEarlierReadings(), i * EARLIER_CELLS))
    return {
      rest: { names: dimensions.map(([name]) => name), newest: dimensions.map(([, { newest }]) => newest) },
      columns: { places, values: c.value.slice(0, size), times: c.t.slice(0, size), told, earlier },
    }
  }

  load(state: FoldState): void {
    this.#dimensions.clear()
    this.#rows = new ReadingRows()
    const { names, newest } = state.rest as { readonly names: readonly string[]; readonly newest: readonly number[] }
    const dimensions = names.map((name) => this.#dimensionOf(name))
    dimensions.forEach((dimension, at) => (dimension.newest = newest[at] as number))
    const places = columnOf(state, 'places', Int32Array)
    for (let at = 0; at < places.length; at += 2)
      this.#plant((dimensions[places[at] as number] as Dimension).rows, places[at + 1] as number)
    this.#rows.columns.value.set(columnOf(state, 'values', Float64Array))
    this.#rows.columns.t.set(columnOf(state, 'times', Float64Array))
    const earlier = columnOf(state, 'earlier', Float64Array)
    columnOf(state, 'told', Int32Array).forEach((row, i) =>
      this.#rows.openEarlier(row).set(earlier.subarray(i * EARLIER_CELLS, (i + 1) * EARLIER_CELLS)),
    )
  }
}

/** Rows that remember earlier readings. */
function rowsWith({ columns, size }: ReadingRows): readonly number[] {
  const rows: number[] = []
  for (let row = 0; row < size; row++) if ((columns.earlier[row] as number) >= 0) rows.push(row)
  return rows
}
