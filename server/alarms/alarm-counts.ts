import { ALARMS_GROUP } from '../../shared/figures/change-groups.ts'
import type { NodeColumns } from '../fold/node-columns.ts'

/** Places in a node's row: active alarms by level, then those that wait for a person. */
export const WAITING = 4
const STRIDE = 5

/** Counts of alarms at the few nodes that have any; every change walks to the root. AL6 */
export class AlarmCounts {
  readonly #columns: NodeColumns
  readonly #rows = new Map<number, Int32Array>()

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  /** `place`: level less one, or `WAITING`. */
  add(node: number, place: number, weight: number): void {
    for (let at = node; at >= 0; at = this.#columns.parent[at] as number) {
      let row = this.#rows.get(at)
      if (!row) this.#rows.set(at, (row = new Int32Array(STRIDE)))
      row[place] = (row[place] as number) + weight
    }
    this.#columns.mark(node, ALARMS_GROUP)
  }

  value(node: number, place: number): number {
    return this.#rows.get(node)?.[place] ?? 0
  }
}
