import { LIFE } from '../cases/case-step.ts'
import { FLAG, NO_CODE } from '../cases/case-table.ts'
import { OPEN, OVERDUE } from '../cases/case-bits.ts'
import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { Fold } from '../fold/fold.ts'
import type { CaseAsk, CaseBook, CaseSheet, LoopStep, StandingCase } from './case-book.ts'
import { isWithinArea, unitFigures } from './unit-figures.ts'

const LIVES = { [LIFE.open]: 'open', [LIFE.closed]: 'closed' } as const
type Place = { readonly due: number; readonly id: string }

/** By due time, cases without one last, then by id. */
function order(a: Place, b: Place): number {
  const [first, second] = [a.due, b.due].map((due) => (Number.isNaN(due) ? Number.POSITIVE_INFINITY : due)) as [number, number]
  if (first !== second) return first - second
  return a.id === b.id ? 0 : a.id < b.id ? -1 : 1
}

const STEPS = [1, 2, 3, 4, 5, 6] as const

function standingOf(fold: Fold, row: number): StandingCase {
  const { table } = fold.cases
  const c = table.columns
  const flags = c.flags[row] as number
  const code = (at: number) => (at === NO_CODE ? -1 : at)
  return {
    id: table.id(row),
    node: c.node[row] as number,
    type: code(c.type[row] as number),
    unit: code(c.unit[row] as number),
    step: c.line[row] as number,
    life: LIVES[c.life[row] as keyof typeof LIVES] ?? 'ended',
    openedAt: c.openedAt[row] as number,
    stepAt: c.lineAt[row] as number,
    due: c.due[row] as number,
    overdue: ((c.counted[row] as number) & OVERDUE) !== 0,
    supervised: (flags & FLAG.supervised) !== 0,
    suspended: (flags & FLAG.suspended) !== 0,
    outOfOrder: (flags & FLAG.outOfOrder) !== 0,
  }
}

/** Rows of open cases in an area, narrowed. */
function rowsOf(fold: Fold, { node: area, unit, type, step, overdue, supervised, suspended }: CaseAsk): number[] {
  const { table } = fold.cases
  const c = table.columns
  const { parent } = fold.columns
  const wanted = (row: number): boolean =>
    ((c.counted[row] as number) & OPEN) !== 0 &&
    (unit === undefined || c.unit[row] === unit) &&
    (type === undefined || c.type[row] === type) &&
    (step === undefined || c.line[row] === step) &&
    (overdue === undefined || (((c.counted[row] as number) & OVERDUE) !== 0) === overdue) &&
    (supervised === undefined || (((c.flags[row] as number) & FLAG.supervised) !== 0) === supervised) &&
    (suspended === undefined || (((c.flags[row] as number) & FLAG.suspended) !== 0) === suspended) &&
    isWithinArea(parent, c.node[row] as number, area)
  return [...table.rows()].filter(wanted)
}

function leftOf(fold: Fold, row: number, due: number): CaseSheet['left'] {
  if (Number.isNaN(due)) return undefined
  const now = fold.clock * 1000
  const clock = fold.cases.due.milestones(row).at(-1)?.limit.clock ?? 'hours'
  const amount = fold.cases.due.between(row, Math.min(now, due), Math.max(now, due), clock)
  return { amount, clock }
}

/** The cases that the fold remembers, read as they stand. */
export function createCaseBook(fold: Fold, calendar: CityCalendar): CaseBook {
  const { cases } = fold
  const { table } = cases
  const placeOf = (row: number): Place => ({ due: table.columns.due[row] as number, id: table.id(row) })
  return {
    list(ask, { after, most }) {
      const rows = rowsOf(fold, ask).sort((a, b) => order(placeOf(a), placeOf(b)))
      const rest = after === undefined ? rows : rows.filter((row) => order(placeOf(row), after) > 0)
      return { cases: rest.slice(0, most).map((row) => standingOf(fold, row)), more: rest.length > most }
    },
    one(id) {
      const row = cases.table.find(id)
      if (row < 0) return undefined
      const standing = standingOf(fold, row)
      const milestones = cases.due.milestones(row).map((stone) => ({ ...stone, due: cases.due.dueOf(row, stone) }))
      const left = standing.life === 'open' ? leftOf(fold, row, standing.due) : undefined
      const seqs = cases.history.seqs(cases.table.columns.lastStep[row] as number)
      return { ...standing, dueGiven: cases.due.isGiven(row), milestones, left, seqs }
    },
    correctedStep: (seq) => fold.correctedStep(seq),
    loop(node) {
      const { line, lineAt, counted } = cases.table.columns
      const rows = rowsOf(fold, { node })
      return STEPS.map((step): LoopStep => {
        const here = rows.filter((row) => line[row] === step)
        const overdue = here.filter((row) => (counted[row] as number) & OVERDUE).length
        const first = here.reduce((a, b) => (a < 0 || (lineAt[b] as number) < (lineAt[a] as number) ? b : a), -1)
        const longest = first < 0 ? undefined : { id: cases.table.id(first), since: lineAt[first] as number }
        return { step, open: here.length, overdue, longest }
      })
    },
    units: (node) => unitFigures(fold, calendar, node),
  }
}
