import loadHighs from 'highs'
import { seededRandom } from '../random.ts'
import { unknownOf, type Known, type Sum } from './knowledge.ts'
import { highest, type SimulatedWeek } from './simulated-week.ts'
import type { Frames } from './told-frames.ts'

/** A cell that was never shown: a window of a place or an area at a moment. */
export interface HiddenCell {
  readonly name: string
  readonly sum: Sum
}
/** A hidden cell that cannot have had this value. */
export interface Breach {
  readonly cell: string
  readonly value: number
}

const less = (sum: Sum): Sum => sum.map(([unknown, times]) => [unknown, -times])

/** What an unknown truly was: as counted, or as the release knows it. */
function truthOf(week: SimulatedWeek, of: (group: number, node: number) => readonly number[]): (unknown: number) => number {
  const column = week.days * week.ticks
  return (unknown) => {
    const row = Math.floor(unknown / column)
    return of(Math.floor(row / week.tree.size), row % week.tree.size)[unknown % column] ?? 0
  }
}

/** Whether a cell truly counts someone, but fewer than k. */
export function isSmall(week: SimulatedWeek, { sum }: HiddenCell): boolean {
  const truth = truthOf(week, (group, node) => week.counts[group]?.[node] ?? [])
  const value = sum.reduce((total, [unknown, times]) => total + times * truth(unknown), 0)
  return value > 0 && value < week.k
}

/** Whether what the adversary holds to be known is so. */
export function isTrue(week: SimulatedWeek, known: readonly Known[]): boolean {
  const truth = truthOf(week, (group, node) => highest(week, group, node))
  return known.every((one) => agrees(one, truth))
}

/** Every window of every place of an area, of the area itself and of the city, that showed nothing: quarter hours, days, all of it. */
export function hiddenCells(week: SimulatedWeek, frames: Frames, area: number): HiddenCell[] {
  const places = week.placesOf[area] ?? []
  const shownAs = (nodes: readonly number[], shownBy: number) => ({ nodes, shownBy })
  const ofPlaces = places.map((node) => shownAs([node], node))
  const ofAreas = [shownAs(places, week.tree.parent(places[0] ?? 0)), shownAs(week.placesOf.flat(), 0)]
  return hiddenWindows(
    week,
    frames,
    [...ofPlaces, ...ofAreas].filter(({ shownBy }) => (frames[0]?.[shownBy]?.length ?? 0) > 0),
  )
}

/** A node that shows something, and the places that it stands for. */
export interface Subject {
  readonly nodes: readonly number[]
  readonly shownBy: number
}

/** Every window of the subjects that showed nothing. */
export function hiddenWindows(week: SimulatedWeek, frames: Frames, subjects: readonly Subject[]): HiddenCell[] {
  const { ticks, groups } = week
  const every = Array.from({ length: groups }, (_, group) => [group])
  return [...every, ...(groups > 1 ? [every.flat()] : [])].flatMap((of) =>
    subjects.flatMap(({ nodes, shownBy }) => {
      const shown = (at: number) => of.reduce((sum, group) => sum + (frames[group]?.[shownBy]?.[at] ?? 0), 0)
      const sumAt = (at: number): Sum =>
        of.flatMap((group) => nodes.map((node) => [unknownOf(week, group, node, at), 1] as const))
      let earlier: Sum = []
      let shownEarlier = 0
      const name = `${of.join('+')} of ${shownBy}`
      return Array.from({ length: week.days * ticks }, (_, at) => at).flatMap((at) => {
        const first = at % ticks === 0
        const cells = [
          { name: `day ${name} at ${at}`, sum: sumAt(at), v: shown(at) },
          {
            name: `quarter ${name} at ${at}`,
            sum: first ? sumAt(at) : [...sumAt(at), ...less(sumAt(at - 1))],
            v: shown(at) - (first ? 0 : shown(at - 1)),
          },
          { name: `all ${name} at ${at}`, sum: [...earlier, ...sumAt(at)], v: shownEarlier + shown(at) },
        ]
        if (at % ticks === ticks - 1) {
          earlier = [...earlier, ...sumAt(at)]
          shownEarlier += shown(at)
        }
        return cells.filter(({ v }) => v === 0)
      })
    }),
  )
}

type Highs = Awaited<ReturnType<typeof loadHighs>>
type Model = ReturnType<Highs['createModel']>

