/** A syllable of Hanyu Pinyin without tones, from a place in the text on. */
const SYLLABLE =
  /(?:(?:zh|ch|sh|[bpmfdtnlgkhjqxrzcsyw])?(?:iang|iong|uang|ueng|ang|eng|ing|ong|ian|iao|uai|uan|van|ai|an|ao|ei|en|er|ia|ie|in|iu|ou|ua|ue|ui|un|uo|ve|a|e|i|o|u|v))/y
const SHORTER = 6

/** Lengths of every syllable that can begin at a place. */
function syllablesAt(text: string, at: number): number[] {
  const lengths = new Set<number>()
  for (let end = Math.min(text.length, at + SHORTER); end > at; end -= 1) {
    SYLLABLE.lastIndex = at
    const found = SYLLABLE.exec(text.slice(0, end))?.[0]
    if (found?.length === end - at) lengths.add(end - at)
  }
  return [...lengths]
}

function startsAt(text: string, at: number, initials: string): boolean {
  if (initials === '') return true
  if (at >= text.length || text[at] !== initials[0]) return false
  return syllablesAt(text, at).some((length) => startsAt(text, at + length, initials.slice(1)))
}

/** True where a name in pinyin begins with syllables of these initials: `qbm` finds Qingbomen. Both in lower case. */
export function beginsWithInitials(pinyin: string, initials: string): boolean {
  const plain = pinyin.normalize('NFD').replace(/[^a-z]/g, '')
  return /^[a-z]{2,12}$/.test(initials) && startsAt(plain, 0, initials)
}
