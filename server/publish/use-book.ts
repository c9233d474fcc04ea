import type { Static } from '@sinclair/typebox'
import { Value } from '@sinclair/typebox/value'
import type { AlarmRules } from '../../shared/domain/alarm-rules.ts'
import type { Catalogue } from '../../shared/domain/catalogue.ts'
import { DIMENSION_USE_ACT, type DimensionUseAct, type UseLayer } from '../../shared/domain/dimension-use.ts'
import type { Names } from '../../shared/domain/names.ts'
import type { RuleBook } from '../../shared/domain/rule-book.ts'
import { DimensionUses } from '../../shared/rules/dimension-uses.ts'
import type { EventLog } from '../log/event-log.ts'

type Name = Static<typeof Names>

/** A layer whose rules name a dimension, and those rules. */
export interface WantedUse {
  readonly dimension: string
  readonly layer: UseLayer
  readonly rules: readonly Name[]
}

export interface UseBookParts {
  readonly catalogue: Catalogue
  readonly alarms: AlarmRules
  readonly rules: RuleBook
}

const isUseAct = (act: unknown): act is DimensionUseAct => Value.Check(DIMENSION_USE_ACT, act)
const OWN = 'dim.'
/** Rules of tiers and indices have an id and no name. */
const nameOf = (id: string): Name => ({ zh: id, en: id })

/** Every pair of a dimension and the name of a rule in force or adopted that takes it in. */
function namedBy({ alarms, rules }: UseBookParts): readonly (readonly [UseLayer, string, Name])[] {
  const keysOf = [
    ...rules.tiers.flatMap((rule) =>
      rule.kind === 'computed'
        ? [{ name: nameOf(rule.id), keys: Object.values(rule.inputs).flatMap(({ key }) => key ?? []) }]
        : [],
    ),
    ...(rules.indices ?? []).flatMap(({ id, adoptedBy, order, vitality }) =>
      adoptedBy ? [{ name: nameOf(id), keys: [order, vitality].flatMap((side) => side.indicators.map(({ key }) => key)) }] : [],
    ),
  ]
  const judged = keysOf
    .flatMap(({ name, keys }) => keys.map((key) => [key, name] as const))
    .filter(([key]) => key.startsWith(OWN))
  return [
    ...judged.map(([key, name]) => ['tiers', key.slice(OWN.length), name] as const),
    ...alarms.rules.flatMap((rule) => (rule.kind === 'reading' ? [['alarms', rule.dimension, rule.name] as const] : [])),
  ]
}

/** Which uses of dimensions the rules want, which of them are approved, and by which act; the same function of the log's acts that the fold asks. PR14 */
export class UseBook {
  readonly uses: DimensionUses
  readonly wanted: readonly WantedUse[]
  #waiting: ReadonlyMap<string, readonly UseLayer[]> = new Map()

  constructor(parts: UseBookParts, log: Pick<EventLog, 'acts'>) {
    this.uses = new DimensionUses(parts.catalogue)
    const wanted = new Map<string, WantedUse>()
    for (const [layer, dimension, name] of namedBy(parts)) {
      const { rules = [] } = wanted.get(`${layer} ${dimension}`) ?? {}
      wanted.set(`${layer} ${dimension}`, { dimension, layer, rules: [...rules, name] })
    }
    this.wanted = [...wanted.values()]
    for (const { body, at } of log.acts()) this.take(JSON.parse(new TextDecoder().decode(body)), { at })
    this.#settle()
  }

  /** Layers that want a dimension and may not have it, by dimension; empty where nothing waits. */
  get waiting(): ReadonlyMap<string, readonly UseLayer[]> {
    return this.#waiting
  }

  /** An act is durable. */
  take(act: unknown, { at }: { readonly at: number }): void {
    if (isUseAct(act) && this.uses.take(act, at)) this.#settle()
  }

  #settle(): void {
    const waiting = new Map<string, readonly UseLayer[]>()
    for (const { dimension, layer } of this.wanted)
      if (!this.uses.allows(dimension, layer)) waiting.set(dimension, [...(waiting.get(dimension) ?? []), layer])
    this.#waiting = waiting
  }
}
