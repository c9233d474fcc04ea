import { TypeCompiler, type TypeCheck } from '@sinclair/typebox/compiler'
import type { TSchema } from '@sinclair/typebox'
import type { IndexRule } from '../domain/index-rules.ts'
import { RULE_BOOK, type RuleBook } from '../domain/rule-book.ts'
import { COMPUTED_TIER_RULE, GIVEN_TIER_RULE, type ComputedTierRule, type TierRule } from '../domain/tier-rules.ts'
import { rankOf, tiersOf, UNKNOWN } from './tier-names.ts'

/** What is wrong with a rule book: where, and what. */
export interface RuleFault {
  /** JSON pointer. */
  readonly at: string
  readonly message: string
}

export type CheckedBook =
  { readonly kind: 'book'; readonly book: RuleBook } | { readonly kind: 'broken'; readonly faults: readonly RuleFault[] }

const bookCheck = TypeCompiler.Compile(RULE_BOOK)
const ruleChecks: Readonly<Record<string, TypeCheck<TSchema>>> = {
  computed: TypeCompiler.Compile(COMPUTED_TIER_RULE),
  given: TypeCompiler.Compile(GIVEN_TIER_RULE),
}

function schemaFaults(parsed: unknown): RuleFault[] {
  const { tiers } = (parsed ?? {}) as { readonly tiers?: unknown }
  const inRules = (Array.isArray(tiers) ? (tiers as unknown[]) : []).flatMap((rule, at): RuleFault[] => {
    const { kind } = (rule ?? {}) as { readonly kind?: unknown }
    const check = typeof kind === 'string' && Object.hasOwn(ruleChecks, kind) ? ruleChecks[kind] : undefined
    if (!check) return [{ at: `/tiers/${at}/kind`, message: 'say "computed" or "given"' }]
    return [...check.Errors(rule)].map(({ path, message }) => ({ at: `/tiers/${at}${path}`, message }))
  })
  const elsewhere = [...bookCheck.Errors(parsed)].filter(({ path }) => !path.startsWith('/tiers/'))
  return [...inRules, ...elsewhere.map(({ path, message }) => ({ at: path || '/', message }))]
}

function tierFaults(rule: TierRule, at: string): RuleFault[] {
  const tiers = tiersOf(rule)
  const names = tiers.flatMap(({ name, aliases = [] }) => [name, ...aliases]).map((name) => name.toLowerCase())
  const rising = tiers.every(({ level }, i) => i === 0 || level > (tiers[i - 1]?.level ?? 0))
  const { rollUp } = rule
  return [
    ...(rising ? [] : [{ at: `${at}/tiers`, message: 'list the tiers from the lowest to the highest level, each level once' }]),
    ...(new Set(names).size === names.length ? [] : [{ at: `${at}/tiers`, message: 'two tiers have the same name or alias' }]),
    ...(names.includes('unknown') ? [{ at: `${at}/tiers`, message: 'no tier can be called unknown' }] : []),
    ...(rule.validTo === undefined || rule.validTo > rule.validFrom
      ? []
      : [{ at: `${at}/validTo`, message: 'lies before validFrom: it is the first day the rule stands no longer' }]),
    ...(rollUp === undefined || (rollUp.by === 'share') === (rollUp.share !== undefined)
      ? []
      : [{ at: `${at}/rollUp`, message: 'say "share" with by "share", and only there' }]),
  ]
}

function scaleFaults(rule: ComputedTierRule, at: string): RuleFault[] {
  const tiers = tiersOf(rule)
  const known = (input: string, where: string) =>
    Object.hasOwn(rule.inputs, input) ? [] : [{ at: where, message: `"${input}" is not among the rule's inputs` }]
  const tier = (name: string, where: string) =>
    rankOf(tiers, name) === UNKNOWN ? [{ at: where, message: `"${name}" is none of the rule's tiers` }] : []
  return rule.tables.flatMap(({ when, scales }, t) => {
    const chooser = when ? rule.inputs[when.input] : undefined
    const ignored = chooser?.missing === 'ignore' || chooser?.suppressed === 'ignore'
    const here = `${at}/tables/${t}`
    return [
      ...(when ? known(when.input, `${here}/when/input`) : []),
      ...(ignored ? [{ at: `${here}/when`, message: 'an input that chooses the table cannot be ignored when absent' }] : []),
      ...scales.flatMap(({ input, base, cuts, margin }, s) => [
        ...known(input, `${here}/scales/${s}/input`),
        ...tier(base, `${here}/scales/${s}/base`),
        ...cuts.flatMap((cut, c) => tier(cut.tier, `${here}/scales/${s}/cuts/${c}/tier`)),
        ...(margin === undefined || rule.hold
          ? []
          : [{ at: `${here}/scales/${s}/margin`, message: 'a margin needs "hold": how often and how long a tier is held' }]),
      ]),
    ]
  })
}

