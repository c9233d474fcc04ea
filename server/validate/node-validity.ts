import type { DatedNode } from '../city/node-dates.ts'
import { datedCodes, type DatedCodes, type DayStart } from './catalogue-index.ts'

/** Which node an event of a time belongs to. */
export interface NodeValidity {
  /** The code itself where it is valid at `t` (epoch ms), else the nearest successor that is; undefined where there is none. EV13 */
  at(code: string, t: number): string | undefined
}

/** Nodes without dates are always valid. */
export function createNodeValidity(dated: readonly DatedNode[], dayStart: DayStart): NodeValidity {
  if (dated.length === 0) return { at: (code) => code }
  const codes: DatedCodes<DatedNode> = datedCodes(
    dated,
    ({ code }) => code,
    (node) => node,
    dayStart,
  )
  return {
    at(code, t) {
      let at: string | undefined = code
      while (at !== undefined) {
        const node = codes.ever(at)
        if (!node || codes.at(at, t)) return at
        at = node.replacedBy
      }
      return undefined
    },
  }
}
