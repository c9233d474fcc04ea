import { columnOf, grown, type Saveable } from './saved.ts'
import type { FoldState } from './snapshot.ts'

/** The tiers that areas hold at the last full assessment, as ranks of one rule, and since when. TR5 */
export class HeldTiers implements Saveable {
  /** Id and version of the rule that the ranks are of; a tier is never carried over to another rule. */
  rule = ''
  #ranks = new Uint8Array(0)
  #since = new Uint32Array(0)

  /** 0 where nothing is held. */
  rank(node: number): number {
    return this.#ranks[node] ?? 0
  }

  /** Epoch seconds. */
  since(node: number): number {
    return this.#since[node] ?? 0
  }

  hold(node: number, rank: number, second: number): void {
    if (node >= this.#ranks.length) {
      const room = Math.max(256, (node + 1) * 2)
      this.#ranks = grown(this.#ranks, room)
      this.#since = grown(this.#since, room)
    }
    this.#ranks[node] = rank
    this.#since[node] = second
  }

  /** Lets everything go, for another rule. */
  begin(rule: string): void {
    this.rule = rule
    this.#ranks.fill(0)
    this.#since.fill(0)
  }

  save(): FoldState {
    return { rest: { rule: this.rule }, columns: { ranks: this.#ranks.slice(), since: this.#since.slice() } }
  }

  load(state: FoldState): void {
    this.rule = (state.rest as { readonly rule: string }).rule
    this.#ranks = columnOf(state, 'ranks', Uint8Array).slice()
    this.#since = columnOf(state, 'since', Uint32Array).slice()
  }
}
