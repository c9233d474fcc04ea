import { SHIFT_WORDS } from '../../i18n/shift-words.ts'
import { cityTime } from '../../i18n/times.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'

/** Says the words of the shift, and an ISO time as the city's day and minute. */
export function useShiftWords() {
  const lang = useLang()
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  return {
    lang,
    words: (word: keyof typeof SHIFT_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, SHIFT_WORDS[word]), fill),
    stamp: (iso: string) => cityTime(lang, timezone).stamp(Date.parse(iso)).slice(0, 11),
  }
}
