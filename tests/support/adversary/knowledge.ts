import { highest, type SimulatedWeek } from './simulated-week.ts'
import { restartsAt, type Frames } from './told-frames.ts'
import type { Weakness } from './weakness.ts'

/** A sum of unknown counts. */
export type Sum = readonly (readonly [unknown: number, times: number])[]
/** What is known of a sum: it lies between the two, both included. */
export interface Known {
  readonly sum: Sum
  readonly from: number
  readonly to: number
}

/** Numbers the unknowns: the count of the day up to each tick, of each place and group. */
export const unknownOf = ({ days, ticks, tree }: SimulatedWeek, group: number, node: number, at: number): number =>
  (group * tree.size + node) * days * ticks + at

interface Reader {
  readonly week: SimulatedWeek
  readonly frames: Frames
  readonly weakness: Weakness
}

const moments = ({ days, ticks }: SimulatedWeek) => Array.from({ length: days * ticks }, (_, at) => at)
const isFirst = ({ ticks }: SimulatedWeek, at: number) => at % ticks === 0
const isLast = ({ ticks }: SimulatedWeek, at: number) => at % ticks === ticks - 1

/** All that follows from the frames of one area, by the rules of the release. */
export function knownOf(reader: Reader, area: number): Known[] {
  const { week, weakness } = reader
  const places = week.placesOf[area] ?? []
  return Array.from({ length: week.groups }, (_, group) => [
    ...places.flatMap((node) => ofPlace(reader, group, node)),
    ...(weakness === 'parents-from-truth' ? ofRoundedSums(reader, group, places) : []),
    ...(weakness === 'parents-from-truth' || weakness === 'downward-moves' ? [] : ofPool(reader, group, places)),
  ])
    .flat()
    .concat(ofWhatElseIsShown(reader, places))
}

function ofPlace({ week, frames, weakness }: Reader, group: number, node: number): Known[] {
  const { k } = week
  const high = highest(week, group, node)
  return moments(week).flatMap((at) => {
    const own: Sum = [[unknownOf(week, group, node, at), 1]]
    const before: Sum = isFirst(week, at) ? [] : [[unknownOf(week, group, node, at - 1), -1]]
    const rise = { sum: [...own, ...before], from: weakness === 'downward-moves' ? -1 : 0, to: Number.POSITIVE_INFINITY }
    const shown = frames[group]?.[node]?.[at] ?? 0
    if (weakness === 'threshold-off-by-one') return [rise, { sum: own, from: shown, to: shown + k - 2 }]
    if (weakness === 'exact-once-large' && shown > 0) return [rise, { sum: own, from: shown, to: shown }]
    if (weakness === 'zeros-shown' && shown === 0)
      return [rise, high[at] === 0 ? { sum: own, from: 0, to: 0 } : { sum: own, from: 1, to: k - 1 }]
    return [rise, { sum: own, from: shown, to: shown + k - 1 }]
  })
}

const sumAt = (week: SimulatedWeek, { group, places, at }: { group: number; places: readonly number[]; at: number }): Sum =>
  places.map((node) => [unknownOf(week, group, node, at), 1] as const)

function ofRoundedSums({ week, frames }: Reader, group: number, places: readonly number[]): Known[] {
  const area = week.tree.parent(places[0] ?? 0)
  return moments(week).map((at) => {
    const shown = frames[group]?.[area]?.[at] ?? 0
    return { sum: sumAt(week, { group, places, at }), from: shown, to: shown + week.k - 1 }
  })
}

/** What a pool has told and what of it is still known, followed from outside. */
class Words {
  #said: { mass: number; readonly lost: Map<number, number> }[] = []

