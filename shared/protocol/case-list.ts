import type { LimitClock } from '../domain/work-calendar.ts'

/** An open case as the interface lists it; times ISO 8601. */
export interface ListedCase {
  readonly id: string
  readonly type?: string | undefined
  readonly node: string
  readonly unit?: string | undefined
  readonly step: number
  readonly life: 'open' | 'closed' | 'ended'
  readonly openedAt?: string | undefined
  readonly stepAt?: string | undefined
  readonly dueAt?: string | undefined
  readonly overdue: boolean
  readonly supervised: boolean
  readonly suspended: boolean
}

/** `GET /api/v1/cases`. */
export interface CaseList {
  readonly asOf: string
  readonly cases: readonly ListedCase[]
  readonly cursor?: string | undefined
}

interface Named {
  readonly zh: string
  readonly en: string
}

/** `GET /api/v1/cases/ID`. */
export interface CaseSheetAnswer extends ListedCase {
  readonly asOf: string
  readonly dueGiven: boolean
  readonly left?: { readonly amount: number; readonly clock: LimitClock } | undefined
  readonly milestones: readonly { readonly code: string; readonly name: Named; readonly dueAt?: string | undefined }[]
  readonly steps: readonly {
    readonly step: string
    readonly occurredAt: string
    readonly unit?: string | undefined
    readonly reason?: string | undefined
    readonly dueAt?: string | undefined
    /** It stands for a step that said something else before. */
    readonly corrected?: true | undefined
  }[]
  /** Page of the case in its system of record. */
  readonly link?: string | undefined
  /** Absent where acts cannot be handed over from here. */
  readonly acts?:
    | readonly {
        readonly id: string
        readonly action: string
        readonly at: string
        readonly state: 'awaiting' | 'received' | 'refused'
        readonly number: string
      }[]
    | undefined
}

/** `GET /api/v1/loop`. */
export interface LoopAnswer {
  readonly steps: readonly {
    readonly step: number
    readonly open: number
    readonly overdue: number
    readonly longest?: { readonly case: string; readonly since: string; readonly seconds: number } | undefined
  }[]
}

/** `GET /api/v1/units`. */
export interface UnitsAnswer {
  readonly units: readonly {
    readonly code: string
    readonly name: Named
    readonly kind: string
    readonly values: Readonly<Record<string, { readonly v: number | null; readonly state: string }>>
  }[]
}
