import { expect, test } from 'vitest'
import { releaseStock } from '../../server/release/stock-release.ts'
import { attack, type HiddenCell } from '../support/adversary/attack.ts'
import type { Known, Sum } from '../support/adversary/knowledge.ts'
import { simulateWeek, type SimulatedWeek } from '../support/adversary/simulated-week.ts'
import { seededRandom } from '../support/random.ts'

const SIZE = { areas: 4, places: 5, days: 1, ticks: 1, groups: 1 }
const SEEDS = Array.from({ length: 60 }, (_, seed) => seed)

/** In every other city nothing can wait above the places, and the adversary knows it. */
const isBare = (seed: number) => seed % 2 === 0

/** What waits at each node itself: mostly at places, where counts just under k hide worst; now and then at an area or the city. */
function waiting({ tree, k }: SimulatedWeek, seed: number): readonly number[] {
  const random = seededRandom(seed)
  const upTo = (n: number) => Math.floor(random() * n)
  return Array.from({ length: tree.size }, (_, node) => {
    if (tree.level(node) < 2) return !isBare(seed) && random() < 0.3 ? upTo(k * 2) : 0
    return [upTo(k), k - 1, upTo(k * 3)][upTo(3)] ?? 0
  })
}

const below = ({ tree }: SimulatedWeek, node: number): readonly number[] => [
  node,
  ...tree.children(node).flatMap((child) => below({ tree } as SimulatedWeek, child)),
]
/** The unknowns at a node and below it. */
const sumOf = (week: SimulatedWeek, node: number, bare: boolean): Sum =>
  below(week, node).flatMap((one) => (bare && week.tree.level(one) < 2 ? [] : [[one, 1] as const]))

/** All that follows from one release by its rules. The numbers of unknowns are those of the nodes. */
function knownOfStock(week: SimulatedWeek, released: Int32Array, bare: boolean): Known[] {
  const { tree, k } = week
  const known: Known[] = []
  const climb = (node: number): { readonly play: number } => {
    const from = released[node] ?? 0
    const sum = sumOf(week, node, bare)
    if (tree.level(node) === 2) {
      known.push({ sum, from, to: from + k - 1 })
      return { play: k - 1 }
    }
    const plays = tree.children(node).map((child) => climb(child).play)
    const play = plays.reduce((all, one) => all + one, 0)
    const room = Math.max(0, play - Math.max(0, ...plays))
    const told = from - tree.children(node).reduce((all, child) => all + (released[child] ?? 0), 0)
    const isFull = told >= k * Math.floor(room / k)
    known.push({ sum, from, to: isFull ? Number.POSITIVE_INFINITY : from + k - 1 })
    return { play: Math.max(0, Math.min(k - 1, play - told)) }
  }
  climb(0)
  return known
}

function hidden(week: SimulatedWeek, released: Int32Array, bare: boolean): HiddenCell[] {
  const nodes = Array.from({ length: week.tree.size }, (_, node) => node)
  return nodes.filter((node) => released[node] === 0).map((node) => ({ name: `${node}`, sum: sumOf(week, node, bare) }))
}

const shapeOf = ({ tree, k }: SimulatedWeek) => ({ tree, k, placeLevel: 2 })
const totalOf = (week: SimulatedWeek, own: readonly number[]) => (node: number) =>
  below(week, node).reduce((sum, one) => sum + (own[one] ?? 0), 0)

// Fault seen: an area's steps not held under what all parts but one can hide.
test.each(SEEDS)('[PR8] what waits in city %i: no hidden place, area or city loses a value, by an exact solver', async (seed) => {
  const week = simulateWeek(seed, { ...SIZE, k: seed % 4 === 3 ? 11 : 5 })
  const own = waiting(week, seed)
  const released = releaseStock(shapeOf(week), totalOf(week, own))
  const known = knownOfStock(week, released, isBare(seed))
  const truth = (sum: Sum) => sum.reduce((all, [node, times]) => all + times * (own[node] ?? 0), 0)
  for (const { sum, from, to } of known) expect(truth(sum) >= from && truth(sum) <= to).toBe(true)
  const { breaches } = await attack(week, { known, cells: hidden(week, released, isBare(seed)) })
  expect(breaches).toEqual([])
})

test('[PR8] the solver wins where areas are rounded from the truth', async () => {
  for (const seed of SEEDS.filter(isBare)) {
    const week = simulateWeek(seed, { ...SIZE, k: 5 })
    const total = totalOf(week, waiting(week, seed))
    const released = Int32Array.from({ length: week.tree.size }, (_, node) => total(node) - (total(node) % week.k))
    const known = below(week, 0).map((node) => {
      const from = released[node] ?? 0
      return { sum: sumOf(week, node, true), from, to: from + week.k - 1 }
    })
    const { breaches } = await attack(week, { known, cells: hidden(week, released, true) })
    if (breaches.length > 0) return
  }
  expect.fail('no seed gave a place away')
})
