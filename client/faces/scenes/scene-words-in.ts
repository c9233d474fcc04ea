import { SCENE_WORDS } from '../../i18n/scene-words.ts'
import { fillPlaces, nameIn, type Fill } from '../../i18n/words.ts'
import type { Lang } from '../../../shared/protocol/messages.ts'

export type SceneWord = keyof typeof SCENE_WORDS

/** Says the scenes' own words in one language. */
export type SaySceneWord = (word: SceneWord, fill?: Fill) => string

export const sceneWordsIn =
  (lang: Lang): SaySceneWord =>
  (word, fill = {}) =>
    fillPlaces(nameIn(lang, SCENE_WORDS[word]), fill)
