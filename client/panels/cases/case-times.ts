import { ageText } from '../../i18n/numbers.ts'
import { CASE_WORDS } from '../../i18n/case-words.ts'
import { fillPlaces, nameIn, sayIn, type Fill } from '../../i18n/words.ts'
import type { Lang } from '../../../shared/protocol/messages.ts'
import type { CaseSheetAnswer, ListedCase } from '../../../shared/protocol/case-list.ts'

export type CaseWord = keyof typeof CASE_WORDS

/** The words of the case sheets in one language. */
export const caseWordsIn =
  (lang: Lang) =>
  (word: CaseWord, fill: Fill = {}): string =>
    fillPlaces(nameIn(lang, CASE_WORDS[word]), fill)

/** How a case stands against its due time, in wall time, at `asOf`. */
export function dueWords(lang: Lang, found: ListedCase, asOf: string): string {
  const words = caseWordsIn(lang)
  if (found.life !== 'open') return words(found.life)
  if (found.dueAt === undefined) return words(found.suspended ? 'suspended' : 'noDue')
  const seconds = (Date.parse(found.dueAt) - Date.parse(asOf)) / 1000
  return words(found.overdue ? 'over' : 'left', { age: ageText(Math.abs(seconds), sayIn(lang)) })
}

/** What is left, or by how much it is over, on the clock of the case's limit; '' where nothing is due. */
export function leftWords(lang: Lang, { left, overdue }: CaseSheetAnswer): string {
  if (left === undefined || left.clock === 'hours') return ''
  const words = caseWordsIn(lang)
  return words(overdue ? 'overOn' : 'leftOn', { clock: words(left.clock), amount: left.amount.toFixed(1) })
}
