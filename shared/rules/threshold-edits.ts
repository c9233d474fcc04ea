import type { AlarmRule, AlarmRules } from '../domain/alarm-rules.ts'
import type { ThresholdDecided, ThresholdProposed } from '../domain/threshold-act.ts'
import { cutFault, cutsOf, withCuts, type Cuts } from './threshold-cuts.ts'

/** `waiting`: not in force, no second person yet. `alone`: in force by one person. `reverted`: its limit came first. */
export type EditState = 'waiting' | 'alone' | 'approved' | 'rejected' | 'reverted'

/** A proposal, what it would take the place of, and who decided; times are epoch seconds. */
export interface ThresholdEdit extends Omit<ThresholdProposed, 'act' | 'key' | 'version'> {
  readonly at: number
  readonly before: Cuts
  readonly decided: { readonly approved: boolean; readonly post: string; readonly at: number } | undefined
}

/** A rule as it stands in `from` ≤ second < `to`. */
export interface RuleStretch<R extends AlarmRule> {
  readonly from: number
  readonly to: number
  readonly rule: R
}

/** How an edit stands at a second. AL14 */
export function stateOf({ until, decided }: ThresholdEdit, second: number): EditState {
  if (decided) return decided.approved ? 'approved' : 'rejected'
  if (until === 0) return 'waiting'
  return second < until ? 'alone' : 'reverted'
}

const isOpen = (edit: ThresholdEdit, second: number) => ['waiting', 'alone'].includes(stateOf(edit, second))

/** From when which cuts hold because of an edit. */
function changesBy({ at, until, cuts, before, decided }: ThresholdEdit): readonly { readonly at: number; readonly cuts: Cuts }[] {
  if (until === 0) return decided?.approved ? [{ at: decided.at, cuts }] : []
  if (decided?.approved) return [{ at, cuts }]
  return [
    { at, cuts },
    { at: decided?.at ?? until, cuts: before },
  ]
}

/** Cuts changed at desks by two persons: a function of the acts of the log and a second, whenever they are asked for. AL14 */
export class ThresholdEdits {
  readonly #version: string
  readonly #rules: ReadonlyMap<string, AlarmRule>
  #edits: ThresholdEdit[] = []
  /** By rule, without those never changed. */
  readonly #stretches = new Map<string, readonly RuleStretch<AlarmRule>[]>()

  constructor({ version, rules }: AlarmRules) {
    this.#version = version
    this.#rules = new Map(rules.map((rule) => [rule.id, rule]))
  }

  /** The edit of a rule that a second person has yet to decide. */
  open(rule: string, second: number): ThresholdEdit | undefined {
    return this.#edits.find((edit) => edit.rule === rule && isOpen(edit, second))
  }

  find(id: string): ThresholdEdit | undefined {
    return this.#edits.find((edit) => edit.id === id)
  }

  /** Newest first. */
  get all(): readonly ThresholdEdit[] {
    return [...this.#edits].reverse()
  }

  /** A logged act with its stamp; what may not be says nothing. Answers the rule whose cuts hold otherwise from now on. */
  take(act: ThresholdProposed | ThresholdDecided, at: number): string | undefined {
    const rule = act.act === 'threshold-proposed' ? this.#propose(act, at) : this.#decide(act, at)
    if (rule !== undefined) this.#lay(rule)
    return rule
  }

  #propose({ act: _act, key: _key, version, ...proposed }: ThresholdProposed, at: number): string | undefined {
    const rule = this.#rules.get(proposed.rule)
    if (!rule || version !== this.#version || this.open(proposed.rule, at) || this.find(proposed.id)) return undefined
    const stands = this.inForce(rule, at)
    if (cutFault(stands, proposed.cuts) !== undefined || (proposed.until !== 0 && proposed.until <= at)) return undefined
    this.#edits.push({ ...proposed, at, before: cutsOf(stands), decided: undefined })
    return proposed.rule
  }

  #decide({ id, approved, post, by }: ThresholdDecided, at: number): string | undefined {
    const edit = this.find(id)
    if (!edit || !isOpen(edit, at) || (approved && edit.by === by)) return undefined
    this.#edits = this.#edits.map((one) => (one === edit ? { ...one, decided: { approved, post, at } } : one))
    return edit.rule
  }

  #lay(id: string): void {
    const rule = this.#rules.get(id)
    if (!rule) return
    const changes = this.#edits.filter((edit) => edit.rule === id).flatMap(changesBy)
    const bounds = [Number.NEGATIVE_INFINITY, ...changes.map(({ at }) => at), Number.POSITIVE_INFINITY]
    let stands = rule
    const stretches = bounds.slice(0, -1).map((from, nth) => {
      if (nth > 0) stands = withCuts(stands, changes[nth - 1]?.cuts ?? {})
      return { from, to: bounds[nth + 1] as number, rule: stands }
    })
    if (changes.length > 0) this.#stretches.set(id, stretches)
    else this.#stretches.delete(id)
  }

  /** The rule over all time, as far as it is decided. */
  stretches<R extends AlarmRule>(rule: R): readonly RuleStretch<R>[] {
    const laid = this.#stretches.get(rule.id) as readonly RuleStretch<R>[] | undefined
    return laid ?? [{ from: Number.NEGATIVE_INFINITY, to: Number.POSITIVE_INFINITY, rule }]
  }

  /** The rule as it stands at a second. */
  inForce<R extends AlarmRule>(rule: R, second: number): R {
    const laid = this.#stretches.get(rule.id) as readonly RuleStretch<R>[] | undefined
    return laid?.findLast(({ from }) => from <= second)?.rule ?? rule
  }

  /** The version of the rules at a second: that of the file, and how often cuts have come into or gone out of force since. */
  version(second: number): string {
    const turns = [...this.#stretches.values()].flat().filter(({ from }) => Number.isFinite(from) && from <= second).length
    return turns === 0 ? this.#version : `${this.#version}+${turns}`
  }

  save(): unknown {
    return structuredClone(this.#edits)
  }

  load(edits: unknown): void {
    this.#edits = structuredClone(edits) as ThresholdEdit[]
    for (const { rule } of this.#edits) this.#lay(rule)
  }
}
