import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { DEEP_COLUMNS } from '../../shared/figures/counter-layout.ts'
import { withoutWord, withWord } from './earlier-words.ts'
import type { NodeColumns } from './node-columns.ts'
import type { FoldState } from './snapshot.ts'

interface NodeCheck {
  round: number
  /** 1 assigned, 2 overdue, 3 done: in this order where two states have one time. */
  state: number
  t: number
}

const ORDER = { assigned: 1, overdue: 2, done: 3 } as const
const ASSIGNED = DEEP_COLUMNS.indexOf('checks.assigned')
const DONE = DEEP_COLUMNS.indexOf('checks.done')
const OVERDUE = DEEP_COLUMNS.indexOf('checks.overdue')

/** Work state of rolling checks: each compound or stairwell stands in the newest round it was given. FD8 */
export class Checks {
  readonly #columns: NodeColumns
  /** Rounds in the order in which the log first names them: a later one replaces an earlier one. */
  readonly #rounds = new Map<string, number>()
  /** What each node was told, the newest word last. */
  readonly #nodes = new Map<number, readonly NodeCheck[]>()

  constructor(columns: NodeColumns) {
    this.#columns = columns
  }

  apply(event: StoredEventOf<'check'>, node: number): void {
    const round = this.#rounds.get(event.round) ?? this.#rounds.size
    this.#rounds.set(event.round, round)
    const next = { round, state: ORDER[event.state], t: event.t }
    this.#put(node, withWord(this.#nodes.get(node) ?? [], next, isNewer))
  }

  /** The node stands where it would without this word; a round, once named, keeps its place. FD12 */
  takeBack(event: StoredEventOf<'check'>, node: number): void {
    const [round, state] = [this.#rounds.get(event.round), ORDER[event.state]]
    const isWord = (word: NodeCheck) => word.round === round && word.state === state && word.t === event.t
    this.#put(node, withoutWord(this.#nodes.get(node) ?? [], isWord))
  }

  #put(node: number, words: readonly NodeCheck[]): void {
    const [was, is] = [this.#nodes.get(node)?.at(-1), words.at(-1)]
    if (was && was.state !== is?.state) this.#count(node, was.state, -1)
    if (is && was?.state !== is.state) this.#count(node, is.state, 1)
    if (is) this.#nodes.set(node, words)
    else this.#nodes.delete(node)
  }

  #count(node: number, state: number, weight: number): void {
    this.#columns.addDeep(node, ASSIGNED, weight)
    if (state === ORDER.done) this.#columns.addDeep(node, DONE, weight)
    if (state === ORDER.overdue) this.#columns.addDeep(node, OVERDUE, weight)
  }

  save(): FoldState {
    let size = 0
    for (const words of this.#nodes.values()) size += words.length
    const facts = new Int32Array(size * 3)
    const times = new Float64Array(size)
    let at = 0
    for (const [node, words] of this.#nodes)
      for (const { round, state, t } of words) {
        facts[at * 3] = node
        facts[at * 3 + 1] = round
        facts[at * 3 + 2] = state
        times[at++] = t
      }
    return { rest: [...this.#rounds.keys()], columns: { facts, times } }
  }

  load(state: FoldState): void {
    this.#rounds.clear()
    this.#nodes.clear()
    for (const round of state.rest as string[]) this.#rounds.set(round, this.#rounds.size)
    const { facts, times } = state.columns as { facts: Int32Array; times: Float64Array }
    times.forEach((t, at) => {
      const [node = 0, round = 0, word = 0] = facts.subarray(at * 3, at * 3 + 3)
      this.#nodes.set(node, [...(this.#nodes.get(node) ?? []), { round, state: word, t }])
    })
  }
}

function isNewer(next: NodeCheck, now: NodeCheck): boolean {
  if (next.round !== now.round) return next.round > now.round
  return next.t > now.t || (next.t === now.t && next.state > now.state)
}
