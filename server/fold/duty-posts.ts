import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import { withoutWord, withWord } from './earlier-words.ts'
import type { NodeColumns } from './node-columns.ts'
import type { FoldState } from './snapshot.ts'

interface Duty {
  readonly t: number
  readonly posts: number
  readonly filled: number
}

const NOBODY: Duty = { t: Number.NEGATIVE_INFINITY, posts: 0, filled: 0 }
const isNewer = (next: Duty, than: Duty) => next.t >= than.t
const POSTS = wideOffset('duty.posts')
const FILLED = wideOffset('duty.filled')

/** Posts and posts filled, as each node last said; an area has the sum of what its parts and itself said. FD8 */
export class DutyPosts {
  readonly #columns: NodeColumns
  /** What each node said, the newest word last. */
  readonly #nodes = new Map<number, readonly Duty[]>()

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  apply({ t, posts, filled }: StoredEventOf<'duty'>, node: number): void {
    this.#put(node, withWord(this.#nodes.get(node) ?? [], { t, posts, filled }, isNewer))
  }

  /** The node stands where it would without this word. FD12 */
  takeBack({ t, posts, filled }: StoredEventOf<'duty'>, node: number): void {
    const isWord = (word: Duty) => word.t === t && word.posts === posts && word.filled === filled
    this.#put(node, withoutWord(this.#nodes.get(node) ?? [], isWord))
  }

  #put(node: number, words: readonly Duty[]): void {
    const [was, is] = [this.#nodes.get(node)?.at(-1) ?? NOBODY, words.at(-1) ?? NOBODY]
    this.#nodes.set(node, words)
    this.#columns.addWide(node, POSTS, is.posts - was.posts)
    this.#columns.addWide(node, FILLED, is.filled - was.filled)
  }

  save(): FoldState {
    return { rest: [...this.#nodes], columns: {} }
  }

  load(state: FoldState): void {
    this.#nodes.clear()
    for (const [node, words] of state.rest as [number, readonly Duty[]][]) this.#nodes.set(node, words)
  }
}
