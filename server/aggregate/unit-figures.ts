import { SUPERVISED, SUSPENDED, OPEN, OVERDUE, STEP_1, dueRowsOf } from '../cases/case-bits.ts'
import { NO_CODE } from '../cases/case-table.ts'
import { UNIT_BASES } from '../cases/unit-counts.ts'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import { DUE_ROWS, PART_WINDOWS } from '../../shared/figures/counter-layout.ts'
import { RATES } from '../../shared/figures/keys.ts'
import type { Fold } from '../fold/fold.ts'
import type { UnitFigures } from './case-book.ts'

const PRESENT: readonly (readonly [key: string, bit: number])[] = [
  ['cases.open', OPEN],
  ['cases.overdue', OVERDUE],
  ['cases.supervised', SUPERVISED],
  ['cases.suspended', SUSPENDED],
  ...[3, 4, 5, 6].map((n) => [`cases.step.${n}`, STEP_1 << (n - 1)] as const),
]
const COUNTED = new Set<string>([...UNIT_BASES, ...DUE_ROWS])
/** Rates a unit can be judged by: both their counts are of steps that have a unit. */
const UNIT_RATES = Object.entries(RATES).filter(([, [above, below]]) => COUNTED.has(above) && COUNTED.has(below))

/** True where `node` lies in `area`; parents come before their children. */
export function isWithinArea(parent: Int32Array, node: number, area: number): boolean {
  let at = node
  while (at > area) at = parent[at] as number
  return at === area
}

class Tally {
  readonly values = new Map<string, number>()

  add(key: string, count: number): void {
    if (count !== 0) this.values.set(key, (this.values.get(key) ?? 0) + count)
  }

  /** All keys, zeros and rates included. */
  whole(): ReadonlyMap<string, number> {
    const all = new Map<string, number>()
    for (const [key] of PRESENT) all.set(key, this.values.get(key) ?? 0)
    for (const window of PART_WINDOWS) {
      for (const base of COUNTED) all.set(`${base}.${window}`, this.values.get(`${base}.${window}`) ?? 0)
      for (const [rate, [above, below]] of UNIT_RATES) {
        const whole = all.get(`${below}.${window}`) ?? 0
        all.set(`${rate}.${window}`, whole === 0 ? Number.NaN : (all.get(`${above}.${window}`) ?? 0) / whole)
      }
    }
    return all
  }
}

function addRows(fold: Fold, calendar: CityCalendar, area: number, tallyOf: (unit: number) => Tally): void {
  const { table } = fold.cases
  const { unit, node, counted, dueCounted, dueCountedAt } = table.columns
  const starts = PART_WINDOWS.map((window) =>
    window === 'all' ? Number.NEGATIVE_INFINITY : calendar.span(window, fold.clock).start,
  )
  for (const row of table.rows()) {
    const code = unit[row] as number
    const due = dueCounted[row] as number
    const now = counted[row] as number
    if (code === NO_CODE || (due | now) === 0 || !isWithinArea(fold.columns.parent, node[row] as number, area)) continue
    const tally = tallyOf(code)
    for (const [key, bit] of PRESENT) if (now & bit) tally.add(key, 1)
    for (const dueRow of dueRowsOf(due))
      PART_WINDOWS.forEach((window, at) => {
        if ((dueCountedAt[row] as number) >= (starts[at] as number)) tally.add(`${DUE_ROWS[dueRow]}.${window}`, 1)
      })
  }
}

/** Figures of every unit that has any in the area: present and due counts from its cases, steps from its counters. CS6 */
export function unitFigures(fold: Fold, calendar: CityCalendar, area: number): readonly UnitFigures[] {
  const tallies = new Map<number, Tally>()
  const tallyOf = (unit: number): Tally => {
    const tally = tallies.get(unit) ?? new Tally()
    tallies.set(unit, tally)
    return tally
  }
  addRows(fold, calendar, area, tallyOf)
  fold.cases.units.visit((unit, node, read, settled) => {
    if (!isWithinArea(fold.columns.parent, node, area)) return
    const tally = tallyOf(unit)
    UNIT_BASES.forEach((base, at) => PART_WINDOWS.forEach((window, w) => tally.add(`${base}.${window}`, read(at, w))))
    DUE_ROWS.forEach((base, dueRow) => tally.add(`${base}.all`, settled(dueRow)))
  })
  return [...tallies].sort(([a], [b]) => a - b).map(([unit, tally]) => ({ unit, values: tally.whole() }))
}
