import type { Role } from '../domain/role.ts'
import type { Comparison, ComputedTierRule, TierTable } from '../domain/tier-rules.ts'
import { UNKNOWN, rankOf, tiersOf } from './tier-names.ts'

/** An input as it was found; a cell that cannot be read as a number is never taken for a missing one. */
export type Reading = number | 'missing' | 'suppressed' | 'unreadable'
/** Tells an input by its name. */
export type ReadInput = (input: string) => Reading

interface Cut {
  readonly rank: number
  readonly compare: Comparison
  readonly value: number
}

/** One input's cuts with their tiers as ranks. */
export interface RankedScale {
  readonly input: string
  readonly base: number
  readonly cuts: readonly Cut[]
  readonly margin: number
}

export interface RankedTable {
  readonly roles: ReadonlySet<Role> | undefined
  readonly when: TierTable['when']
  readonly scales: readonly RankedScale[]
}

/** A computed rule made ready to judge with. */
export interface TierScheme {
  readonly rule: ComputedTierRule
  readonly tables: readonly RankedTable[]
  /** True where a tier is left later than it is reached. */
  readonly holds: boolean
}

/** Makes a checked rule ready. */
export function tierScheme(rule: ComputedTierRule): TierScheme {
  const tiers = tiersOf(rule)
  const tables = rule.tables.map(({ roles, when, scales }) => ({
    roles: roles ? new Set(roles) : undefined,
    when,
    scales: scales.map(({ input, base, cuts, margin = 0 }) => ({
      input,
      margin,
      base: rankOf(tiers, base),
      cuts: cuts.map(({ tier, compare, value }) => ({ rank: rankOf(tiers, tier), compare, value })),
    })),
  }))
  return { rule, tables, holds: rule.hold !== undefined }
}

/** `margin` widens the comparison: what is short of the cut by no more than it still counts. */
export function compares(value: number, compare: Comparison, cut: number, margin = 0): boolean {
  if (compare === '>=') return value >= cut - margin
  if (compare === '>') return value > cut - margin
  return compare === '<=' ? value <= cut + margin : value < cut + margin
}

/** True where some table is for that role, whatever its condition. */
export function speaksOf(scheme: TierScheme, role: Role | undefined): boolean {
  return scheme.tables.some((table) => isFor(table, role))
}

function isFor(table: RankedTable, role: Role | undefined): boolean {
  return table.roles === undefined || role === undefined || table.roles.has(role)
}

/** The table that decides: the first for the role whose condition holds; undefined where what chooses is not known. TR3 */
export function tableFor(scheme: TierScheme, role: Role | undefined, read: ReadInput): RankedTable | undefined {
  for (const table of scheme.tables) {
    if (!isFor(table, role)) continue
    if (table.when === undefined) return table
    const { input, compare, value } = table.when
    const chooser = read(input)
    if (typeof chooser !== 'number') return undefined
    if (compares(chooser, compare, value)) return table
  }
  return undefined
}

/** What an absent input means to the rule; one that cannot be read is never ignored. TR2 */
export function isIgnored(scheme: TierScheme, input: string, reading: Exclude<Reading, number>): boolean {
  return reading !== 'unreadable' && scheme.rule.inputs[input]?.[reading] === 'ignore'
}

/** Rank of the worst cut that a value reaches. */
export function rankOnScale({ base, cuts, margin }: RankedScale, value: number, eased: boolean): number {
  let rank = base
  for (const cut of cuts) if (cut.rank > rank && compares(value, cut.compare, cut.value, eased ? margin : 0)) rank = cut.rank
  return rank
}

/**
 * Rank of an area or a row: the worst of the scales of the table that is for it. UNKNOWN where no table is,
 * where an input that matters is absent, or where all are. `eased` lets the margins of the cuts count: what
 * a tier already held may keep. TR1–TR4
 */
export function judge(scheme: TierScheme, role: Role | undefined, read: ReadInput, eased = false): number {
  const table = tableFor(scheme, role, read)
  if (table === undefined) return UNKNOWN
  let worst = UNKNOWN
  for (const scale of table.scales) {
    const reading = read(scale.input)
    if (typeof reading === 'number') worst = Math.max(worst, rankOnScale(scale, reading, eased))
    else if (!isIgnored(scheme, scale.input, reading)) return UNKNOWN
  }
  return worst
}
