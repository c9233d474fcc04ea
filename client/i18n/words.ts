import type { Lang } from '../../shared/protocol/messages.ts'
import { zh, type Word, type Words } from './zh.ts'

export type { Word } from './zh.ts'

/** A thing named in both languages. */
export interface Named {
  readonly zh: string
  readonly en: string
}

/** Names a thing in both. */
export const named = (zh: string, en: string): Named => ({ zh, en })

export type Fill = Readonly<Record<string, string | number>>

/** Says a word in one language, its `{places}` filled. */
export type Say = (word: Word, fill?: Fill) => string

const TABLE: { readonly zh: Words; en?: Words } = { zh }

/** English comes as a script of its own: before the page speaks it, or soon after the page stands. */
export async function learnEnglish(): Promise<void> {
  TABLE.en ??= (await import('./en.ts')).en
}

/** Fills `{name}` places; an unnamed place stays as it is, so that a fault shows. */
export function fillPlaces(text: string, fill: Fill): string {
  return text.replace(/\{(\w+)\}/g, (place, name: string) => (name in fill ? String(fill[name]) : place))
}

/** The speaker of a language; Chinese until English is learned. */
export function sayIn(lang: Lang): Say {
  const words = TABLE[lang] ?? zh
  return (word, fill) => (fill === undefined ? words[word] : fillPlaces(words[word], fill))
}

/** The speaker of a table of its own that comes later than the desk's words, and of these. */
export function speakerOf<T extends Readonly<Record<string, Named>>>(own: T) {
  return (lang: Lang) =>
    (word: (keyof T & string) | Word, fill: Fill = {}): string => {
      const found = own[word]
      return fillPlaces(found === undefined ? sayIn(lang)(word as Word) : nameIn(lang, found), fill)
    }
}

/** The first of a name's alternatives, where room is short: 楼栋(单元)·村民小组 → 楼栋. */
export const shortName = (name: string): string => name.split(/[（(·]| or /)[0] ?? name

const KIND_WORD = /\s+(?:Sub-?district|District|County|City|Township|Town|Community|Village)$/

/** A place's name in running text: English without the kind of area, Chinese without the name of its committee. */
export function placeName(lang: Lang, named: Named): string {
  if (lang === 'en' && named.en !== '') return named.en.replace(KIND_WORD, '')
  return named.zh.replace(/村?(?:村民委员会|村委会)$/, '村').replace(/(?:社区)?(?:居民委员会|居委会)$/, '社区')
}

/** The name in the language; English falls back to Chinese where a pack left it empty. */
export function nameIn(lang: Lang, named: Named): string {
  return lang === 'en' && named.en !== '' ? named.en : named.zh
}
