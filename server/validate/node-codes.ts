import { WordTable } from './word-table.ts'

/** Number of a node by its code, −1 where there is none. */
export type NodeNumber = (code: string) => number

/**
 * Nodes by the bytes of their codes. A code that was read before costs one look into a small table: the city's own,
 * of a quarter million strings, lies in far memory (0.9 µs a look-up under load).
 */
export class NodeCodes {
  readonly #numberOf: NodeNumber
  readonly #codes = new WordTable()
  /** By the number of the code as a word. */
  readonly #numbers: number[] = []
  /** Number of the code read last, −1 where the city does not have it (yet). */
  number = -1

  constructor(numberOf: NodeNumber) {
    this.#numberOf = numberOf
  }

  /** The code of these bytes, whose hash is given; its number is left in `number`. */
  read(bytes: Buffer, from: number, to: number, hash: number): string {
    let word = this.#codes.find(bytes, from, to, hash)
    if (word < 0) {
      word = this.#codes.learn(bytes, from, to, hash)
      this.#numbers[word] = -1
    }
    const code = this.#codes.word(word)
    this.number = this.#numbers[word] as number
    // A growing city may have it by now.
    if (this.number < 0) this.number = this.#numbers[word] = this.#numberOf(code)
    return code
  }
}
