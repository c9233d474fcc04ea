const MOST_WORDS = 1 << 16
const ROOM_BYTES = MOST_WORDS * 24

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
  readonly #slots: Int32Array
  readonly #mask: number
  readonly #hashes: Int32Array
  /** Where each word's bytes begin in `#bytes`; the next word's beginning is its end. */
  readonly #starts: Int32Array
  readonly #bytes: Uint8Array
  #words: string[] = []

  constructor(mostWords = MOST_WORDS, roomBytes = ROOM_BYTES) {
    this.#slots = new Int32Array(mostWords * 2)
    this.#mask = mostWords * 2 - 1
    this.#hashes = new Int32Array(mostWords)
    this.#starts = new Int32Array(mostWords + 1)
    this.#bytes = new Uint8Array(roomBytes)
  }

  /** A table that knows these words and learns no others. */
  static of(words: readonly string[]): WordTable {
    const table = new WordTable(256, 4096)
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

  /** The word of these bytes; one not known is learned, and all are forgotten first where there is no more room. */
  read(bytes: Buffer, from: number, to: number, hash: number): string {
    const known = this.find(bytes, from, to, hash)
    return known < 0 ? this.#learn(bytes, from, to, hash) : (this.#words[known] as string)
  }

  #is(word: number, bytes: Uint8Array, from: number, to: number): boolean {
    const own = this.#bytes
    let at = this.#starts[word] as number
    if ((this.#starts[word + 1] as number) - at !== to - from) return false
    for (let i = from; i < to; i++) if (own[at++] !== bytes[i]) return false
    return true
  }

  #learn(bytes: Buffer, from: number, to: number, hash: number): string {
    const text = bytes.toString('latin1', from, to)
    const end = this.#starts[this.#words.length] as number
    if (this.#words.length === this.#hashes.length || end + to - from > this.#bytes.length) this.#forget()
    const word = this.#words.push(text) - 1
    const start = this.#starts[word] as number
    this.#bytes.set(bytes.subarray(from, to), start)
    this.#starts[word + 1] = start + to - from
    this.#hashes[word] = hash
    let slot = (hash ^ (hash >>> 15)) & this.#mask
    while (this.#slots[slot] !== 0) slot = (slot + 1) & this.#mask
    this.#slots[slot] = word + 1
    return text
  }

  #forget(): void {
    this.#words = []
    this.#slots.fill(0)
  }
}
