import type { ReleaseTree } from '../../../server/release/release-shape.ts'
import { seededRandom } from '../random.ts'

/** How large a simulated city is and how long it is watched. */
export interface WeekSize {
  readonly k: number
  readonly areas: number
  /** Places below each area, at most. */
  readonly places: number
  readonly days: number
  /** Releases a day. */
  readonly ticks: number
  /** Groups of types, at most three. */
  readonly groups: number
}

/** A city of areas and places, and what happened in it: the truth that the adversary looks for. */
export interface SimulatedWeek extends WeekSize {
  readonly tree: ReleaseTree
  /** Nodes of the places of each area. */
  readonly placesOf: readonly (readonly number[])[]
  /** Events of the day up to a tick, by group, node and tick; they may fall where something was corrected. */
  readonly counts: readonly (readonly (readonly number[])[])[]
}

const ROLES = ['city', 'street', 'community'] as const

function treeOf(placesOf: readonly (readonly number[])[]): ReleaseTree {
  const areas = placesOf.map((_, area) => area + 1)
  const parents = [-1, ...areas.map(() => 0), ...placesOf.flatMap((places, area) => places.map(() => area + 1))]
  return {
    size: parents.length,
    levels: ROLES.map((role) => ({ role })),
    level: (node) => (node === 0 ? 0 : node <= areas.length ? 1 : 2),
    parent: (node) => parents[node] ?? -1,
    children: (node) => (node === 0 ? areas : (placesOf[node - 1] ?? [])),
  }
}

/**
 * The same seed gives the same week. Days are quiet, busy, or full of counts just under k, where hiding is hardest.
 * `corrected`: the share of days of a place on which an event is taken back.
 */
export function simulateWeek(seed: number, size: WeekSize, corrected = 0.25): SimulatedWeek {
  const random = seededRandom(seed)
  const upTo = (n: number) => Math.floor(random() * n)
  let next = size.areas + 1
  const placesOf = Array.from({ length: size.areas }, () => Array.from({ length: 1 + upTo(size.places) }, () => next++))
  const tree = treeOf(placesOf)
  const mood = upTo(3)
  const dayAt = (): number[] => {
    const kind = mood === 2 ? 2 : upTo(3)
    const total = [upTo(size.k), upTo(size.k * 3), size.k - 1 + upTo(2)][kind] ?? 0
    const cuts = Array.from({ length: total }, () => upTo(size.ticks))
    const counted = Array.from({ length: size.ticks }, (_, tick) => cuts.filter((at) => at <= tick).length)
    if (total === 0 || random() >= corrected) return counted
    const from = upTo(size.ticks)
    return counted.map((n, tick) => (tick >= from ? Math.max(0, n - 1) : n))
  }
  const counts = Array.from({ length: size.groups }, () =>
    Array.from({ length: tree.size }, (_, node) => (tree.level(node) < 2 ? [] : Array.from({ length: size.days }, dayAt).flat())),
  )
  return { ...size, tree, placesOf, counts }
}

/** The same city with exactly one event a tick, somewhere. */
export function oneByOne(seed: number, week: SimulatedWeek): SimulatedWeek {
  const random = seededRandom(seed)
  const places = week.placesOf.flat()
  const hit = Array.from({ length: week.days * week.ticks }, () => places[Math.floor(random() * places.length)])
  const column = (node: number) =>
    hit.map((_, at) => hit.slice(at - (at % week.ticks), at + 1).filter((other) => other === node).length)
  const nodes = Array.from({ length: week.tree.size }, (_, node) => (places.includes(node) ? column(node) : []))
  return { ...week, groups: 1, counts: [nodes] }
}

/** What the release knows of a count: the highest of the day so far. */
export function highest(week: SimulatedWeek, group: number, node: number): readonly number[] {
  const column = week.counts[group]?.[node] ?? []
  return column.map((_, at) => Math.max(...column.slice(at - (at % week.ticks), at + 1)))
}
