import type { Cuts } from '../../../shared/rules/threshold-cuts.ts'
import { THRESHOLD_WORDS } from '../../i18n/threshold-words.ts'
import { cityTime } from '../../i18n/times.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import { useLang, usePanel } from '../../state/wall-store.ts'

const isCut = (name: string): name is keyof typeof THRESHOLD_WORDS => name in THRESHOLD_WORDS

/** Says the words of thresholds, a cut by its name, cuts as `name before → after`, and an ISO time as the city's day and minute. */
export function useThresholdWords() {
  const lang = useLang()
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const words = (word: keyof typeof THRESHOLD_WORDS, fill: Fill = {}) => fillPlaces(nameIn(lang, THRESHOLD_WORDS[word]), fill)
  const cut = (name: string) => (isCut(name) ? words(name) : name)
  return {
    lang,
    words,
    cut,
    turn: (before: Cuts, after: Cuts) =>
      Object.entries(after)
        .map(([name, value]) => `${cut(name)} ${before[name]} → ${value}`)
        .join(' · '),
    stamp: (iso: string) => cityTime(lang, timezone).stamp(Date.parse(iso)).slice(0, 11),
  }
}
