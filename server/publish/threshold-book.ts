import { Value } from '@sinclair/typebox/value'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import { THRESHOLD_ACT, type ThresholdAct } from '../../shared/domain/threshold-act.ts'
import { ThresholdEdits } from '../../shared/rules/threshold-edits.ts'
import type { EventLog } from '../log/event-log.ts'

const isThresholdAct = (act: unknown): act is ThresholdAct => Value.Check(THRESHOLD_ACT, act)

/** Cuts proposed and decided, as the log holds them; the same function of its acts that the fold asks. AL14 */
export class ThresholdBook {
  readonly edits: ThresholdEdits

  constructor(rules: AlarmRules, log: Pick<EventLog, 'acts'>) {
    this.edits = new ThresholdEdits(rules)
    for (const { body, at } of log.acts()) this.take(JSON.parse(new TextDecoder().decode(body)), { at })
  }

  /** An act is durable. */
  take(act: unknown, { at }: { readonly at: number }): void {
    if (isThresholdAct(act)) this.edits.take(act, at)
  }
}
