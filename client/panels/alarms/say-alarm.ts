import type { Lang } from '../../../shared/protocol/messages.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import { ALARM_WORDS, type AlarmWord } from './alarm-words.ts'

/** The speaker of the queue's words in a language. */
export const sayAlarm =
  (lang: Lang) =>
  (word: AlarmWord, fill: Fill = {}): string =>
    fillPlaces(nameIn(lang, ALARM_WORDS[word]), fill)
