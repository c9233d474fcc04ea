import type { Comparison } from '../../../shared/protocol/comparison.ts'
import { lunarText } from '../../i18n/lunar-words.ts'
import { countText, numberText } from '../../i18n/numbers.ts'
import type { Say } from '../../i18n/words.ts'
import type { FigureView } from '../../state/read-figure.ts'
import type { SaySceneWord, SceneWord } from './scene-words-in.ts'

/** Parts named in a sentence. */
const NAMED_PARTS = 2

export interface SentenceWords {
  readonly words: SaySceneWord
  readonly say: Say
  /** Joins clauses of one sentence. */
  readonly zh: boolean
}

const clauses = (zh: boolean, parts: readonly string[]) =>
  parts.length === 0 ? '' : `${parts.join(zh ? '；' : '; ')}${zh ? '。' : '.'}`

/** Today against yesterday so far, in words. */
function against(words: SaySceneWord, today: number, before: number): string {
  const by = today - before
  if (by === 0) return words('same')
  if (before === 0) return words('moreOnly', { n: countText(by) })
  const share = ((Math.abs(by) / before) * 100).toFixed(1)
  return words(by > 0 ? 'more' : 'fewer', { n: countText(Math.abs(by)), share })
}

/** The parts that moved the same way as the whole, the largest first; none where no part may be named. */
function contributing(of: Comparison, name: (named: Comparison['parts'][number]['name']) => string, words: SaySceneWord) {
  const whole = (of.today ?? 0) - (of.yesterdaySoFar ?? 0)
  return of.parts
    .map((part) => ({ name: name(part.name), by: (part.today ?? 0) - (part.yesterdaySoFar ?? part.today ?? 0) }))
    .filter(({ by }) => by !== 0 && Math.sign(by) === Math.sign(whole))
    .slice(0, NAMED_PARTS)
    .map(({ name: part, by }) => words(by > 0 ? 'partMore' : 'partFewer', { name: part, n: countText(Math.abs(by)) }))
}

export interface DaySentence extends SentenceWords {
  readonly of: Comparison
  readonly what: SceneWord
  /** HH:MM of the figures. */
  readonly time: string
  /** A part's name in the language; absent where parts must not be named. */
  readonly name?: ((named: Comparison['parts'][number]['name']) => string) | undefined
}

/** What changed, against which day, which parts contribute; never a cause. SC-S3 */
export function daySentence({ of, what, time, name, words, zh }: DaySentence): string {
  if (of.today === null) return clauses(zh, [words('unknownSaid')])
  const said = [words('upTo', { time, what: words(what), n: countText(of.today) })]
  if (of.yesterdaySoFar === null) return clauses(zh, [...said, words('noYesterday')])
  said.push(against(words, of.today, of.yesterdaySoFar))
  const parts = name === undefined ? [] : contributing(of, name, words)
  if (parts.length > 0) said.push(words('parts', { parts: parts.join(zh ? '、' : ', ') }))
  if (of.yesterday.v !== null && of.weekBefore.v !== null)
    said.push(words('weekBefore', { a: countText(of.yesterday.v), b: countText(of.weekBefore.v) }))
  said.push(of.yearBefore.v === null ? words('noYear') : words('yearBefore', { n: countText(of.yearBefore.v) }))
  const { v: lunar, lunar: named } = of.lunarYearBefore
  if (lunar !== null) said.push(words('lunarBefore', { day: lunarText(zh ? 'zh' : 'en', named), n: countText(lunar) }))
  return clauses(zh, said)
}

/** A sentence over figures of this moment; says that they are missing where one is. */
export function figureSentence(
  { words, zh }: SentenceWords,
  word: SceneWord,
  figures: Readonly<Record<string, FigureView | number | string>>,
): string {
  const fill: Record<string, string> = {}
  for (const [place, figure] of Object.entries(figures)) {
    if (typeof figure === 'string') fill[place] = figure
    else if (typeof figure === 'number') fill[place] = countText(figure)
    else if (figure.v === null) return clauses(zh, [words('unknownSaid')])
    else fill[place] = numberText(figure.v, figure.shape, figure.decimals)
  }
  return clauses(zh, [words(word, fill)])
}

/** How many units stand at each tier, the highest first, and that they are all. SC-S2 */
export function tierSentence({ words, say, zh }: SentenceWords, counts: readonly number[], level: string): string {
  const tiers = [5, 4, 3, 2, 1] as const
  const said = tiers.flatMap((tier) => ((counts[tier] ?? 0) > 0 ? [`${say(`tier.${tier}`)} ${counts[tier]}`] : []))
  if ((counts[0] ?? 0) > 0) said.push(words('untieredSaid', { n: counts[0] ?? 0 }))
  const n = counts.reduce((sum, count) => sum + count, 0)
  return clauses(zh, [words('tierCounts', { n, level, counts: said.join(zh ? '，' : ', ') })])
}
