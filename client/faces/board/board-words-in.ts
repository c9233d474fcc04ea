import { BOARD_WORDS } from '../../i18n/board-words.ts'
import { cityTime } from '../../i18n/times.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'

/** Speaks the board's own words. */
export function useBoardWords() {
  const lang = useLang()
  return (word: keyof typeof BOARD_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, BOARD_WORDS[word]), fill)
}

/** Writes a moment of the city's time. */
export function useStamp() {
  const lang = useLang()
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  return (iso: string) => cityTime(lang, timezone).stamp(Date.parse(iso))
}
