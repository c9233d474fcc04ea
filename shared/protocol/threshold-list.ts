import type { AlarmRule, AlarmRules } from '../domain/alarm-rules.ts'
import type { Names } from '../domain/names.ts'
import type { Static } from '@sinclair/typebox'
import type { Cuts } from '../rules/threshold-cuts.ts'
import type { EditState } from '../rules/threshold-edits.ts'

type Named = Static<typeof Names>

/** An edit as the interface tells it; times are ISO 8601. AL14 */
export interface ToldEdit {
  readonly id: string
  readonly rule: string
  readonly name: Named
  readonly cuts: Cuts
  readonly before: Cuts
  readonly reason: string
  readonly state: EditState
  readonly at: string
  readonly postName: Named
  /** Where one person put it in force: until when without a second one. */
  readonly until: string | undefined
  readonly decided: { readonly at: string; readonly postName: Named } | undefined
  /** Whether who asks is who proposed it, and may therefore not approve it. */
  readonly own: boolean
}

/** A rule with cuts: those in force and those of the pack. */
export interface ToldRule {
  readonly id: string
  readonly name: Named
  readonly kind: AlarmRule['kind']
  readonly level: number
  readonly cuts: Cuts
  readonly pack: Cuts
}

/** `GET /api/v1/thresholds` */
export interface ThresholdList {
  readonly asOf: string
  readonly version: string
  readonly posts: AlarmRules['posts']
  /** Whether one person may change a cut just now, and for how many minutes. AL15 */
  readonly alone: { readonly now: boolean; readonly minutes: number } | undefined
  readonly mayDecide: boolean
  readonly rules: readonly ToldRule[]
  readonly edits: readonly ToldEdit[]
}
