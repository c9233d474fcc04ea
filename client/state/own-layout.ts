import { remember, remembered } from './desk-memory.ts'

/** A person's own layout by the ids of panels: the order of those that were moved, and what is not shown. */
export interface OwnLayout {
  readonly order: readonly string[]
  readonly hidden: readonly string[]
}

export const USUAL_LAYOUT: OwnLayout = { order: [], hidden: [] }
const KEPT_AS = 'layout'

const wordsIn = (value: unknown): readonly string[] =>
  Array.isArray(value) ? value.filter((word): word is string => typeof word === 'string') : []

/** The layout kept in this browser. SC15 */
export function keptLayout(): OwnLayout {
  const { order, hidden } = (remembered(KEPT_AS) ?? {}) as Record<string, unknown>
  return { order: wordsIn(order), hidden: wordsIn(hidden) }
}

export const keepLayout = (layout: OwnLayout): void => remember(KEPT_AS, layout)
