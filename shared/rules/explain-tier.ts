import type { Role } from '../domain/role.ts'
import type { Comparison } from '../domain/tier-rules.ts'
import { tiersOf, UNKNOWN } from './tier-names.ts'
import {
  isIgnored,
  judge,
  rankOnScale,
  tableFor,
  type RankedScale,
  type ReadInput,
  type Reading,
  type TierScheme,
} from './tier-scheme.ts'

/** One input of a tier: as it was found, and what it says alone. */
export interface ExplainedInput {
  readonly input: string
  readonly key: string | undefined
  readonly reading: Reading
  /** Chooses the table, decides the tier, agrees with less, is left out by the rule, or makes the tier unknown. */
  readonly part: 'chooses' | 'decides' | 'agrees' | 'ignored' | 'unknown'
  /** 1 … n of the rule's tiers: what it gives alone; UNKNOWN where it says none. */
  readonly rank: number
  /** The cut that gave it, the nearest one where none is reached, or the condition that chose the table. */
  readonly cut: { readonly compare: Comparison; readonly value: number } | undefined
}

/** Why an area has its tier. */
export interface ExplainedTier {
  readonly ruleId: string
  readonly version: string
  /** Undefined: unknown. */
  readonly tier: string | undefined
  readonly inputs: readonly ExplainedInput[]
}

/** The reached cut of the tier that a value has, else the first. */
function cutOf({ cuts, base }: RankedScale, rank: number): ExplainedInput['cut'] {
  const cut = (rank > base ? cuts.find((one) => one.rank === rank) : undefined) ?? cuts[0]
  return cut && { compare: cut.compare, value: cut.value }
}

/** Explains what `judge` says of the same readings, by the same steps. TR8 */
export function explainTier(scheme: TierScheme, role: Role | undefined, read: ReadInput): ExplainedTier {
  const { rule } = scheme
  const rank = judge(scheme, role, read)
  const table = tableFor(scheme, role, read)
  const keyOf = (input: string) => rule.inputs[input]?.key
  const choosers = new Set(scheme.tables.flatMap(({ when }) => when?.input ?? []))
  const chosen = [...choosers].map((input): ExplainedInput => {
    const reading = read(input)
    const part = typeof reading === 'number' ? 'chooses' : 'unknown'
    const cut = table?.when?.input === input ? { compare: table.when.compare, value: table.when.value } : undefined
    return { input, key: keyOf(input), reading, part, rank: UNKNOWN, cut }
  })
  const scaled = (table?.scales ?? []).map((scale): ExplainedInput => {
    const { input } = scale
    const [reading, key] = [read(input), keyOf(scale.input)]
    if (typeof reading !== 'number') {
      const part = isIgnored(scheme, input, reading) ? 'ignored' : 'unknown'
      return { input, key, reading, part, rank: UNKNOWN, cut: cutOf(scale, UNKNOWN) }
    }
    const own = rankOnScale(scale, reading, false)
    return { input, key, reading, part: own === rank ? 'decides' : 'agrees', rank: own, cut: cutOf(scale, own) }
  })
  const tier = rank === UNKNOWN ? undefined : tiersOf(rule)[rank - 1]?.name
  return { ruleId: rule.id, version: rule.version, tier, inputs: [...chosen, ...scaled] }
}
