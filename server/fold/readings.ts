import type { CatalogueDimension } from '../../shared/domain/catalogue.ts'
import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { readingsGroup } from '../../shared/figures/change-groups.ts'
import {
  EARLIER_CELLS,
  dropEarlier,
  keepEarlier,
  noEarlierReadings,
  takeNewest,
  type EarlierReadings,
} from './earlier-readings.ts'
import type { NodeColumns } from './node-columns.ts'
import { columnOf } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** What lies at and under a node: sum, number and largest of the readings that stand for it. */
interface Rolled {
  readonly sum: number
  readonly count: number
  readonly largest: number
}

interface Spot {
  /** Newest reading at this very node; NaN where there is none. */
  value: number
  t: number
  /** From the second reading on. */
  earlier: EarlierReadings | undefined
  /** Nodes right below that have readings at or under them. */
  readonly below: number[]
  /** Forgotten when anything at or under the node changes; computed again when asked. */
  rolled: Rolled | undefined
}

type RollUp = CatalogueDimension['rollUp']

/** Of the places that were heard: how many there are, and how many of them lately. */
export interface PlacesHeard {
  readonly heard: number
  readonly lately: number
}

/** Readings of one dimension as a sparse tree over the nodes that have any. */
class DimensionReadings {
  readonly spots = new Map<number, Spot>()
  /** What its changes are marked as. */
  readonly group: number
  /** Event time of the newest reading anywhere, epoch ms. */
  newest = Number.NEGATIVE_INFINITY

  constructor(dimension: string) {
    this.group = readingsGroup(dimension)
  }

  #spot(node: number): Spot | undefined {
    return this.spots.get(node)
  }

  /** The spot of a node, grown up to the root where it is new. */
  plant(node: number, parent: Int32Array): Spot {
    const known = this.#spot(node)
    if (known) return known
    const spot: Spot = { value: Number.NaN, t: Number.NEGATIVE_INFINITY, earlier: undefined, below: [], rolled: undefined }
    this.spots.set(node, spot)
    const above = parent[node] as number
    if (above >= 0) this.plant(above, parent).below.push(node)
    return spot
  }

  forgetRolled(node: number, parent: Int32Array): void {
    for (let at = node; at >= 0; at = parent[at] as number) {
      const spot = this.#spot(at)
      if (spot) spot.rolled = undefined
    }
  }

  rolled(node: number): Rolled | undefined {
    const spot = this.#spot(node)
    if (!spot) return undefined
    if (spot.rolled) return spot.rolled
    return (spot.rolled = Number.isNaN(spot.value) ? this.#rollUp(spot) : { sum: spot.value, count: 1, largest: spot.value })
  }

  #rollUp(spot: Spot): Rolled {
    let sum = 0
    let count = 0
    let largest = Number.NEGATIVE_INFINITY
    for (const node of spot.below) {
      const part = this.rolled(node)
      if (!part) continue
      sum += part.sum
      count += part.count
      largest = Math.max(largest, part.largest)
    }
    return { sum, count, largest }
  }
}

function valueOf(rolled: Rolled, rollUp: RollUp): number {
  if (rolled.count === 0) return Number.NaN
  if (rollUp === 'max') return rolled.largest
  return rollUp === 'sum' ? rolled.sum : rolled.sum / rolled.count
}

/** The newest reading of every dimension at every node by event time; wider areas by the dimension's roll-up. FD8 */
export class Readings {
  readonly #columns: NodeColumns
  readonly #rollUps: ReadonlyMap<string, RollUp>
  readonly #dimensions = new Map<string, DimensionReadings>()

  constructor(columns: NodeColumns, dimensions: readonly CatalogueDimension[]) {
    this.#columns = columns
    this.#rollUps = new Map(dimensions.map(({ code, rollUp }) => [code, rollUp]))
  }