/** Asks an exact solver whether counts exist that agree with all that is known. */
class Solver {
  readonly #model: Model
  readonly #column = new Map<number, number>()
  readonly #infeasible: number
  readonly #optimal: number
  readonly #types: Highs['constants']['variableType']
  #rows = 0
  /** How often fractions had to be cut off. */
  whole = 0

  constructor(highs: Highs, known: readonly Known[]) {
    this.#model = highs.createModel()
    this.#model.options.set({ output_flag: false, mip_rel_gap: 1e6 })
    this.#infeasible = highs.constants.modelStatus.infeasible
    this.#types = highs.constants.variableType
    this.#optimal = highs.constants.modelStatus.optimal
    const unknowns = new Set(known.flatMap(({ sum }) => sum.map(([unknown]) => unknown)))
    for (const unknown of unknowns) {
      this.#column.set(unknown, this.#column.size)
      this.#model.addVar(0, 1000)
    }
    for (const { sum, from, to } of known) this.#row(sum, from, to)
  }

  #row(sum: Sum, from: number, to: number): void {
    this.#rows += 1
    const indices = sum.map(([unknown]) => this.#column.get(unknown) ?? 0)
    const bound = (n: number) => (Number.isFinite(n) ? n : 1e30)
    this.#model.addRow(from, bound(to), { indices, values: sum.map(([, times]) => times) })
  }

  /** Counts by which the sum has the value, leaning as `lean` says; undefined where there are none. */
  find(sum: Sum, value: number, lean: () => number): ((unknown: number) => number) | undefined {
    for (const column of this.#column.values()) this.#model.changeColCost(column, lean())
    const row = this.#rows
    this.#row(sum, value, value)
    let found = this.#solve()
    if (found?.some((count) => Math.abs(count - Math.round(count)) > 1e-6)) {
      this.whole += 1
      this.#areWhole(true)
      found = this.#solve()
      this.#areWhole(false)
    }
    this.#model.deleteRows({ kind: 'range', from: row, to: row })
    this.#rows = row
    const counts = found
    return counts && ((unknown) => Math.round(counts[this.#column.get(unknown) ?? -1] ?? 0))
  }

  #areWhole(whole: boolean): void {
    const { integer, continuous } = this.#types
    for (const column of this.#column.values()) this.#model.changeColIntegrality(column, whole ? integer : continuous)
  }

  #solve(): Float64Array | undefined {
    this.#model.run()
    const status = this.#model.getModelStatus()
    if (status === this.#optimal) return this.#model.getSolution().colValue
    if (status !== this.#infeasible) throw new Error(`the solver gave up: ${status}`)
    return undefined
  }

  dispose(): void {
    this.#model.dispose()
  }
}

const agrees = ({ sum, from, to }: Known, found: (unknown: number) => number): boolean => {
  const total = sum.reduce((n, [unknown, times]) => n + times * found(unknown), 0)
  return total >= from - 1e-9 && total <= to + 1e-9
}

let highs: Promise<Highs> | undefined

/**
 * Tries to narrow every hidden cell: a breach is a value from 1 to k − 1 that it cannot have had, by all that was shown
 * before and after. Exact: each value is either found in counts that agree with everything, or there are none.
 */
export async function attack(
  { k }: SimulatedWeek,
  {
    known,
    cells,
    atMost = 1,
    seed = 1,
  }: { known: readonly Known[]; cells: readonly HiddenCell[]; atMost?: number; seed?: number },
): Promise<{ readonly breaches: readonly Breach[]; readonly solved: number; readonly values: number }> {
  const solver = new Solver(await (highs ??= loadHighs()), known)
  const random = seededRandom(seed)
  const open = cells.map(({ sum }) => ({ sum, values: new Set(Array.from({ length: k - 1 }, (_, i) => i + 1)) }))
  const breaches: Breach[] = []
  let solved = 0
  for (const [at, { sum, values }] of open.entries())
    for (const value of values) {
      const found = solver.find(sum, value, () => random() * 2 - 1)
      solved += 1
      if (found && !known.every((one) => agrees(one, found))) throw new Error('the solver found counts that do not agree')
      if (found)
        for (const cell of open) cell.values.delete(cell.sum.reduce((n, [unknown, times]) => n + times * found(unknown), 0))
      else breaches.push({ cell: cells[at]?.name ?? '', value })
      if (breaches.length >= atMost) {
        solver.dispose()
        return { breaches, solved, values: cells.length * (k - 1) }
      }
    }
  solver.dispose()
  return { breaches, solved, values: cells.length * (k - 1) }
}
