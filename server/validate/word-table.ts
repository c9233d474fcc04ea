const MOST_WORDS = 1 << 16
const FEWEST_WORDS = 64
const SLOTS_A_WORD = 2
const BYTES_A_WORD = 16

/** What a word's hash begins with. */
export const WORD_HASH = 0x811c9dc5 | 0

/** Continues the hash of a word by a byte. */
export function hashWith(hash: number, byte: number): number {
  return Math.imul(hash ^ byte, 0x01000193)
}

function hashOf(bytes: Uint8Array): number {
  let hash = WORD_HASH
  for (const byte of bytes) hash = hashWith(hash, byte)
  return hash
}

/** Strings by their bytes: a word that was read before is the same string again, and nothing is made. */
export class WordTable {
  readonly #mostWords: number
  #slots: Int32Array
  #mask: number
  #hashes: Int32Array
  /** Where each word's bytes begin in `#bytes`; the next word's beginning is its end. */
  #starts: Int32Array
  #bytes: Uint8Array
  #words: string[] = []

  /** Grows from a few words to `mostWords`, so that a small table stays in near memory. */
  constructor(mostWords = MOST_WORDS) {
    this.#mostWords = mostWords
    this.#slots = new Int32Array(FEWEST_WORDS * SLOTS_A_WORD)
    this.#mask = this.#slots.length - 1
    this.#hashes = new Int32Array(FEWEST_WORDS)
    this.#starts = new Int32Array(FEWEST_WORDS + 1)
    this.#bytes = new Uint8Array(FEWEST_WORDS * BYTES_A_WORD)
  }

  /** A table that knows these words and learns no others. */
  static of(words: readonly string[]): WordTable {
    const table = new WordTable()
    for (const word of words) {
      const bytes = Buffer.from(word, 'latin1')
      table.read(bytes, 0, bytes.length, hashOf(bytes))
    }
    return table
  }

  /** Number of the word of these bytes, whose hash is given, in the order in which they were learned; −1 where it is not known. */
  find(bytes: Uint8Array, from: number, to: number, hash: number): number {
    const slots = this.#slots
    const hashes = this.#hashes
    for (let slot = (hash ^ (hash >>> 15)) & this.#mask; ; slot = (slot + 1) & this.#mask) {
      const word = (slots[slot] as number) - 1
      if (word < 0 || (hashes[word] === hash && this.#is(word, bytes, from, to))) return word
    }
  }

  word(at: number): string {
    return this.#words[at] as string
  }

  /** The word of these bytes; one not known is learned. */
  read(bytes: Buffer, from: number, to: number, hash: number): string {
    let word = this.find(bytes, from, to, hash)
    // First: learning may forget all words, and with them the list they stand in.
    if (word < 0) word = this.learn(bytes, from, to, hash)
    return this.#words[word] as string
  }

  /** Number of a word not known so far; all others are forgotten first where there is no more room. */
  learn(bytes: Buffer, from: number, to: number, hash: number): number {
    if (this.#words.length === this.#mostWords) this.#forget()
    else if (this.#words.length === this.#hashes.length) this.#grow()
    const word = this.#words.push(bytes.toString('latin1', from, to)) - 1
    const start = this.#starts[word] as number
    const end = start + to - from
    if (end > this.#bytes.length) this.#bytes = widened(this.#bytes, new Uint8Array(2 * end))
    this.#bytes.set(bytes.subarray(from, to), start)
    this.#starts[word + 1] = end
    this.#hashes[word] = hash
    this.#enter(word, hash)
    return word
  }

  #is(word: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.#bytes
    let at = this.#starts[word] as number
    if ((this.#starts[word + 1] as number) - at !== to - from) return false
    for (let i = from; i < to; i++) if (own[at++] !== bytes[i]) return false
    return true
  }

  #enter(word: number, hash: number): void {
    let slot = (hash ^ (hash >>> 15)) & this.#mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
    this.#slots[slot] = word + 1
  }

  #grow(): void {
    const words = 2 * this.#hashes.length
    this.#hashes = widened(this.#hashes, new Int32Array(words))
    this.#starts = widened(this.#starts, new Int32Array(words + 1))
    this.#slots = new Int32Array(words * SLOTS_A_WORD)
    this.#mask = this.#slots.length - 1
    for (let word = 0; word < this.#words.length; word++) this.#enter(word, this.#hashes[word] as number)
  }

  #forget(): void {
    this.#words = []
    this.#slots.fill(0)
  }
}

function widened<T extends Int32Array | Uint8Array>(from: T, to: T): T {
  to.set(from)
  return to
}
