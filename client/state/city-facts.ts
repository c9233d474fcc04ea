import type { IndexRule } from '../../shared/domain/index-rules.ts'
import type { Hazard } from '../../shared/domain/hazard.ts'
import type { PrivacyClass } from '../../shared/domain/privacy-class.ts'
import type { TierRuleFacts } from './tier-reason.ts'
import type { SourceState } from '../../shared/figures/value-state.ts'

export interface Named {
  readonly zh: string
  readonly en: string
}

export interface CityLevelFacts {
  readonly level: string
  readonly role: string
  readonly name: Named
  readonly count: number
}

export interface CityTypeFacts {
  readonly code: string
  readonly name: Named
  readonly class: PrivacyClass
  readonly family: string
}

export interface CitySourceFacts {
  readonly id: string
  readonly name: Named
  readonly kinds: readonly string[]
  readonly state: SourceState
  /** ISO 8601, absent when it has never spoken. */
  readonly lastAt?: string | undefined
  readonly ageSeconds?: number | undefined
  readonly freshSeconds?: number | undefined
  /** Figures that need it and are late or stale now. */
  readonly spoils?: number | undefined
}

/** A hazard of the pack with what of it stands today: `share band inbound internal pressure`. */
export type HazardFacts = Hazard & { readonly standing: readonly string[] }

/** `/api/v1/city` as the screen uses it: names and levels, never figures. */
export interface CityFacts {
  readonly id: string
  /** Code of the root node. */
  readonly code: string
  /** The area beyond which this page is told nothing, and its level; absent for the whole city. */
  readonly area?: { readonly node: string; readonly level: number }
  /** No sign-in is configured: anyone on the server's machine may do everything. */
  readonly open?: true
  readonly name: Named
  readonly timezone: string
  readonly levels: readonly CityLevelFacts[]
  readonly types: readonly CityTypeFacts[]
  readonly units: readonly { readonly code: string; readonly name: Named }[]
  readonly families: readonly { readonly code: string; readonly name: Named }[]
  readonly sources: readonly CitySourceFacts[]
  readonly dimensions: readonly { readonly code: string; readonly name: Named; readonly unit: Named; readonly source?: string }[]
  readonly rules: {
    readonly tiers: readonly TierRuleFacts[]
    readonly indices: readonly (IndexRule & { readonly inForce: boolean })[]
  }
  readonly serviceCategories: readonly { readonly code: string; readonly name: Named; readonly class: PrivacyClass }[]
  /** Why a case may be suspended, returned or voided. */
  readonly reasons?: readonly { readonly code: string; readonly name: Named }[] | undefined
  readonly measureTypes: readonly { readonly code: string; readonly name: Named }[]
  /** Legal bases that measures name. */
  readonly bases?: readonly { readonly code: string; readonly name: Named }[] | undefined
  /** True where the pack brings a font. */
  readonly font?: true | undefined
  /** Present where a base map is configured. */
  readonly baseMap?: { readonly attribution: Named } | undefined
  readonly hazards?: readonly HazardFacts[] | undefined
  readonly notice: { readonly boundaries: Named; readonly approval: Named; readonly sources: Named }
}
