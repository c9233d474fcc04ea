import type { RuleBook } from '../../shared/domain/rule-book.ts'
import type { TierRule } from '../../shared/domain/tier-rules.ts'
import { JUDGED_GROUP, groupsOf } from '../../shared/figures/change-groups.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import type { Fold } from '../fold/fold.ts'
import { ruleInForce } from '../../shared/rules/check-rule-book.ts'
import { givenOn } from '../rules/given-tiers.ts'
import { rollUp } from '../rules/roll-up.ts'
import { UNKNOWN, tiersOf } from '../../shared/rules/tier-names.ts'
import { judge, speaksOf, tierScheme, type Reading, type TierScheme } from '../../shared/rules/tier-scheme.ts'
import type { GridCounts } from './grid-counts.ts'
import type { KeyReader } from './key-reader.ts'

export interface TierFiguresOptions {
  readonly fold: Fold
  readonly keys: readonly KeyDef[]
  readonly rules: RuleBook
  readonly grids: GridCounts
  /** Reads a figure by its key. */
  readonly readerOf: (key: string) => KeyReader | undefined
}

/** A rule with what it is read by. */
interface CityRule {
  readonly rule: TierRule
  readonly scheme: TierScheme | undefined
  /** Published number by rank. */
  readonly levels: readonly number[]
  /** Keys of its inputs. */
  readonly keys: readonly string[]
  readonly readers: ReadonlyMap<string, { readonly read: KeyReader; readonly per100Grids: boolean }>
}

/** Second before which nothing is asked twice about the rule of the day. */
interface Day {
  readonly start: number
  readonly end: number
  readonly name: string
  readonly at: number
}

/** Tiers of a city's areas by the rule in force. AG5 TR4–TR6 TR9 */
export class TierFigures {
  /** Groups of figures that a tier of any rule is made of. */
  readonly groups: number
  readonly #fold: Fold
  readonly #grids: GridCounts
  readonly #rules: readonly CityRule[]
  #day: Day = { start: 0, end: 0, name: '', at: -1 }
  #given: { day: string; ranks: ReadonlyMap<string, number>; asOf: string | undefined } = {
    day: '',
    ranks: new Map(),
    asOf: undefined,
  }
  /** The area asked about last; one reader for all, because a city has a quarter million. */
  #node = 0
  readonly #read = (input: string): Reading => {
    const source = this.#current?.readers.get(input)
    if (!source) return 'missing'
    const value = source.read(this.#node)
    if (!Number.isFinite(value)) return 'missing'
    return source.per100Grids ? (value * 100) / this.#grids.under(this.#node) : value
  }

  constructor({ fold, keys, rules, grids, readerOf }: TierFiguresOptions) {
    this.#fold = fold
    this.#grids = grids
    this.#rules = rules.tiers.map((rule) => cityRule(rule, readerOf))
    const named = new Set(this.#rules.flatMap((rule) => rule.keys))
    this.groups = keys.reduce((groups, def) => (named.has(def.key) ? groups | groupsOf(def) : groups), JUDGED_GROUP)
  }

  get #current(): CityRule | undefined {
    return this.#rules[this.ruleAt(this.#fold.clock)]
  }

  /** Position of the rule that stands at a second; −1 for none. */
  ruleAt(second: number): number {
    if (second >= this.#day.start && second < this.#day.end) return this.#day.at
    if (!Number.isFinite(second)) return -1
    const { calendar } = this.#fold
    const { start, end } = calendar.span('day', second)
    const name = calendar.dayName(calendar.dayNumber(second))
    const at = ruleInForce(
      this.#rules.map(({ rule }) => rule),
      name,
    )
    this.#day = { start, end, name, at }
    return at
  }

  /** The rule in force, the keys it is made of, and for a given one the day of what was published. */
  standing(): { readonly keys: readonly string[]; readonly given: string | undefined } | undefined {
    const { rule, keys } = this.#current ?? {}
    if (!rule || !keys) return undefined
    return { keys, given: rule.kind === 'given' ? (this.#givenNow(rule).asOf ?? '') : undefined }
  }

  /** 1 … 5, NaN where unknown. */
  value(node: number): number {
    const current = this.#current
    return current?.levels[this.#rank(current, node)] ?? Number.NaN
  }

  #rank(current: CityRule, node: number): number {
    const { rule, scheme, levels } = current
    const { tree, heldTiers } = this.#fold
    const role = tree.levels[tree.level(node)]?.role
    if (!role) return UNKNOWN
    if (rule.rollUp?.roles.includes(role) === true) {
      const below = tree.children(node).map((child) => this.#rank(current, child))
      return rollUp(rule.rollUp, below, levels.length - 1)
    }
    if (rule.kind === 'given') return this.#givenNow(rule).ranks.get(tree.code(node)) ?? UNKNOWN
    if (!scheme) return UNKNOWN
    const rank = this.judge(scheme, node)
    return rank !== UNKNOWN && scheme.holds && heldTiers.rule === nameOf(rule) ? Math.max(rank, heldTiers.rank(node)) : rank
  }

  /** What the cuts alone say of an area; `eased` with their margins. */
  judge(scheme: TierScheme, node: number, eased = false): number {
    const { tree } = this.#fold
    this.#node = node
    return judge(scheme, tree.levels[tree.level(node)]?.role, this.#read, eased)
  }

  #givenNow(rule: Extract<TierRule, { kind: 'given' }>) {
    const { name } = this.#day
    if (this.#given.day !== name) {
      const given = givenOn(rule, name)
      this.#given = { day: name, ranks: given?.ranks ?? new Map(), asOf: given?.asOf }
    }
    return this.#given
  }

  /** The scheme in force where it holds tiers, with its name; undefined otherwise. */
  holding(): { readonly name: string; readonly scheme: TierScheme } | undefined {
    const { rule, scheme } = this.#current ?? {}
    return rule && scheme?.holds === true ? { name: nameOf(rule), scheme } : undefined
  }

  /** Marks every area whenever another rule begins to stand, another publication of the one that does, or another rule `beside` it. */
  followRule(before: string, beside = ''): string {
    const at = this.ruleAt(this.#fold.clock)
    const now = `${at} ${this.standing()?.given ?? ''} ${beside}`
    const { columns } = this.#fold
    if (now !== before) for (let node = 0; node < columns.size; node++) columns.mark(node, JUDGED_GROUP)
    return now
  }

  /** True where the rule in force has cuts for the area's role. */
  speaksOf(scheme: TierScheme, node: number): boolean {
    const { tree } = this.#fold
    return speaksOf(scheme, tree.levels[tree.level(node)]?.role)
  }
}

const nameOf = ({ id, version }: TierRule) => `${id} ${version}`

function cityRule(rule: TierRule, readerOf: TierFiguresOptions['readerOf']): CityRule {
  const levels = [Number.NaN, ...tiersOf(rule).map(({ level }) => level)]
  if (rule.kind === 'given') return { rule, scheme: undefined, levels, keys: [], readers: new Map() }
  const inputs = Object.entries(rule.inputs).flatMap(([input, { key = '', per100Grids = false }]) => {
    const read = readerOf(key)
    return read ? [[input, { read, per100Grids }] as const] : []
  })
  const keys = Object.values(rule.inputs).flatMap(({ key }) => key ?? [])
  return { rule, scheme: tierScheme(rule), levels, keys, readers: new Map(inputs) }
}
