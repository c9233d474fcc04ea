import type { AlarmRuleOf } from '../../shared/domain/alarm-rules.ts'
import type { FoldState } from '../fold/snapshot.ts'

/**
 * For how long areas have stood otherwise than their alarm says: coupled and not yet alarmed, or alarmed and no longer
 * coupled. What comes and goes within the rule's time changes nothing. AL13
 */
export class CouplingWatch {
  /** Epoch second since when, by rule and node code. */
  readonly #since = new Map<string, number>()

  /** Whether the alarm changes at this second, and since when its cause has stood so; undefined where nothing changes. */
  look(
    rule: AlarmRuleOf<'coupling'>,
    code: string,
    { coupled, alarmed, second }: { readonly coupled: boolean; readonly alarmed: boolean; readonly second: number },
  ): number | undefined {
    const key = `${rule.id}~${code}`
    if (coupled === alarmed) {
      this.#since.delete(key)
      return undefined
    }
    const since = this.#since.get(key) ?? second
    const wait = (coupled ? rule.afterMinutes : rule.clearMinutes) * 60
    if (second - since < wait) {
      this.#since.set(key, since)
      return undefined
    }
    this.#since.delete(key)
    return since
  }

  save(): FoldState {
    return { rest: [...this.#since], columns: {} }
  }

  load(state: FoldState): void {
    this.#since.clear()
    for (const [key, since] of state.rest as readonly [string, number][]) this.#since.set(key, since)
  }
}
