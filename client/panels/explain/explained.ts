import type { ValueState } from '../../../shared/figures/value-state.ts'
import type { Named } from '../../i18n/words.ts'

interface Shown {
  readonly key: string
  readonly v: number | null
  readonly state: ValueState
  /** `‹k` where the number is withheld. */
  readonly shown?: string
}

/** `/api/v1/explain` as the sheet uses it; times are ISO 8601. */
export interface Explained extends Shown {
  readonly node: { readonly code: string; readonly name: Named }
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
      readonly key?: string
      readonly reading: number | string
      readonly part: string
      readonly cut?: { readonly compare: string; readonly value: number }
    }[]
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
