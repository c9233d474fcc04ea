export interface Percentiles {
  readonly p50: number
  readonly p95: number
  readonly p99: number
  readonly max: number
  readonly n: number
}

/** The newest samples of a duration in ms, at most `size`; percentiles by nearest rank. */
export class SampleRing {
  readonly #held: Float64Array
  #count = 0

  constructor(size: number) {
    this.#held = new Float64Array(size)
  }

  add(sample: number): void {
    this.#held[this.#count % this.#held.length] = sample
    this.#count += 1
  }

  /** All 0 while nothing has been measured. */
  percentiles(): Percentiles {
    const n = Math.min(this.#count, this.#held.length)
    const sorted = this.#held.slice(0, n).sort()
    const at = (share: number) => round(sorted[Math.max(0, Math.ceil(share * n) - 1)] ?? 0)
    return { p50: at(0.5), p95: at(0.95), p99: at(0.99), max: round(sorted[n - 1] ?? 0), n }
  }
}

const round = (ms: number) => Math.round(ms * 10) / 10