function publicationFaults(rule: TierRule, at: string): RuleFault[] {
  if (rule.kind === 'computed') return scaleFaults(rule, at)
  const tiers = tiersOf(rule)
  return rule.publications.flatMap(({ asOf, tiers: given }, p) => [
    ...(p > 0 && asOf <= (rule.publications[p - 1]?.asOf ?? '')
      ? [{ at: `${at}/publications/${p}`, message: 'list the publications oldest first, each day once' }]
      : []),
    ...Object.entries(given).flatMap(([code, name]) =>
      rankOf(tiers, name) === UNKNOWN
        ? [{ at: `${at}/publications/${p}/tiers/${code}`, message: `"${name}" is none of the rule's tiers` }]
        : [],
    ),
  ])
}

type Dated = Pick<TierRule, 'id' | 'version' | 'validFrom' | 'validTo'>

/** A day is ruled by one rule: each begins when the one before it has ended. TR6 */
function successionFaults(rules: readonly Dated[], list: 'tiers' | 'indices'): RuleFault[] {
  return rules.flatMap((rule, i) => {
    const before = rules[i - 1]
    const twice = rules.some((other, j) => j < i && other.id === rule.id && other.version === rule.version)
    return [
      ...(twice ? [{ at: `/${list}/${i}`, message: 'another rule has the same id and version' }] : []),
      ...(before && !(before.validTo !== undefined && before.validTo <= rule.validFrom)
        ? [{ at: `/${list}/${i}/validFrom`, message: 'lies before the validTo of the rule before it; list rules in time order' }]
        : []),
    ]
  })
}

function indexFaults({ order, vitality }: IndexRule, at: string): RuleFault[] {
  return Object.entries({ order, vitality }).flatMap(([name, { indicators, band }]) => [
    ...(band.loose < band.tight ? [] : [{ at: `${at}/${name}/band`, message: 'loose lies below tight' }]),
    ...indicators.flatMap(({ zeroAt, hundredAt }, i) =>
      zeroAt === hundredAt ? [{ at: `${at}/${name}/indicators/${i}`, message: 'zeroAt and hundredAt are the same' }] : [],
    ),
  ])
}

/** Checks a parsed rule book: its shape, its names, its days. Every fault is listed. */
export function checkRuleBook(parsed: unknown): CheckedBook {
  if (!bookCheck.Check(parsed)) return { kind: 'broken', faults: schemaFaults(parsed) }
  const faults = parsed.tiers.flatMap((rule, at) => [
    ...tierFaults(rule, `/tiers/${at}`),
    ...publicationFaults(rule, `/tiers/${at}`),
  ])
  const { tiers, indices = [] } = parsed
  const inIndices = indices.flatMap((rule, at) => indexFaults(rule, `/indices/${at}`))
  const all = [...faults, ...successionFaults(tiers, 'tiers'), ...inIndices, ...successionFaults(indices, 'indices')]
  return all.length > 0 ? { kind: 'broken', faults: all } : { kind: 'book', book: parsed }
}

/** Inputs and indicators that name a figure the city does not have, or one of persons. */
export function inputFaults({ tiers, indices = [] }: RuleBook, isThingKey: (key: string) => boolean): RuleFault[] {
  const fault = (at: string, key: string | undefined): RuleFault[] => {
    if (key !== undefined && isThingKey(key)) return []
    return [
      { at, message: `${key === undefined ? 'it names no figure' : `"${key}" is no class T figure of this city`}; give a key` },
    ]
  }
  const inTiers = tiers.flatMap((rule, at) =>
    Object.entries(rule.kind === 'given' ? {} : rule.inputs).flatMap(([name, { key }]) =>
      fault(`/tiers/${at}/inputs/${name}`, key),
    ),
  )
  const inIndices = indices.flatMap(({ order, vitality }, at) =>
    Object.entries({ order, vitality }).flatMap(([name, { indicators }]) =>
      indicators.flatMap(({ key }, i) => fault(`/indices/${at}/${name}/indicators/${i}/key`, key)),
    ),
  )
  return [...inTiers, ...inIndices]
}

/** The rule that stands on a day (YYYY-MM-DD); −1 where none does. TR6 */
export function ruleInForce(rules: readonly Pick<TierRule, 'validFrom' | 'validTo'>[], day: string): number {
  return rules.findIndex(({ validFrom, validTo }) => validFrom <= day && (validTo === undefined || day < validTo))
}
