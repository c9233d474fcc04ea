import { ScopeColumns } from '../../shared/delta/scope-columns.ts'
import { scopeId, type Frame } from '../../shared/delta/delta.ts'
import type { KeyDef } from '../../shared/figures/keys.ts'
import { hasNumber, type SourceState } from '../../shared/figures/value-state.ts'
import type { OpenedFrame } from '../../shared/protocol/frame-codec.ts'
import type { Figure, FrameNode, ScopeSpec } from '../../shared/protocol/messages.ts'
import type { WallChange } from './map-feed.ts'
import type { ScopeReader } from './wall-state.ts'

/** What became of a frame. `old`: already held. `gap`: a frame before it is missing, ask again. */
export type Taken =
  { readonly state: 'applied'; readonly change: WallChange } | { readonly state: 'old' } | { readonly state: 'gap' }

const OUTSIDE: Figure = { v: null, state: 'none', asOf: 0 }
const NO_ROWS: readonly number[] = []

/** Where no source stands for a key, what its cells hold is nobody's word. PB2 */
const UNHEARD: ReadonlySet<SourceState> = new Set(['off', 'none'])

/** A screen's copy of one scope; equal to the server's when the hashes are equal. DL1 */
export class ScopeReplica implements ScopeReader {
  readonly scope: ScopeSpec
  readonly #state = new ScopeColumns()
  #positions = new Map<string, number>()

  constructor(scope: ScopeSpec) {
    this.scope = scope
  }

  get epoch(): string {
    return this.#state.epoch
  }
  get seq(): number {
    return this.#state.seq
  }
  get asOf(): number {
    return this.#state.asOf
  }
  get keys(): readonly KeyDef[] {
    return this.#state.scopeKeys.keys
  }
  get nodes(): readonly FrameNode[] {
    return this.#state.nodes
  }
  /** What a resume starts from; undefined before the first snapshot. */
  get held(): { readonly epoch: string; readonly seq: number } | undefined {
    return this.seq < 0 ? undefined : { epoch: this.epoch, seq: this.seq }
  }

  rowOf(code: string): number {
    return this.#state.rowOf(code)
  }

  figure(key: string, row: number): Figure {
    const position = this.#positions.get(key)
    if (position === undefined || row < 0 || row >= this.nodes.length) return OUTSIDE
    const state = this.#state.state(row, position)
    return { v: hasNumber(state) ? this.#state.value(row, position) : null, state, asOf: this.#state.keyAsOf(position) }
  }

  column(key: string): Float64Array | undefined {
    const position = this.#positions.get(key)
    const unheard = UNHEARD.has(this.standing(key))
    return position === undefined || unheard ? undefined : this.#state.column(position)
  }

  standing(key: string): SourceState {
    return this.#state.source(this.#positions.get(key) ?? -1)
  }

  hash(): string {
    return this.#state.hash()
  }

  /** Applies a frame of this scope if it fits what is held. DL3 */
  take(opened: OpenedFrame): Taken {
    const { head } = opened
    if (scopeId(head.scope) !== scopeId(this.scope)) return { state: 'old' }
    const sameEpoch = head.epoch === this.epoch
    if (sameEpoch && head.seq <= this.seq && head.base !== undefined) return { state: 'old' }
    if (head.base !== undefined && (!sameEpoch || head.base !== this.seq)) return { state: 'gap' }
    const frame = opened.resolve(this.#state)
    this.#state.apply(frame)
    if (frame.kind === 'snapshot') this.#positions = new Map(this.keys.map((def, position) => [def.key, position]))
    return { state: 'applied', change: this.#changeOf(frame) }
  }

  #changeOf(frame: Frame): WallChange {
    let byKey: Map<number, readonly number[]> | undefined
    const rowsOf = (key: string): readonly number[] => {
      byKey ??= rowsByKey(frame, this.nodes.length)
      return byKey.get(this.#positions.get(key) ?? -1) ?? NO_ROWS
    }
    return { whole: frame.kind === 'snapshot', rowsOf, events: frame.events, seq: frame.seq, committedWall: frame.committedWall }
  }
}

/** Rows touched under each key, ascending; a standing touches all rows of its key, a new row all its keys. */
function rowsByKey(frame: Frame, size: number): Map<number, readonly number[]> {
  const touched = new Map<number, number[]>()
  const { rows, keys } = frame.changed
  for (let i = 0; i < rows.length; i += 1) {
    const key = keys[i] ?? 0
    const held = touched.get(key)
    if (held === undefined) touched.set(key, [rows[i] ?? 0])
    else held.push(rows[i] ?? 0)
  }
  const sorted = new Map<number, readonly number[]>([...touched].map(([key, held]) => [key, ascending(held)]))
  if (frame.standings.length === 0) return sorted
  const all = Array.from({ length: size }, (_, row) => row)
  for (const { key } of frame.standings) sorted.set(key, all)
  return sorted
}

/** Each row once, ascending; frames mostly list them so already. */
function ascending(rows: readonly number[]): readonly number[] {
  const listed = rows.every((row, at) => at === 0 || (rows[at - 1] ?? 0) < row)
  return listed ? rows : [...new Set(rows)].sort((a, b) => a - b)
}
