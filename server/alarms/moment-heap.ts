/** A heap of (second, id): what is to be looked at when its second comes. Of equal seconds the smaller id comes first. */
export class MomentHeap {
  #seconds: number[] = []
  #ids: string[] = []

  get earliest(): number {
    return this.#seconds[0] ?? Number.POSITIVE_INFINITY
  }

  #isBefore(a: number, b: number): boolean {
    const [x, y] = [this.#seconds[a] as number, this.#seconds[b] as number]
    return x < y || (x === y && (this.#ids[a] as string) < (this.#ids[b] as string))
  }

  #swap(a: number, b: number): void {
    ;[this.#seconds[a], this.#seconds[b]] = [this.#seconds[b] as number, this.#seconds[a] as number]
    ;[this.#ids[a], this.#ids[b]] = [this.#ids[b] as string, this.#ids[a] as string]
  }

  push(second: number, id: string): void {
    let at = this.#seconds.push(second) - 1
    this.#ids.push(id)
    for (let above = (at - 1) >> 1; at > 0 && this.#isBefore(at, above); above = (at - 1) >> 1) {
      this.#swap(at, above)
      at = above
    }
  }

  /** Takes out the earliest moment. */
  take(): { readonly second: number; readonly id: string } {
    const first = { second: this.#seconds[0] as number, id: this.#ids[0] as string }
    this.#swap(0, this.#seconds.length - 1)
    this.#seconds.pop()
    this.#ids.pop()
    const length = this.#seconds.length
    for (let at = 0, below = 1; below < length; at = below, below = at * 2 + 1) {
      if (below + 1 < length && this.#isBefore(below + 1, below)) below++
      if (!this.#isBefore(below, at)) break
      this.#swap(at, below)
    }
    return first
  }
}
