import { createContext, use } from 'react'
import { ACCESS_WORDS, type AccessWord } from '../../i18n/access-words.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import type { Lang } from '../../../shared/protocol/messages.ts'
import type { Refusal } from './access-calls.ts'

export const LangContext = createContext<Lang>('zh')
/** The city's time zone, IANA; known once the session is read. */
export const TimezoneContext = createContext('UTC')

/** The speaker of these pages. */
export function useWords() {
  const lang = use(LangContext)
  return (word: AccessWord, fill: Fill = {}) => fillPlaces(nameIn(lang, ACCESS_WORDS[word]), fill)
}

/** Why something was refused, in the page's language where its code has words, else as the server said it. */
export function useRefusal() {
  const say = useWords()
  return ({ code, title, seconds }: Refusal) =>
    code in ACCESS_WORDS ? say(code as AccessWord, { s: seconds }) : title === '' ? say('failed') : title
}
