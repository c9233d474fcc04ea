/** Appends unsigned and zigzag varints (7 bits a byte, low first) and raw bytes to a growing buffer. */
export class VarintWriter {
  #bytes = new Uint8Array(1024)
  #size = 0

  #room(extra: number): void {
    if (this.#size + extra <= this.#bytes.length) return
    const wider = new Uint8Array(Math.max(this.#bytes.length * 2, this.#size + extra))
    wider.set(this.#bytes.subarray(0, this.#size))
    this.#bytes = wider
  }

  /** `value` is a whole number from 0 to 2^53. */
  unsigned(value: number): void {
    this.#room(8)
    let rest = value
    while (rest > 127) {
      this.#bytes[this.#size++] = (rest % 128) | 128
      rest = Math.floor(rest / 128)
    }
    this.#bytes[this.#size++] = rest
  }

  signed(value: number): void {
    this.unsigned(value < 0 ? -2 * value - 1 : 2 * value)
  }

  raw(bytes: Uint8Array): void {
    this.#room(bytes.length)
    this.#bytes.set(bytes, this.#size)
    this.#size += bytes.length
  }

  /** Length, then UTF-8. */
  text(text: string): void {
    const bytes = new TextEncoder().encode(text)
    this.unsigned(bytes.length)
    this.raw(bytes)
  }

  bytes(): Uint8Array {
    return this.#bytes.slice(0, this.#size)
  }
}

/** Reads what `VarintWriter` wrote; throws a RangeError at the end of the bytes. */
export class VarintReader {
  readonly #bytes: Uint8Array
  #at = 0

  constructor(bytes: Uint8Array) {
    this.#bytes = bytes
  }

  unsigned(): number {
    const first = this.#bytes[this.#at]
    if (first !== undefined && first < 128) {
      this.#at++
      return first
    }
    let value = 0
    let scale = 1
    for (;;) {
      const byte = this.#bytes[this.#at++]
      if (byte === undefined) throw new RangeError('geometry file ends too early')
      value += (byte & 127) * scale
      if (byte < 128) return value
      scale *= 128
    }
  }

  signed(): number {
    const value = this.unsigned()
    return value % 2 === 0 ? value / 2 : -(value + 1) / 2
  }

  raw(length: number): Uint8Array {
    if (this.#at + length > this.#bytes.length) throw new RangeError('geometry file ends too early')
    this.#at += length
    return this.#bytes.subarray(this.#at - length, this.#at)
  }

  text(): string {
    return new TextDecoder().decode(this.raw(this.unsigned()))
  }
}
