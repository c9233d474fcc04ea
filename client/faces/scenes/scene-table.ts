import { levelTallies } from '../../state/level-tally.ts'
import { readFigure, type FigureView } from '../../state/read-figure.ts'
import type { Layer } from '../../state/view.ts'
import type { PanelRead } from '../../state/wall-store.ts'
import type { SceneWord } from './scene-words-in.ts'

/** What a scene may be about. */
export const SCENE_NAMES = ['situation', 'tiers', 'loop', 'pair', 'service', 'checks', 'measures', 'questions'] as const
export type SceneName = (typeof SCENE_NAMES)[number]

/** A figure of a scene with the word under it; tiers carry their number for the mark. */
export interface SceneFigure {
  readonly label: SceneWord | { readonly tier: 1 | 2 | 3 | 4 | 5 }
  readonly of: FigureView
  /** What a rate is of. */
  readonly whole?: FigureView | undefined
}

interface Scene {
  /** What colours the map beside it. */
  readonly layer: Layer
  /** At most five; `drawn` is the level whose areas the map fills, 0 before it has drawn. */
  readonly figures: (read: PanelRead, drawn: number) => readonly SceneFigure[]
}

const TIERS = [5, 4, 3, 2, 1] as const

/** Denominators of the rates shown: a rate never stands without it. */
const WHOLES: Readonly<Record<string, string>> = {
  'cases.onTimeRate.month': 'cases.due.month',
  'cases.closureRate.month': 'cases.due.month',
  'cases.resolutionRate.month': 'cases.reached.month',
  'cases.satisfactionRate.month': 'cases.reached.month',
  'checks.coverage': 'checks.assigned',
  'duty.filledRate': 'duty.posts',
}

const byKey =
  (keys: Readonly<Partial<Record<SceneWord, string>>>) =>
  ({ focus }: PanelRead): readonly SceneFigure[] =>
    (Object.entries(keys) as [SceneWord, string][]).map(([label, key]) => {
      const whole = WHOLES[key]
      return { label, of: readFigure(focus, key), whole: whole === undefined ? undefined : readFigure(focus, whole) }
    })

/** A count made on this screen from published figures, as old as they are. */
function counted(key: string, v: number): FigureView {
  return { key, v, state: v === 0 ? 'zero' : 'live', heldAt: 0, shape: 'count', decimals: 0, cls: 'T' }
}

const unknown = (key: string): FigureView => ({ ...counted(key, 0), v: null, state: 'none' })
const talliesOf = levelTallies()

/** Units that the map fills, at each tier, index 0 without one; undefined until the map has drawn. SC-S2 */
export function tierCounts({ wall, focus }: Pick<PanelRead, 'wall' | 'focus'>, drawn: number): readonly number[] | undefined {
  const self = focus?.nodes[0]
  if (wall === undefined || self === undefined || drawn <= self.level) return undefined
  return talliesOf(wall, self.code, drawn + 1)[drawn]?.tiers
}

/** How many sources are late or silent and how many figures that spoils. */
export function sourcesBehind({ city }: Pick<PanelRead, 'city'>) {
  const behind = (city?.sources ?? []).filter(({ state }) => state === 'late' || state === 'stale')
  return { sources: behind.length, figures: behind.reduce((sum, { spoils }) => sum + (spoils ?? 0), 0) }
}

const PAIR = { order: 'index.order', vitality: 'index.vitality', combined: 'index.combined' } as const
const SIDES = {
  overdue: 'cases.overdue',
  coverage: 'checks.coverage',
  requested: 'service.requested',
  delivered: 'service.delivered',
  rating: 'service.rating',
} as const

/** The indices where a document adopts them, else control beside service. IX4 */
function pairFigures(read: PanelRead): readonly SceneFigure[] {
  const { state } = readFigure(read.focus, PAIR.order)
  return byKey(state === 'off' || state === 'none' || state === 'forbidden' ? SIDES : PAIR)(read)
}

function tierFigures(read: PanelRead, drawn: number): readonly SceneFigure[] {
  const counts = tierCounts(read, drawn)
  return TIERS.map((tier) => {
    const key = `tier=${tier}`
    return { label: { tier }, of: counts ? counted(key, counts[tier] ?? 0) : unknown(key) }
  })
}

function questionFigures(read: PanelRead, drawn: number): readonly SceneFigure[] {
  const { sources, figures } = sourcesBehind(read)
  const untiered = tierCounts(read, drawn)?.[0]
  const asked = byKey({ noPosition: 'events.noPosition.day', arrivedLate: 'events.arrivedLate.day' })(read)
  return [
    { label: 'behind', of: counted('sources.behind', sources) },
    { label: 'spoiled', of: counted('sources.spoiled', figures) },
    { label: 'untiered', of: untiered === undefined ? unknown('tier=none') : counted('tier=none', untiered) },
    ...asked,
  ]
}

/** Each scene: at most five figures, and the layer of the map beside them. SC-S1 */
export const SCENES: Readonly<Record<SceneName, Scene>> = {
  situation: {
    layer: 'heat',
    figures: byKey({
      eventsToday: 'events.day',
      closedToday: 'cases.closed.day',
      open: 'cases.open',
      overdue: 'cases.overdue',
      onTimeMonth: 'cases.onTimeRate.month',
    }),
  },
  tiers: { layer: 'tier', figures: tierFigures },
  loop: {
    layer: 'heat',
    figures: byKey({
      reportedToday: 'cases.reported.day',
      filedToday: 'cases.filed.day',
      closedToday: 'cases.closed.day',
      overdue: 'cases.overdue',
      closureMonth: 'cases.closureRate.month',
    }),
  },
  pair: { layer: 'tier', figures: pairFigures },
  service: {
    layer: 'service',
    figures: byKey({
      requested: 'service.requested',
      delivered: 'service.delivered',
      resolutionMonth: 'cases.resolutionRate.month',
      satisfactionMonth: 'cases.satisfactionRate.month',
      closureMonth: 'cases.closureRate.month',
    }),
  },
  checks: {
    layer: 'checks',
    figures: byKey({
      checksDone: 'checks.done',
      checksOverdue: 'checks.overdue',
      coverage: 'checks.coverage',
      dutyFilled: 'duty.filledRate',
    }),
  },
  measures: { layer: 'measures', figures: byKey({ active: 'measures.active', pastReview: 'measures.overdueReview' }) },
  questions: { layer: 'tier', figures: questionFigures },
}
