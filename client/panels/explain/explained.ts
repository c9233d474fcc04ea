import type { Comparison } from '../../../shared/domain/tier-rules.ts'
import type { ValueState } from '../../../shared/figures/value-state.ts'
import type { Named } from '../../i18n/words.ts'

interface Shown {
  readonly key: string
  readonly v: number | null
  readonly state: ValueState
  /** `‹k` where the number is withheld. */
  readonly shown?: string
}

/** One indicator of an index: its figure, its points of 0 to 100, its weight, and ids of the sources it needs. */
export interface ExplainedIndicator extends Shown {
  readonly name: Named
  readonly points: number | null
  readonly weight: number
  readonly sources: readonly string[]
}

/** `/api/v1/explain` as the sheet uses it; times are ISO 8601. */
export interface Explained extends Shown {
  readonly node: { readonly code: string; readonly name: Named }
  readonly unit?: { readonly code: string; readonly name: Named }
  readonly formula?: Named
  readonly numerator?: Shown
  readonly denominator?: Shown
  readonly window: { readonly name: string; readonly from?: string; readonly to: string }
  readonly parts: {
    readonly shown: readonly (Omit<Shown, 'key'> & { readonly code: string; readonly name: Named })[]
    readonly more: number
  }
  readonly sources: {
    readonly completeness: number
    readonly list: readonly {
      readonly id: string
      readonly name: Named
      readonly state: string
      readonly lastAt?: string
      readonly ageSeconds?: number
    }[]
  }
  readonly rule: { readonly id?: string; readonly version: string }
  readonly tier?: {
    readonly inputs: readonly {
      readonly input: string
      readonly reading: number | string
      readonly part: string
      /** 1 to 5: what it gives alone. */
      readonly rank: number
      readonly cut?: { readonly compare: Comparison; readonly value: number }
    }[]
  }
  /** Of a tier: how many areas of each level below stand at each of 1 to 5; index 0 counts those without one. */
  readonly tiersBelow?: readonly { readonly level: string; readonly tiers: readonly number[] }[]
  /** By level below, of how many units the figure is known and where it is above 0. */
  readonly levelsBelow?: readonly {
    readonly level: string
    readonly units: number
    readonly told: number
    readonly some: number
  }[]
  /** Of order and vitality: what each indicator says. */
  readonly pair?: Readonly<Record<'order' | 'vitality', { readonly indicators: readonly ExplainedIndicator[] }>>
  /** Of a hazard: who adopted it, and of a band its model and interval. */
  readonly hazard?: {
    readonly adoptedBy?: Named
    readonly until?: string
    readonly model?: { readonly name: Named; readonly version: string; readonly approver: Named; readonly approvedOn: string }
    readonly interval?: { readonly low: Shown; readonly high: Shown }
  }
  readonly boundaries: { readonly version: string }
  readonly now: {
    readonly alarms: {
      readonly active: number
      readonly waiting: number
      readonly first: readonly {
        readonly id: string
        readonly level: number
        readonly name?: Named
        readonly about?: { readonly name?: Named }
      }[]
    }
    readonly cases: {
      readonly next: readonly {
        readonly id: string
        readonly type?: Named
        readonly unit?: Named
        readonly overdue: boolean
        readonly dueAt?: string
      }[]
    }
    readonly measures: readonly { readonly id: string; readonly reviewBy?: string }[]
  }
}
