/** So many of the newest words of a node are remembered, so that the newest can be taken back. FD12 */
export const WORDS_KEPT = 4

/** The words, oldest first, with one more; of two alike the later stands where `isNewer` does not say otherwise. */
export function withWord<W>(words: readonly W[], next: W, isNewer: (next: W, than: W) => boolean): readonly W[] {
  if (words.length === 0) return [next]
  let at = words.length
  while (at > 0 && !isNewer(next, words[at - 1] as W)) at--
  if (at === 0 && words.length === WORDS_KEPT) return words
  const all = [...words.slice(0, at), next, ...words.slice(at)]
  return all.length > WORDS_KEPT ? all.slice(1) : all
}

/** The words without the newest that `isWord` says it is. */
export function withoutWord<W>(words: readonly W[], isWord: (word: W) => boolean): readonly W[] {
  const at = words.findLastIndex(isWord)
  return at < 0 ? words : words.filter((_, i) => i !== at)
}
