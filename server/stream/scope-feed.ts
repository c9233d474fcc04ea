import type { Rewind } from '../delta/rewind.ts'
import type { Delta, Snapshot } from '../../shared/delta/delta.ts'
import type { ScopeSpec } from '../../shared/protocol/messages.ts'
import type { CellBase } from '../../shared/protocol/cell-columns.ts'

/** What the stream needs of a scope's view. */
export interface FrameSource {
  readonly spec: Pick<ScopeSpec, 'events'>
  snapshot(): Snapshot
  delta(past: Rewind): { readonly delta: Delta; readonly held: CellBase }
}

/** Turns a frame into bytes: packed and deflated. */
export type EncodeFrame = (frame: Snapshot | Delta, held?: CellBase) => Uint8Array

/** One scope for all its screens: each frame is built and encoded once a publication, however many hold the same base. ST4 */
export class ScopeFeed {
  readonly #source: FrameSource
  readonly #encode: EncodeFrame
  #seq = -1
  /** Base → bytes that lead to `#seq`; −1: the snapshot. */
  #frames = new Map<number, Uint8Array>()

  constructor(source: FrameSource, encode: EncodeFrame) {
    this.#source = source
    this.#encode = encode
  }

  /** Bytes that lead from `kept.base`, or a snapshot without it or where the list was corrected since, to publication `seq`. PB10 */
  frame(seq: number, kept: Rewind | undefined): Uint8Array {
    const past = kept?.corrected && this.#source.spec.events ? undefined : kept
    if (seq !== this.#seq) {
      this.#seq = seq
      this.#frames = new Map()
    }
    const base = past?.base ?? -1
    const known = this.#frames.get(base)
    if (known !== undefined) return known
    const bytes = past === undefined ? this.#encode(this.#source.snapshot()) : this.#encodeDelta(past)
    this.#frames.set(base, bytes)
    return bytes
  }

  #encodeDelta(past: Rewind): Uint8Array {
    const { delta, held } = this.#source.delta(past)
    return this.#encode(delta, held)
  }
}