  #readingsOf(dimension: string): DimensionReadings {
    let readings = this.#dimensions.get(dimension)
    if (!readings) this.#dimensions.set(dimension, (readings = new DimensionReadings(dimension)))
    return readings
  }

  apply({ dimension, value, t }: StoredEventOf<'reading'>, node: number): void {
    const readings = this.#readingsOf(dimension)
    const spot = readings.plant(node, this.#columns.parent)
    readings.newest = Math.max(readings.newest, t)
    if (t === spot.t && value === spot.value) return
    if (t < spot.t) return keepEarlier((spot.earlier ??= noEarlierReadings()), t, value)
    if (!Number.isNaN(spot.value)) keepEarlier((spot.earlier ??= noEarlierReadings()), spot.t, spot.value)
    spot.value = value
    spot.t = t
    this.#changed(readings, node)
  }

  /** The place stands where it would without this reading; it was heard all the same. FD12 */
  takeBack({ dimension, value, t }: StoredEventOf<'reading'>, node: number): void {
    const readings = this.#readingsOf(dimension)
    const spot = readings.plant(node, this.#columns.parent)
    spot.earlier ??= noEarlierReadings()
    if (t !== spot.t || value !== spot.value) return dropEarlier(spot.earlier, { t, value })
    const before = takeNewest(spot.earlier)
    spot.value = before?.value ?? Number.NaN
    spot.t = before?.t ?? Number.NEGATIVE_INFINITY
    this.#changed(readings, node)
  }

  #changed(readings: DimensionReadings, node: number): void {
    readings.forgetRolled(node, this.#columns.parent)
    this.#columns.mark(node, readings.group)
  }

  /** Event time of a dimension's newest reading anywhere, epoch ms; undefined before any. */
  newest(dimension: string): number | undefined {
    return this.#dimensions.get(dimension)?.newest
  }

  /** Places of a dimension heard since `heardFrom`, and of these since `latelyFrom`; both epoch ms. Visits every place. */
  placesHeard(dimension: string, heardFrom: number, latelyFrom: number): PlacesHeard {
    let [heard, lately] = [0, 0]
    for (const { t } of this.#dimensions.get(dimension)?.spots.values() ?? []) {
      if (t >= heardFrom) heard++
      if (t >= latelyFrom) lately++
    }
    return { heard, lately }
  }

  /** The newest reading at the very node; undefined before any. */
  newestAt(dimension: string, node: number): { readonly value: number; readonly t: number } | undefined {
    return this.#dimensions.get(dimension)?.spots.get(node)
  }

  /** A node's own reading stands for it; without one, the roll-up of those below. NaN where there is neither. */
  value(dimension: string, node: number): number {
    const readings = this.#dimensions.get(dimension)
    const spot = readings?.spots.get(node)
    if (!readings || !spot) return Number.NaN
    if (!Number.isNaN(spot.value)) return spot.value
    const rollUp = this.#rollUps.get(dimension) ?? 'none'
    const rolled = rollUp === 'none' ? undefined : readings.rolled(node)
    return rolled ? valueOf(rolled, rollUp) : Number.NaN
  }

  save(): FoldState {
    const dimensions = [...this.#dimensions]
    const rows = dimensions.flatMap(([, { spots }], at) => [...spots].map(([node, spot]) => ({ at, node, ...spot })))
    return {
      rest: { names: dimensions.map(([dimension]) => dimension), newest: dimensions.map(([, { newest }]) => newest) },
      columns: {
        places: Int32Array.from(rows.flatMap(({ at, node }) => [at, node])),
        values: Float64Array.from(rows.map(({ value }) => value)),
        times: Float64Array.from(rows.map(({ t }) => t)),
        earlier: Float64Array.from(rows.flatMap(({ earlier }) => [...(earlier ?? noEarlierReadings())])),
      },
    }
  }

  load(state: FoldState): void {
    this.#dimensions.clear()
    const { names, newest } = state.rest as { readonly names: readonly string[]; readonly newest: readonly number[] }
    names.forEach((name, at) => (this.#readingsOf(name).newest = newest[at] as number))
    const places = columnOf(state, 'places', Int32Array)
    const values = columnOf(state, 'values', Float64Array)
    const times = columnOf(state, 'times', Float64Array)
    const earlier = columnOf(state, 'earlier', Float64Array)
    values.forEach((value, at) => {
      const readings = this.#readingsOf(names[places[at * 2] as number] as string)
      const spot = readings.plant(places[at * 2 + 1] as number, this.#columns.parent)
      spot.value = value
      spot.t = times[at] as number
      spot.earlier = earlier.slice(at * EARLIER_CELLS, (at + 1) * EARLIER_CELLS)
    })
  }
}
