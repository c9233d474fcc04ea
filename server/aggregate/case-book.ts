import type { Milestone } from '../cases/case-limits.ts'
import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { LimitClock } from '../../shared/domain/work-calendar.ts'

/** Open cases of an area, narrowed; unit and type are places in the catalogue. */
export interface CaseAsk {
  readonly node: number
  readonly unit?: number | undefined
  readonly type?: number | undefined
  /** 1–7. */
  readonly step?: number | undefined
  readonly overdue?: boolean | undefined
  readonly supervised?: boolean | undefined
  readonly suspended?: boolean | undefined
}

/** A case as it stands at the clock second; times epoch ms, NaN where there is none. */
export interface StandingCase {
  readonly id: string
  readonly node: number
  /** Places in the catalogue, −1 where it is unknown. */
  readonly type: number
  readonly unit: number
  /** 1–7, 0 before any. */
  readonly step: number
  readonly life: 'open' | 'closed' | 'ended'
  readonly openedAt: number
  /** When it came to this step. */
  readonly stepAt: number
  readonly due: number
  readonly overdue: boolean
  readonly supervised: boolean
  readonly suspended: boolean
  readonly outOfOrder: boolean
}

/** One case with what its limit asks for and how much of it is left. */
export interface CaseSheet extends StandingCase {
  /** Whether its source says when it is due; else the limit of its type and place does. */
  readonly dueGiven: boolean
  readonly milestones: readonly (Milestone & { readonly due: number })[]
  /** On the clock of the limit: what is left, or, once overdue, by how much; undefined where nothing is due. */
  readonly left?: { readonly amount: number; readonly clock: LimitClock } | undefined
  /** Numbers in the log of its steps, in the order in which they came. */
  readonly seqs: readonly number[]
}

/** How many open cases stand at one of the seven steps, and which has waited longest. */
export interface LoopStep {
  readonly step: number
  readonly open: number
  readonly overdue: number
  /** Undefined where none waits. */
  readonly longest?: { readonly id: string; readonly since: number } | undefined
}

/** Figures of one responsible unit in an area by key; NaN where there is none. */
export interface UnitFigures {
  readonly unit: number
  readonly values: ReadonlyMap<string, number>
}

/** A place in the order of a list, and how many cases to answer after it. */
export interface CasePlace {
  readonly after?: { readonly due: number; readonly id: string } | undefined
  readonly most: number
}

/** The remembered cases of class T as lists; of P and X no case is remembered. Only `publish/` may import what makes it. CS7 */
export interface CaseBook {
  /** Open cases in the order of their due times, those without one last, then by id. */
  list(ask: CaseAsk, place: CasePlace): { readonly cases: readonly StandingCase[]; readonly more: boolean }
  one(id: string): CaseSheet | undefined
  /** What the step with a number of the log says since it was corrected; undefined where it was not. */
  correctedStep(seq: number): StoredEventOf<'case'> | undefined
  loop(node: number): readonly LoopStep[]
  /** Units with any figure in the area, in the order of the catalogue. */
  units(node: number): readonly UnitFigures[]
}
