import { VALUE_STATES, hasNumber, type ValueState } from '../figures/value-state.ts'

const bits = new Float64Array(1)
const words = new Uint32Array(bits.buffer)
const STATE_INDEX = Object.fromEntries(VALUE_STATES.map((state, index) => [state, index])) as Readonly<Record<ValueState, number>>

function finish(hash: number): number {
  let h = hash
  h = Math.imul(h ^ (h >>> 16), 0x85ebca6b)
  h = Math.imul(h ^ (h >>> 13), 0xc2b2ae35)
  return h ^ (h >>> 16)
}

/** 32-bit hash of a code or key. */
export function hashText(text: string): number {
  let h = 0x811c9dc5
  for (let i = 0; i < text.length; i += 1) h = Math.imul(h ^ text.charCodeAt(i), 0x01000193)
  return finish(h)
}

/** One cell of a state: hashes of node code and key, what is shown. */
export interface HashTerm {
  readonly code: number
  readonly key: number
  readonly v: number
  readonly state: ValueState
}

/**
 * Hash of a set of (node code, key, v, state): two 32-bit lanes, each the sum of one mixed term a cell.
 * A sum has no order, so both sides may add the cells as they hold them. DL5
 */
export class StateHash {
  #a = 0
  #b = 0

  add(term: HashTerm): void {
    bits[0] = hasNumber(term.state) ? term.v + 0 : Number.NaN
    const [low = 0, high = 0] = Number.isNaN(bits[0]) ? [0, 0x7ff80000] : words
    let h = Math.imul(term.code, 0x9e3779b1) ^ Math.imul(term.key, 0x85ebca77)
    h = finish(h ^ Math.imul(low, 0xc2b2ae3d) ^ Math.imul(high, 0x27d4eb2f) ^ STATE_INDEX[term.state])
    let g = Math.imul(term.key ^ 0x165667b1, 0x2c1b3c6d) + Math.imul(term.code, 0x297a2d39)
    g = finish(Math.imul(g ^ high, 0x1b873593) + Math.imul(low ^ (STATE_INDEX[term.state] << 24), 0xcc9e2d51))
    this.#a = (this.#a + h) | 0
    this.#b = (this.#b + finish(g ^ h)) | 0
  }

  /** 16 hex digits. */
  digest(): string {
    const hex = (lane: number) => (lane >>> 0).toString(16).padStart(8, '0')
    return hex(this.#a) + hex(this.#b)
  }
}
