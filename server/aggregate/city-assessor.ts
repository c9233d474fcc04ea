import type { Catalogue } from '../../shared/domain/catalogue.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { JUDGED_GROUP } from '../../shared/figures/change-groups.ts'
import { isWithin } from '../../shared/domain/role.ts'
import { INDEX_KEYS, type KeyDef } from '../../shared/figures/keys.ts'
import type { Fold } from '../fold/fold.ts'
import { UNKNOWN } from '../../shared/rules/tier-names.ts'
import { type TierScheme } from '../../shared/rules/tier-scheme.ts'
import { IndexFigures } from './index-figures.ts'
import { GridCounts } from './grid-counts.ts'
import { judgedReaders, readersOf } from './key-reader.ts'
import { TierFigures } from './tier-figures.ts'

const MINUTE_S = 60
const HOUR_S = 3600
/** How often the pair is looked at for alarms. */
const COUPLING_EVERY_S = 300

function gcd(a: number, b: number): number {
  return b === 0 ? a : gcd(b, a % b)
}

/** Keeps the tiers that areas hold: looks at what changed, and at what waits to fall, at full minutes of the clock. TR5 */
class TierAssessor {
  /** 0: no rule holds tiers. */
  readonly everySeconds: number
  readonly #fold: Fold
  readonly #tiers: TierFigures
  /** Areas that hold more than their figures say. */
  #waiting = new Set<number>()

  constructor(fold: Fold, tiers: TierFigures, rules: RuleBook) {
    this.#fold = fold
    this.#tiers = tiers
    const minutes = rules.tiers.flatMap((rule) => (rule.kind === 'computed' && rule.hold ? [rule.hold.everyMinutes] : []))
    this.everySeconds = minutes.reduce(gcd, 0) * MINUTE_S
  }

  assess(second: number): void {
    const holding = this.#tiers.holding()
    if (!holding) return
    const { columns, heldTiers } = this.#fold
    const { name, scheme } = holding
    if (second % ((scheme.rule.hold?.everyMinutes ?? 1) * MINUTE_S) !== 0) return
    const { nodes, groups } = columns.takeWatched()
    if (heldTiers.rule !== name) {
      heldTiers.begin(name)
      this.#waiting = new Set(Array.from({ length: columns.size }, (_, node) => node))
    }
    const waiting = this.#waiting
    this.#waiting = new Set()
    for (const node of waiting) this.#look(scheme, node, second)
    nodes.forEach((node, at) => {
      if (!waiting.has(node) && ((groups[at] ?? 0) & this.#tiers.groups) !== 0) this.#look(scheme, node, second)
    })
  }

  #look(scheme: TierScheme, node: number, second: number): void {
    if (!this.#tiers.speaksOf(scheme, node)) return
    const { columns, heldTiers } = this.#fold
    const held = heldTiers.rank(node)
    const rank = this.#tiers.judge(scheme, node)
    if (rank >= held || rank === UNKNOWN) {
      if (rank !== held) heldTiers.hold(node, rank, second)
      return
    }
    const dwell = (scheme.rule.hold?.dwellMinutes ?? 0) * MINUTE_S
    const left = second - heldTiers.since(node) >= dwell ? Math.min(held, this.#tiers.judge(scheme, node, true)) : held
    if (left < held) {
      heldTiers.hold(node, left, second)
      columns.mark(node, JUDGED_GROUP)
    }
    if (left > rank) this.#waiting.add(node)
  }
}

/** Tells the alarms of the pair which areas are coupled; without an adopted rule none is. AL13 */
function watchCoupling({ alarms, columns, tree }: Fold, indices: IndexFigures, second: number): void {
  for (const rule of alarms.coupling)
    for (let node = 0; node < columns.wideCount; node++) {
      const role = tree.levels[tree.level(node)]?.role
      if (role !== rule.role) {
        if (tree.growing || isWithin(role ?? 'stairwell', rule.role)) continue
        break
      }
      const coupled = indices.rule ? indices.value(INDEX_KEYS.coupling, node) : 0
      if (!Number.isNaN(coupled)) alarms.coupled(rule, node, coupled === 1, second)
    }
  alarms.book.advance(second)
}

export interface AssessCityOptions {
  readonly catalogue: Catalogue
  readonly keys: readonly KeyDef[]
  readonly rules: RuleBook
}

/** Lets a fold keep what its rules compare with: held tiers, and indices hour by hour. Before anything is folded or loaded. FD11 */
export function assessCity(fold: Fold, { catalogue, keys, rules }: AssessCityOptions): void {
  const readerOf = judgedReaders(readersOf(fold, keys, catalogue), fold)
  const figures = new TierFigures({ fold, keys, rules, readerOf, grids: new GridCounts(fold.tree) })
  const tiers = new TierAssessor(fold, figures, rules)
  const indices = new IndexFigures({ fold, keys, rules, readerOf })
  const paired = (rules.indices ?? []).length > 0
  const couples = paired && fold.alarms.coupling.length > 0
  if (tiers.everySeconds > 0) fold.columns.takeWatched()
  fold.assessBy({
    everySeconds: gcd(gcd(tiers.everySeconds, paired ? HOUR_S : 0), couples ? COUPLING_EVERY_S : 0),
    reachSeconds: tiers.everySeconds > 0 || couples ? Number.POSITIVE_INFINITY : fold.indexSamples.reachSeconds,
    assess(second) {
      if (second % HOUR_S === 0) indices.sample(second)
      tiers.assess(second)
      if (couples && second % COUPLING_EVERY_S === 0) watchCoupling(fold, indices, second)
    },
  })
}
