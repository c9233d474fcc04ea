import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import type { NodeColumns } from './node-columns.ts'
import type { FoldState } from './snapshot.ts'

interface Duty {
  readonly t: number
  readonly posts: number
  readonly filled: number
}

const POSTS = wideOffset('duty.posts')
const FILLED = wideOffset('duty.filled')

/** Posts and posts filled, as each node last said; an area has the sum of what its parts and itself said. FD8 */
export class DutyPosts {
  readonly #columns: NodeColumns
  readonly #nodes = new Map<number, Duty>()

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  apply({ t, posts, filled }: StoredEventOf<'duty'>, node: number): void {
    const before = this.#nodes.get(node) ?? { t: Number.NEGATIVE_INFINITY, posts: 0, filled: 0 }
    if (t < before.t) return
    this.#nodes.set(node, { t, posts, filled })
    this.#columns.addWide(node, POSTS, posts - before.posts)
    this.#columns.addWide(node, FILLED, filled - before.filled)
  }

  save(): FoldState {
    return { rest: [...this.#nodes], columns: {} }
  }

  load(state: FoldState): void {
    this.#nodes.clear()
    for (const [node, duty] of state.rest as [number, Duty][]) this.#nodes.set(node, duty)
  }
}
