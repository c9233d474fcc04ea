import { ClassRelease, type SavedClass } from '../../../server/release/class-release.ts'
import { RemainderPool } from '../../../server/release/remainder-pool.ts'
import { releaseShape } from '../../../server/release/release-shape.ts'
import { highest, type SimulatedWeek } from './simulated-week.ts'
import type { Weakness } from './weakness.ts'

/** What was shown: released on the day so far, by group, node and tick. */
export type Frames = readonly (readonly (readonly number[])[])[]

const CASES = ['events', 'cases.reported', 'cases.closed'] as const

/** The frames of the engine itself; `restart`: before this tick it goes on from what was saved of it. */
export function framesOfEngine(week: SimulatedWeek, restart = -1): Frames {
  const { tree, k, days, ticks, groups } = week
  const made = () => new ClassRelease(releaseShape(tree, k, 'community'), 'day')
  let release = made()
  const frames = CASES.slice(0, groups).map(() => Array.from({ length: tree.size }, (): number[] => []))
  for (let at = 0; at < days * ticks; at++) {
    countUpTo(week, at, release)
    if (at === restart) release = loaded(made(), release.save())
    release.tick()
    for (let node = 0; node < tree.size; node++) {
      const [all, reported, closed] = CASES.map((base) => release.released(base, node, 'day'))
      const shown = [(all ?? 0) - (reported ?? 0) - (closed ?? 0), reported ?? 0, closed ?? 0]
      frames.forEach((column, group) => column[node]?.push(shown[group] ?? 0))
    }
    if (at % ticks === ticks - 1) release.endDay(Math.floor(at / ticks), false)
  }
  return frames
}

function loaded(release: ClassRelease, saved: SavedClass): ClassRelease {
  release.load(structuredClone(saved))
  return release
}

function countUpTo({ tree, counts, ticks, groups }: SimulatedWeek, at: number, release: ClassRelease): void {
  for (let node = 0; node < tree.size; node++)
    for (let group = 0; group < groups; group++) {
      const column = counts[group]?.[node]
      if (!column || column.length === 0) continue
      const more = (column[at] ?? 0) - (at % ticks === 0 ? 0 : (column[at - 1] ?? 0))
      if (more === 0) continue
      release.count('events', node, more)
      if (group > 0) release.count(CASES[group] ?? 'events', node, more)
    }
}

/** Frames of an engine that lacks one rule. Shares of pools are told as in the engine unless the rule is about them. */
export function weakenedFrames(week: SimulatedWeek, weakness: Weakness): Frames {
  const { tree, counts, groups } = week
  return Array.from({ length: groups }, (_, group) => {
    const frames = Array.from({ length: tree.size }, (): number[] => [])
    for (const places of week.placesOf) {
      for (const node of places) frames[node] = placeFrames(week, weakness, { group, node })
      const area = tree.parent(places[0] ?? 0)
      frames[area] =
        weakness === 'parents-from-truth'
          ? sumsRounded(week, counts[group] ?? [], places)
          : areaFrames(week, weakness, { group, places, frames })
    }
    return frames
  })
}

function placeFrames(week: SimulatedWeek, weakness: Weakness, { group, node }: { group: number; node: number }): number[] {
  const { k, counts } = week
  if (weakness === 'downward-moves') return (counts[group]?.[node] ?? []).map((n) => n - (n % k))
  const high = highest(week, group, node)
  if (weakness === 'threshold-off-by-one') return high.map((n) => n - (n % (k - 1)))
  if (weakness === 'exact-once-large') return high.map((n) => (n < k ? 0 : n))
  return high.map((n) => n - (n % k))
}

const sumsRounded = ({ k }: SimulatedWeek, counts: readonly (readonly number[])[], places: readonly number[]): number[] =>
  (counts[places[0] ?? 0] ?? []).map((_, at) => {
    const sum = places.reduce((total, node) => total + (counts[node]?.[at] ?? 0), 0)
    return sum - (sum % k)
  })

interface Area {
  readonly group: number
  readonly places: readonly number[]
  readonly frames: readonly (readonly number[])[]
}

function areaFrames(week: SimulatedWeek, weakness: Weakness, { group, places, frames }: Area): number[] {
  const { k, ticks, days } = week
  const high = places.map((node) => highest(week, group, node))
  const shown = places.map((node) => frames[node] ?? [])
  if (weakness === 'downward-moves')
    return shown[0]?.map((_, at) => shown.reduce((sum, column) => sum + (column[at] ?? 0), 0)) ?? []
  let pool = new RemainderPool()
  return Array.from({ length: days * ticks }, (_, at) => {
    if (at % ticks === 0 || restartsAt(week, weakness, at)) pool = new RemainderPool()
    shown.forEach((column, place) => {
      const before = at % ticks === 0 ? 0 : (column[at - 1] ?? 0)
      if (column[at] !== before) pool.lose(place, k - 1, k)
    })
    const held = high.reduce((sum, column) => sum + ((column[at] ?? 0) % k), 0)
    pool.tell(held, { parts: weakness === 'no-complement' ? Number.MAX_SAFE_INTEGER : places.length, k })
    return shown.reduce((sum, column) => sum + (column[at] ?? 0), 0) + pool.known
  })
}

/** Before every release but the first of a day. */
export const restartsAt = ({ ticks }: SimulatedWeek, weakness: Weakness, at: number): boolean =>
  weakness === 'restart-tells-anew' && at % ticks > 0
