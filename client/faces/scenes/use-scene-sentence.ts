import { useStore } from 'zustand'
import { onStage } from '../../map/on-stage.ts'
import type { Comparison } from '../../../shared/protocol/comparison.ts'
import { cityTime } from '../../i18n/times.ts'
import { nameIn, placeName, sayIn, shortName } from '../../i18n/words.ts'
import { mayRankBelow } from '../../state/ranking.ts'
import { readFigure, readFigures } from '../../state/read-figure.ts'
import { usePolled } from '../../state/use-polled.ts'
import { useLang, usePanel, type PanelRead } from '../../state/wall-store.ts'
import { vitalityFigures, standOf } from '../../panels/vitality/vitality-figures.ts'
import { daySentence, figureSentence, tierSentence, type SentenceWords } from './scene-sentence.ts'
import { sourcesBehind, tierCounts, type SceneName } from './scene-table.ts'
import { sceneWordsIn } from './scene-words-in.ts'

const READ_EVERY_MS = 15_000
/** Scenes whose sentence compares a count of the day. */
const DAY_KEYS = { situation: ['events.day', 'eventsSaid'], loop: ['cases.closed.day', 'closedSaid'] } as const
const SERVICE = { a: 'service.requested', b: 'service.matched', c: 'service.delivered' }
const CHECKS = { a: 'checks.assigned', b: 'checks.done', c: 'checks.overdue' }
const MEASURES = { a: 'measures.active', b: 'measures.overdueReview' }

const compared = (scene: SceneName): scene is keyof typeof DAY_KEYS => scene in DAY_KEYS

/** The sentence of a scene as the figures say it now; `naming` allows it to name areas. SC-S3 */
export function useSceneSentence(scene: SceneName, naming: boolean): string {
  const lang = useLang()
  const words: SentenceWords = { words: sceneWordsIn(lang), say: sayIn(lang), zh: lang === 'zh' }
  const node = usePanel((read) => read.focus?.scope.node ?? '')
  const day = useDaySentence(words, scene, node, naming)
  const drawn = useStore(onStage, ({ level }) => level)
  const now = usePanel((read) => nowSentence(words, scene, { ...read, drawn }))
  return compared(scene) ? day : now
}

function useDaySentence(words: SentenceWords, scene: SceneName, node: string, naming: boolean): string {
  const lang = useLang()
  const [key, what] = compared(scene) ? DAY_KEYS[scene] : DAY_KEYS.situation
  const held = usePolled<Comparison>(
    `api/v1/comparison?key=${key}${node === '' ? '' : `&node=${encodeURIComponent(node)}`}`,
    READ_EVERY_MS,
  )
  const timezone = usePanel((read) => read.city?.timezone ?? 'UTC')
  const rankable = usePanel(({ city, focus }) => mayRankBelow(city?.levels ?? [], focus?.nodes[0]?.level ?? 9))
  // The count of this screen, so that the sentence says what the figure beside it says.
  const [today, asOf] = usePanel(({ focus }) => [readFigure(focus, key).v, focus?.asOf ?? 0] as const)
  if (node === '' || held.state === 'loading' || held.value === undefined) return ''
  const time = cityTime(lang, timezone).minute(asOf * 1000)
  const name = naming && rankable ? (named: Comparison['parts'][number]['name']) => placeName(lang, named) : undefined
  const of = today === null ? held.value : { ...held.value, today }
  return daySentence({ ...words, of, what, time, name })
}

type DrawnRead = PanelRead & { readonly drawn: number }

/** Sentences over figures of this moment. */
function nowSentence(words: SentenceWords, scene: SceneName, read: DrawnRead): string {
  const { focus } = read
  if (scene === 'tiers') return tiersNow(words, read)
  if (scene === 'pair') return pairNow(words, read)
  if (scene === 'service') return serviceNow(words, read)
  if (scene === 'checks') return figureSentence(words, 'checksSaid', readFigures(focus, CHECKS))
  if (scene === 'measures') {
    const figures = readFigures(focus, MEASURES)
    return figureSentence(words, figures.a.v === 0 ? 'measuresNone' : 'measuresSaid', figures)
  }
  const { sources, figures } = sourcesBehind(read)
  return figureSentence(words, sources === 0 ? 'behindNone' : 'behindSaid', { n: sources, m: figures })
}

function tiersNow(words: SentenceWords, read: DrawnRead): string {
  const counts = tierCounts(read, read.drawn)
  const level = read.city?.levels[read.drawn]?.name
  if (counts === undefined || level === undefined) return ''
  return tierSentence(words, counts, shortName(nameIn(words.zh ? 'zh' : 'en', level)))
}

function serviceNow(words: SentenceWords, { focus }: PanelRead): string {
  const figures = readFigures(focus, SERVICE)
  const open = { ...readFigure(focus, SERVICE.a), v: difference(figures.a.v, figures.c.v) }
  return figureSentence(words, 'serviceSaid', { ...figures, d: open })
}

const difference = (a: number | null, b: number | null) => (a === null || b === null ? null : Math.max(0, a - b))

function pairNow(words: SentenceWords, read: PanelRead): string {
  const { pair } = vitalityFigures(read)
  if (pair === undefined) return figureSentence(words, 'pairOff', {})
  const side = (name: 'order' | 'vitality') => words.words(standOf(pair.bands[name], pair[name].v) ?? 'unknownSaid')
  return figureSentence(words, 'pairSaid', { a: pair.order, x: side('order'), b: pair.vitality, y: side('vitality') })
}
