interface Named {
  readonly zh: string
  readonly en: string
}

/** An official warning in force, or an exercise of one; times are ISO 8601. */
export interface WarningFacts {
  readonly id: string
  readonly status: 'actual' | 'exercise'
  readonly type: { readonly code: string; readonly name?: Named | undefined }
  readonly issuer: { readonly id: string; readonly name?: Named | undefined }
  readonly level: 1 | 2 | 3 | 4
  readonly node: { readonly code: string; readonly name: Named }
  readonly expiresAt: string
}

/** `/api/v1/situation` as far as warnings go. */
export interface WarningsNow {
  readonly warnings: readonly WarningFacts[]
}

/** Ⅰ and Ⅱ take an unattended screen. */
const TAKES_THE_SCREEN = 2

/** Warnings of a screen's own area, that is of it, of what lies in it and of all it lies in; and those of elsewhere. */
export interface SortedWarnings {
  /** The graver first; each takes the screen. */
  readonly taking: readonly WarningFacts[]
  readonly elsewhere: readonly WarningFacts[]
}

/** Sorts warnings for a screen of one area; `concerns` tells codes of its path and of the areas in it. SC-K3 */
export function sortWarnings(warnings: readonly WarningFacts[], concerns: (code: string) => boolean): SortedWarnings {
  const own = warnings.filter(({ node }) => concerns(node.code))
  return {
    taking: own.filter(({ level }) => level <= TAKES_THE_SCREEN).sort((a, b) => a.level - b.level),
    elsewhere: warnings.filter(({ node }) => !concerns(node.code)),
  }
}
