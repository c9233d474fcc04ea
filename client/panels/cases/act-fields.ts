import { ACT_NEEDS, CASE_ACTIONS, type CaseActBody, type CaseAction } from '../../../shared/domain/case-act.ts'
import type { CaseSheetAnswer } from '../../../shared/protocol/case-list.ts'

/** What a person filled in; what an act does not need is left out of it. */
export interface ActFields {
  readonly action: CaseAction
  readonly post: string
  readonly comment: string
  readonly unit: string
  readonly reason: string
  /** Hours by which the due time moves. */
  readonly hours: number
}

/** Hours to extend by; whole days beyond one working day. */
export const EXTENSIONS = [4, 8, 24, 72, 168] as const

/** Acts that a case can be asked for: an ended one can only be reopened, a suspended one goes on. */
export function actsOn({ life, suspended }: Pick<CaseSheetAnswer, 'life' | 'suspended'>): readonly CaseAction[] {
  if (life !== 'open') return ['reopen']
  return CASE_ACTIONS.filter((action) => action !== 'reopen' && action !== (suspended ? 'suspend' : 'resume'))
}

/** The body of an act: the due time moves on from the present one, or from now where that has passed. OB1 */
export function actBody(
  { action, post, comment, unit, reason, hours }: ActFields,
  { dueAt, asOf }: Pick<CaseSheetAnswer, 'dueAt' | 'asOf'>,
): CaseActBody {
  const needed = ACT_NEEDS[action]
  const from = Math.max(Date.parse(asOf), dueAt === undefined ? 0 : Date.parse(dueAt))
  return {
    action,
    ...(post === '' ? {} : { post }),
    ...(comment.trim() === '' ? {} : { comment: comment.trim() }),
    ...(needed === 'unit' ? { unit } : {}),
    ...(needed === 'reason' ? { reason } : {}),
    ...(needed === 'dueAt' ? { dueAt: new Date(from + hours * 3_600_000).toISOString() } : {}),
  }
}
