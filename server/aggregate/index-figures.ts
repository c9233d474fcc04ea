import type { IndexRule } from '../../shared/domain/index-rules.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { isWithin } from '../../shared/domain/role.ts'
import { JUDGED_GROUP, groupsOf } from '../../shared/figures/change-groups.ts'
import { INDEX_KEYS, type KeyDef } from '../../shared/figures/keys.ts'
import { ruleInForce } from '../../shared/rules/check-rule-book.ts'
import type { Fold } from '../fold/fold.ts'
import { coupling, indexPair, UNKNOWN_PAIR, type IndexPair } from '../../shared/rules/paired-index.ts'
import type { KeyReader } from './key-reader.ts'

const HOUR_S = 3600
/** Deepest role whose order and vitality are kept from hour to hour. */
const SAMPLED_TO = 'street'

export interface IndexFiguresOptions {
  readonly fold: Fold
  readonly keys: readonly KeyDef[]
  readonly rules: RuleBook
  /** Reads a figure by its key. */
  readonly readerOf: (key: string) => KeyReader | undefined
}

/** Order and vitality of a city's areas by the rule in force. IX1–IX4 */
export class IndexFigures {
  /** Groups of figures that an index of any rule is made of. */
  readonly groups: number
  readonly #fold: Fold
  readonly #rules: readonly IndexRule[]
  readonly #readerOf: IndexFiguresOptions['readerOf']
  #day = { start: 0, end: 0, at: -1 }
  #node = 0
  #last = { node: -1, clock: Number.NaN, logSeq: -1, pair: UNKNOWN_PAIR }
  readonly #read = (key: string): number => this.#readerOf(key)?.(this.#node) ?? Number.NaN

  constructor({ fold, keys, rules: { indices = [] }, readerOf }: IndexFiguresOptions) {
    this.#fold = fold
    this.#rules = indices
    this.#readerOf = readerOf
    const named = new Set(indices.flatMap((rule) => keysOfRule(rule)))
    this.groups = keys.reduce((groups, def) => (named.has(def.key) ? groups | groupsOf(def) : groups), JUDGED_GROUP)
  }

  /** The rule that stands and is adopted; undefined: the indices are off. IX4 */
  get rule(): IndexRule | undefined {
    const { clock, calendar } = this.#fold
    if (!Number.isFinite(clock)) return undefined
    if (clock < this.#day.start || clock >= this.#day.end) {
      const at = ruleInForce(this.#rules, calendar.dayName(calendar.dayNumber(clock)))
      this.#day = { ...calendar.span('day', clock), at }
    }
    const rule = this.#rules[this.#day.at]
    return rule?.adoptedBy ? rule : undefined
  }

  /** Figures that the indices are made of, while they are not off. */
  keys(): readonly string[] | undefined {
    const { rule } = this
    return rule && keysOfRule(rule)
  }

  value(key: string, node: number): number {
    const { rule } = this
    if (!rule) return Number.NaN
    const pair = this.#pair(rule, node)
    if (key === INDEX_KEYS.order) return pair.order
    if (key === INDEX_KEYS.vitality) return pair.vitality
    return key === INDEX_KEYS.combined ? pair.combined : this.#coupling(rule, node, pair)
  }

  /** Its keys are asked one after the other, so the pair of the last area is kept for as long as nothing moves. */
  #pair(rule: IndexRule, node: number): IndexPair {
    const { clock, logSeq } = this.#fold
    const last = this.#last
    if (last.node === node && last.clock === clock && last.logSeq === logSeq) return last.pair
    this.#node = node
    const pair = indexPair(rule, this.#read)
    this.#last = { node, clock, logSeq, pair }
    return pair
  }

  #coupling(rule: IndexRule, node: number, now: IndexPair): number {
    const hour = Math.floor(this.#fold.clock / HOUR_S) - rule.coupling.overHours
    return coupling(rule, { ...this.#fold.indexSamples.at(hour, node), combined: Number.NaN }, now)
  }

  /** Keeps what stands at a full hour, and marks where it is compared with. IX3 */
  sample(second: number): void {
    const { rule } = this
    if (!rule) return
    const { tree, columns, indexSamples } = this.#fold
    const order = new Float64Array(columns.wideCount).fill(Number.NaN)
    const vitality = order.slice()
    let end = 0
    for (let node = 0; node < columns.wideCount; node++) {
      if (!isWithin(tree.levels[tree.level(node)]?.role ?? 'stairwell', SAMPLED_TO)) {
        if (tree.growing) continue
        break
      }
      end = node + 1
      this.#node = node
      const pair = indexPair(rule, this.#read)
      order[node] = pair.order
      vitality[node] = pair.vitality
      columns.mark(node, JUDGED_GROUP)
    }
    indexSamples.keep(second / HOUR_S, { order: order.slice(0, end), vitality: vitality.slice(0, end) })
  }
}

const keysOfRule = ({ order, vitality }: IndexRule) => [...order.indicators, ...vitality.indicators].map(({ key }) => key)
