/** Zeros after the bytes of a batch: more than any step looks or copies ahead. */
const PADDING = 32
const FIRST_ROOM = 2 ** 18
/** Room that only a very long batch needed is let go of. */
const MOST_KEPT = 2 ** 21
const BATCHES_KEPT = 16

/** A buffer's text without the look at encoding and bounds, which takes as long as short texts themselves. */
interface Latin1Bytes extends Buffer {
  latin1Slice(from: number, to: number): string
}

/** A copy of the bytes of a batch with zeros after them, so that no step has to look for their end. */
export class PaddedBatch {
  bytes = Buffer.alloc(0) as Buffer as Latin1Bytes
  /** The same bytes. */
  view = new DataView(this.bytes.buffer)
  /** Of the batch itself. */
  length = 0

  load(batch: Uint8Array): this {
    if (batch.length + PADDING > this.bytes.length) {
      this.bytes = Buffer.allocUnsafeSlow(Math.max(FIRST_ROOM, 2 * batch.length + PADDING)) as Latin1Bytes
      this.view = new DataView(this.bytes.buffer)
    }
    this.bytes.set(batch)
    this.bytes.fill(0, batch.length, batch.length + PADDING)
    this.length = batch.length
    return this
  }
}

/** Batches that have been read lend their room to those that come: new room for each would keep the collector busy. */
export class PaddedBatches {
  readonly #idle: PaddedBatch[] = []

  load(batch: Uint8Array): PaddedBatch {
    return (this.#idle.pop() ?? new PaddedBatch()).load(batch)
  }

  /** Nobody reads it any more. */
  giveBack(batch: PaddedBatch): void {
    if (batch.bytes.length <= MOST_KEPT && this.#idle.length < BATCHES_KEPT) this.#idle.push(batch)
  }
}
