import type { CityCalendar } from '../../shared/domain/calendar.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { CaseStep } from '../../shared/domain/grid-event.ts'
import type { CaseLimit, WorkCalendar } from '../../shared/domain/work-calendar.ts'
import { createWorkClock, holds, type WorkClock } from '../../shared/domain/work-clock.ts'
import type { CityTree } from '../city/city-tree.ts'

export type Milestone = CaseLimit['milestones'][number]

/** How long cases may take where their source does not say. CS3 */
export interface CaseLimits {
  /** Whether a limit begins with this step. */
  startsWith(step: CaseStep): boolean
  /** What is due of a case of this type (catalogue index) and place, its limit begun at `start`, in order; empty where nothing is. */
  milestones(type: number, node: number, start: number): readonly Milestone[]
  /** The clock of a place. */
  clockOf(node: number): WorkClock
}

export interface CaseLimitsOptions {
  readonly calendar: WorkCalendar
  readonly city: CityCalendar
  readonly tree: CityTree
  readonly types: Catalogue['types']
}

const HANDLED = { code: 'handled', name: { zh: '处置', en: 'Handled' } }

const fits = (pattern: string, code: string) => (pattern.endsWith('*') ? code.startsWith(pattern.slice(0, -1)) : pattern === code)

/** The limits that may hold for one type, the first that fits first; its `limitMinutes` in working hours last. */
function limitsOf({ code, limitMinutes }: Catalogue['types'][number], calendar: WorkCalendar): readonly CaseLimit[] {
  const named = calendar.limits.filter(({ types }) => types.some((pattern) => fits(pattern, code)))
  if (limitMinutes === undefined) return named
  const limit = { amount: limitMinutes / 60, clock: 'workHours' } as const
  return [...named, { types: [code], milestones: [{ ...HANDLED, limit }] }]
}

/** Builds the limits of a city from its calendar and the types of its catalogue. */
export function createCaseLimits({ calendar, city, tree, types }: CaseLimitsOptions): CaseLimits {
  const byType = types.map((type) => limitsOf(type, calendar))
  const clocks = new Map<string, WorkClock>()
  const districtOf = (node: number): string => {
    let at = node
    while (at > 0 && tree.levels[tree.level(at)]?.role !== 'district') at = tree.parent(at)
    return tree.code(Math.max(0, at))
  }
  const starts = new Set<CaseStep>([calendar.startsAt, 'reopened'])
  return {
    startsWith: (step) => starts.has(step),
    milestones(type, node, start) {
      const day = city.dayName(city.dayNumber(Math.floor(start / 1000)))
      const district = districtOf(node)
      return byType[type]?.find((limit) => holds(limit, day, district))?.milestones ?? []
    },
    clockOf(node) {
      const district = districtOf(node)
      const known = clocks.get(district)
      if (known) return known
      const clock = createWorkClock(calendar, city, district)
      clocks.set(district, clock)
      return clock
    },
  }
}