  get known(): number {
    return Math.max(0, ...this.#said.map(({ mass }) => mass))
  }

  lose(part: number, loss: number, k: number): void {
    for (const word of this.#said) {
      const lost = Math.min(k - 1, (word.lost.get(part) ?? 0) + loss)
      word.mass -= lost - (word.lost.get(part) ?? 0)
      word.lost.set(part, lost)
    }
  }

  say(mass: number): void {
    if (mass > this.known) this.#said.push({ mass, lost: new Map() })
  }
}

/** Each moment of an area: what its places have shown, what its pool has told, and how much of its remainder may be gone. */
interface Moment {
  readonly shown: number
  readonly told: number
  readonly isFull: boolean
  readonly loss: number
}

function momentsOf({ week, frames, weakness }: Reader, group: number, places: readonly number[]): Moment[] {
  const { k, tree } = week
  const shown = places.map((node) => frames[group]?.[node] ?? [])
  const area = frames[group]?.[tree.parent(places[0] ?? 0)] ?? []
  let words = new Words()
  return moments(week).map((at) => {
    if (isFirst(week, at) || restartsAt(week, weakness, at)) words = new Words()
    const before = words.known
    const risen = shown.map((column) => (column[at] ?? 0) > (isFirst(week, at) ? 0 : (column[at - 1] ?? 0)))
    risen.forEach((rose, place) => rose && words.lose(place, k - 1, k))
    const sum = shown.reduce((total, column) => total + (column[at] ?? 0), 0)
    const told = (area[at] ?? 0) - sum
    const room = weakness === 'no-complement' ? Number.POSITIVE_INFINITY : (places.length - 1) * (k - 1)
    const isFull = told - words.known >= k * Math.floor((room - words.known) / k)
    words.say(told)
    const fell = risen.filter(Boolean).length * (k - 1) + told - before
    return { shown: sum, told, isFull, loss: Math.max(0, Math.min(k - 1, fell)) }
  })
}

/** What the pool of an area says of what its places hold back. */
function ofPool(reader: Reader, group: number, places: readonly number[]): Known[] {
  const { week } = reader
  return momentsOf(reader, group, places).map(({ shown, told, isFull }, at) => {
    const least = shown + told
    return { sum: sumAt(week, { group, places, at }), from: least, to: isFull ? Number.POSITIVE_INFINITY : least + week.k - 1 }
  })
}

/** Each moment of an area of areas: `isFull` also where one of these is, which then holds back more than the area can know. */
function momentsOfAreas({ week, frames }: Reader, group: number, node: number, areas: readonly (readonly Moment[])[]): Moment[] {
  const { k } = week
  let words = new Words()
  return moments(week).map((at) => {
    if (isFirst(week, at)) words = new Words()
    const before = words.known
    const now = areas.flatMap((area) => area[at] ?? [])
    now.forEach(({ loss }, area) => words.lose(area, loss, k))
    const shown = now.reduce((sum, area) => sum + area.shown + area.told, 0)
    const told = (frames[group]?.[node]?.[at] ?? 0) - shown
    const room = (areas.length - 1) * (k - 1)
    const isFull = told - words.known >= k * Math.floor((room - words.known) / k) || now.some((area) => area.isFull)
    words.say(told)
    const fell = now.reduce((sum, { loss }) => sum + loss, told - before)
    return { shown, told, isFull, loss: Math.max(0, Math.min(k - 1, fell)) }
  })
}

/** What the pool of the city says of what its areas hold back, with what was left of periods before. */
export function knownOfCity(reader: Reader): Known[] {
  const { week } = reader
  return Array.from({ length: week.groups }, (_, group) => {
    const areas = week.placesOf.map((places) => momentsOf(reader, group, places))
    return ofRoot(reader, { group, places: week.placesOf.flat(), moments: momentsOfAreas(reader, group, 0, areas) })
  }).flat()
}

interface Root {
  readonly group: number
  readonly places: readonly number[]
  readonly moments: readonly Moment[]
}

/** What was left of a day lies in the root's pool from then on. */
function ofRoot({ week }: Reader, { group, places, moments: city }: Root): Known[] {
  let earlier: { readonly sum: Sum; readonly shown: number } = { sum: [], shown: 0 }
  return city.map(({ shown, told, isFull }, at): Known => {
    const least = earlier.shown + shown + told
    const sum = [...earlier.sum, ...sumAt(week, { group, places, at })]
    if (isLast(week, at)) earlier = { sum, shown: least }
    return { sum, from: least, to: isFull ? Number.POSITIVE_INFINITY : least + week.k - 1 }
  })
}

/** All that the pools above the areas of places say, up to the root, in a tree of any height. */
export function knownOfTree(reader: Reader): Known[] {
  const { week } = reader
  const { tree, k } = week
  const isPlace = (node: number) => (week.counts[0]?.[node]?.length ?? 0) > 0
  const placesBelow = (node: number): readonly number[] => (isPlace(node) ? [node] : tree.children(node).flatMap(placesBelow))
  return Array.from({ length: week.groups }, (_, group) => {
    const known: Known[] = []
    const climb = (node: number): Moment[] => {
      const parts = tree.children(node)
      if (parts.every(isPlace)) return momentsOf(reader, group, parts)
      const own = momentsOfAreas(reader, group, node, parts.map(climb))
      const places = placesBelow(node)
      if (node === 0) known.push(...ofRoot(reader, { group, places, moments: own }))
      else
        own.forEach(({ shown, told, isFull }, at) => {
          const least = shown + told
          const to = isFull ? Number.POSITIVE_INFINITY : least + k - 1
          known.push({ sum: sumAt(week, { group, places, at }), from: least, to })
        })
      return own
    }
    climb(0)
    return known
  }).flat()
}

/** Figures that no rule of the engine would show. */
function ofWhatElseIsShown({ week, weakness }: Reader, places: readonly number[]): Known[] {
  const { k, counts } = week
  const truth = (group: number, node: number, at: number) => counts[group]?.[node]?.[at] ?? 0
  const rounded = (sum: Sum, n: number): Known => ({ sum, from: n - (n % k), to: n - (n % k) + k - 1 })
  const days = moments(week).filter((at) => isLast(week, at))
  const groups = Array.from({ length: week.groups }, (_, group) => group)
  if (weakness === 'month-from-truth')
    return groups.flatMap((group) =>
      places.flatMap((node) =>
        days.map((_, end) => {
          const until = days.slice(0, end + 1)
          const total = until.reduce((sum, at) => sum + truth(group, node, at), 0)
          return rounded(
            until.map((at) => [unknownOf(week, group, node, at), 1]),
            total,
          )
        }),
      ),
    )
  if (weakness === 'overlapping-types')
    return places.flatMap((node) =>
      moments(week).map((at) => {
        const total = groups.reduce((sum, group) => sum + truth(group, node, at), 0)
        return rounded(
          groups.map((group) => [unknownOf(week, group, node, at), 1]),
          total,
        )
      }),
    )
  if (weakness === 'rates-of-hidden') return places.flatMap((node) => days.flatMap((at) => ofRate(week, node, at)))
  if (weakness === 'no-cadence' || weakness === 'sequence-numbers')
    return moments(week).map((at) => {
      const all = groups.flatMap((group) => sumAt(week, { group, places, at }))
      const before = isFirst(week, at) ? [] : groups.flatMap((group) => sumAt(week, { group, places, at: at - 1 }))
      const sum = [...all, ...before.map(([unknown]) => [unknown, -1] as const)]
      const total = (moment: number) =>
        groups.reduce((n, group) => n + places.reduce((m, node) => m + truth(group, node, moment), 0), 0)
      const more = total(at) - (isFirst(week, at) ? 0 : total(at - 1))
      return { sum, from: more, to: more }
    })
  return []
}

/** The share of group 1 in group 0, to two decimals: nothing where the latter is empty. */
function ofRate(week: SimulatedWeek, node: number, at: number): Known[] {
  const [whole, part] = [0, 1].map((group) => week.counts[group]?.[node]?.[at] ?? 0) as [number, number]
  if (whole === 0) return []
  const rate = Math.round((part / whole) * 100) / 100
  const [of, in_] = [unknownOf(week, 0, node, at), unknownOf(week, 1, node, at)]
  const infinite = Number.POSITIVE_INFINITY
  return [
    {
      sum: [
        [in_, 1],
        [of, -(rate - 0.005)],
      ],
      from: 0,
      to: infinite,
    },
    {
      sum: [
        [in_, -1],
        [of, rate + 0.005],
      ],
      from: 0,
      to: infinite,
    },
    { sum: [[of, 1]], from: 1, to: infinite },
  ]
}
