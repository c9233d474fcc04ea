import type { CaseStep } from '../../shared/domain/grid-event.ts'

/** Life of a case: not yet heard of, open, closed (verified and filed away), or ended otherwise. */
export const LIFE = { unknown: 0, open: 1, closed: 2, ended: 3 } as const
export type Life = (typeof LIFE)[keyof typeof LIFE]

/** What of a case decides on its next step; times are epoch milliseconds, −1 before any. */
export interface CaseStanding {
  readonly life: Life
  /** 1–7, the step of the closed loop last reached. */
  readonly line: number
  /** Event time of that step. */
  readonly lineAt: number
  /** Event time of the last end or reopening. */
  readonly lifeAt: number
  readonly reported: boolean
  readonly filed: boolean
  readonly closings: number
  readonly reopenings: number
}

/** What a step does. `counts`: it goes into the windowed counts; `line`: the step reached, 0 for no move. CS1 */
export interface StepOutcome {
  readonly life: Life
  readonly line: number
  readonly counts: boolean
  /** An order that cannot be: kept and flagged, without effect on what is counted. */
  readonly outOfOrder: boolean
}

/** Step of the closed loop that each step reaches; 0: it stays where it is. */
const LINE: Readonly<Record<CaseStep, number>> = {
  reported: 1,
  filed: 2,
  dispatched: 3,
  signed: 3,
  reassigned: 3,
  refused: 3,
  returned: 3,
  reopened: 3,
  handled: 4,
  feedback: 5,
  verified: 6,
  closed: 6,
  evaluated: 0,
  declined: 0,
  voided: 0,
  merged: 0,
  extended: 0,
  suspended: 0,
  resumed: 0,
  revisited: 0,
}

function decideEnd(now: CaseStanding, step: CaseStep, t: number): StepOutcome {
  const closes = step === 'closed'
  const over = now.life === LIFE.closed || now.life === LIFE.ended
  const late = t < now.lifeAt
  const counts = closes ? now.closings <= now.reopenings && !(now.life === LIFE.ended && !late) : !over
  if (late || over) return { life: now.life, line: 0, counts, outOfOrder: !late }
  return { life: closes ? LIFE.closed : LIFE.ended, line: LINE[step], counts, outOfOrder: t < now.lineAt }
}

function decideReopened(now: CaseStanding, t: number): StepOutcome {
  const over = now.life === LIFE.closed || now.life === LIFE.ended
  if (t < now.lifeAt) return { life: now.life, line: 0, counts: true, outOfOrder: false }
  return { life: LIFE.open, line: LINE.reopened, counts: over, outOfOrder: !over }
}

/**
 * Decides on one step from what is known of its case. The answer rests on event times, so steps that
 * arrive in another order lead to the same standing wherever the order of events is one that can be.
 */
export function decideStep(now: CaseStanding, step: CaseStep, t: number): StepOutcome {
  switch (step) {
    case 'closed':
    case 'declined':
    case 'voided':
    case 'merged':
      return decideEnd(now, step, t)
    case 'reopened':
      return decideReopened(now, t)
    case 'reported': {
      const fresh = now.life === LIFE.unknown
      const outOfOrder = now.reported || (!fresh && t > now.lineAt)
      return { life: fresh ? LIFE.open : now.life, line: fresh ? 1 : 0, counts: !now.reported, outOfOrder }
    }
    case 'revisited':
      return { life: now.life, line: 0, counts: true, outOfOrder: now.life === LIFE.unknown }
    case 'evaluated':
      return { life: now.life, line: 0, counts: true, outOfOrder: now.life !== LIFE.closed }
    default:
      return decideMove(now, step, t)
  }
}

function decideMove(now: CaseStanding, step: CaseStep, t: number): StepOutcome {
  const over = now.life === LIFE.closed || now.life === LIFE.ended
  const after = over && t > now.lifeAt
  const backwards = step === 'filed' && (now.filed || (now.line > LINE.filed && t > now.lineAt))
  const line = LINE[step]
  const moves = line > 0 && !over && !backwards && (t > now.lineAt || (t === now.lineAt && line > now.line))
  return {
    life: over ? now.life : LIFE.open,
    line: moves ? line : 0,
    counts: !after && !(step === 'filed' && now.filed),
    outOfOrder: after || backwards,
  }
}
