import type { CaseStep } from '../../../shared/domain/grid-event.ts'
import { wholeBetween, type Chance } from './chance.ts'

/** One step of a case, minutes after its first word. */
export interface WalkStep {
  readonly step: CaseStep
  readonly after: number
  /** Minutes after the first word at which it is now due. */
  readonly due?: number
  readonly supervised?: true
  readonly solved?: 'yes' | 'no' | 'unreached'
  readonly satisfied?: 'yes' | 'no' | 'unreached'
}

export interface WalkOptions {
  readonly limitMinutes: number
  /** Chance that the work runs past its limit. */
  readonly lateShare: number
  readonly fromResident: boolean
}

/** Shares of cases that leave the main line, as rooms report them (domain A7). */
const SHARE = {
  declined: 0.015,
  voided: 0.004,
  refused: 0.01,
  returned: 0.025,
  extended: 0.02,
  suspended: 0.008,
  reopened: 0.02,
  supervised: 0.015,
}
const REVISITED = 0.3

class Walk {
  readonly steps: WalkStep[] = []
  #minute = 0
  readonly #chance: Chance

  constructor(chance: Chance) {
    this.#chance = chance
  }

  get minute(): number {
    return this.#minute
  }

  add(step: CaseStep, low: number, high: number, more: Omit<WalkStep, 'step' | 'after'> = {}): void {
    this.#minute += this.steps.length === 0 ? 0 : wholeBetween(this.#chance, low, high)
    this.steps.push({ step, after: this.#minute, ...more })
  }

  happens(share: number): boolean {
    return this.#chance() < share
  }
}

/** Brings the case to the unit that does the work; answers the minute at which it is due. */
function dispatch(walk: Walk, limit: number): number {
  let due = walk.minute + 5 + limit
  const supervised = walk.happens(SHARE.supervised) ? { supervised: true as const } : {}
  walk.add('dispatched', 1, 9, { due, ...supervised })
  if (walk.happens(SHARE.refused)) {
    walk.add('refused', 3, 20)
    walk.add('reassigned', 2, 10)
  }
  walk.add('signed', 2, 14)
  if (walk.happens(SHARE.returned)) {
    walk.add('returned', 5, 30)
    walk.add('reassigned', 2, 10)
    walk.add('signed', 2, 14)
  }
  if (walk.happens(SHARE.extended)) {
    due += limit
    walk.add('extended', 2, Math.max(3, Math.floor(limit / 4)), { due })
  }
  if (walk.happens(SHARE.suspended)) {
    due += 180
    walk.add('suspended', 5, 30, { due })
    walk.add('resumed', 60, 160, { due })
  }
  return due
}

function work(walk: Walk, due: number, late: boolean): void {
  const left = Math.max(8, due - walk.minute)
  const [low, high] = late ? [left + 5, left + 600] : [Math.ceil(left * 0.08), Math.max(6, Math.floor(left * 0.6))]
  walk.add('handled', low, high)
  walk.add('feedback', 1, late ? 10 : Math.max(2, Math.floor(left * 0.04)))
  walk.add('verified', 2, late ? 30 : Math.max(3, Math.floor(left * 0.1)))
}

/** A legal walk of the seven steps with its detours; times in whole minutes, never backwards. FE5 */
export function caseWalk(chance: Chance, { limitMinutes, lateShare, fromResident }: WalkOptions): readonly WalkStep[] {
  const walk = new Walk(chance)
  walk.add('reported', 0, 0)
  if (walk.happens(SHARE.declined)) {
    walk.add('declined', 3, 25)
    return walk.steps
  }
  walk.add('filed', 1, 12)
  if (walk.happens(SHARE.voided)) {
    walk.add('voided', 2, 20)
    return walk.steps
  }
  let due = dispatch(walk, limitMinutes)
  work(walk, due, walk.happens(lateShare))
  if (walk.happens(SHARE.reopened)) {
    walk.add('closed', 1, 5)
    walk.add('reopened', 10, 120)
    due = dispatch(walk, limitMinutes)
    work(walk, due, walk.happens(lateShare * 2))
  }
  walk.add('closed', 1, 5)
  if (fromResident && walk.happens(REVISITED)) {
    const reached = walk.happens(0.86)
    const solved = walk.happens(0.93)
    const satisfied = solved && walk.happens(0.96)
    const word = (yes: boolean) => (reached ? (yes ? 'yes' : 'no') : 'unreached')
    walk.add('revisited', 20, 180, { solved: word(solved), satisfied: word(satisfied) })
  }
  walk.add('evaluated', 30, 300)
  return walk.steps
}
