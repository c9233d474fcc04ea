const SOURCES_KEPT = 1024

/** Keyed 64-bit fingerprint of (source, id) as two lanes. Not a secret: a hit is always verified. EV4 */
export class Fingerprint {
  low = 0
  high = 0
  readonly #seedLow: number
  readonly #seedHigh: number
  readonly #sources = new Map<string, readonly [low: number, high: number]>()
  #lastSource = ''
  #lastSeed: readonly [low: number, high: number]

  /** `key`: 8 bytes, the same for the life of a log. */
  constructor(key: Uint8Array) {
    const view = new DataView(key.buffer, key.byteOffset, key.byteLength)
    this.#seedLow = view.getUint32(0, true)
    this.#seedHigh = view.getUint32(4, true)
    this.#lastSeed = this.#seedOf('')
  }

  /** Leaves the fingerprint in `low` and `high`. */
  take(source: string, id: string): void {
    this.#begin(source)
    this.#mix(id, this.#lastSeed[0], this.#lastSeed[1])
  }

  /** As `take` of an id that lies as ASCII in `bytes`, which is quicker than looking at a string's characters. */
  takeBytes(source: string, bytes: Uint8Array, from: number, to: number): void {
    this.#begin(source)
    let a = this.#lastSeed[0]
    let b = this.#lastSeed[1] ^ (to - from)
    for (let i = from; i < to; i++) {
      const c = bytes[i] as number
      a = Math.imul(a ^ c, 0x9e3779b1)
      a ^= a >>> 15
      b = Math.imul(b ^ c ^ a, 0x85ebca6b)
      b ^= b >>> 13
    }
    this.#end(a, b)
  }

  #begin(source: string): void {
    if (source === this.#lastSource) return
    this.#lastSeed = this.#seedOf(source)
    this.#lastSource = source
  }

  /** Seeds of sources are kept: there are few registered ones. */
  #seedOf(source: string): readonly [low: number, high: number] {
    const kept = this.#sources.get(source)
    if (kept) return kept
    this.#mix(source, this.#seedLow, this.#seedHigh)
    const seed = [this.low, this.high] as const
    if (this.#sources.size < SOURCES_KEPT) this.#sources.set(source, seed)
    return seed
  }

  #mix(text: string, seedLow: number, seedHigh: number): void {
    let a = seedLow
    let b = seedHigh ^ text.length
    for (let i = 0; i < text.length; i++) {
      const c = text.charCodeAt(i)
      a = Math.imul(a ^ c, 0x9e3779b1)
      a ^= a >>> 15
      b = Math.imul(b ^ c ^ a, 0x85ebca6b)
      b ^= b >>> 13
    }
    this.#end(a, b)
  }

  #end(first: number, second: number): void {
    const a = Math.imul(first ^ (second >>> 16), 0xc2b2ae35)
    const b = Math.imul(second ^ (a >>> 16), 0x27d4eb2f)
    this.low = (a ^ (b >>> 15)) >>> 0
    this.high = (b ^ (a >>> 13)) >>> 0
  }
}
