import { NEED_CELLS } from '../../../shared/figures/keys.ts'
import type { Named } from '../../i18n/words.ts'
import { keyOf, readFigure, type FigureView } from '../../state/read-figure.ts'
import type { PanelRead } from '../../state/wall-store.ts'

/** Keys of each block in their order; service and control have the same number. */
export const BLOCKS = {
  lane: [
    'service.requested',
    'service.matched',
    'service.delivered',
    'service.unmet',
    'service.rating',
    'cases.resolutionRate.month',
    'cases.satisfactionRate.month',
  ],
  control: [
    'cases.open',
    'cases.overdue',
    'measures.active',
    'measures.overdueReview',
    'alarms.unacked',
    'cases.closureRate.month',
    'cases.onTimeRate.month',
  ],
  rounds: ['checks.assigned', 'checks.done', 'checks.overdue', 'checks.coverage', 'checks.visits'],
  crew: ['duty.posts', 'duty.filled', 'duty.filledRate', 'cases.residentRate.day'],
} as const
export const WAY_ROWS = [
  {
    way: 'inbound',
    keys: ['latency.inboundSeconds.p50.day', 'latency.inboundSeconds.p95.day', 'latency.inbound.day'],
  },
  {
    way: 'outbound',
    keys: ['latency.outboundMinutes.p50.day', 'latency.outboundMinutes.p95.day', 'latency.outbound.day'],
  },
] as const

/** One category with what is told of it; of person-related ones what is not met alone. */
export interface NeedRow {
  readonly code: string
  readonly name: Named
  readonly cls: 'T' | 'P' | 'X'
  readonly cells: readonly (FigureView | undefined)[]
}

/** Rows of the need × resource × supply table, as far as they are published at the selected level. */
export function needRows({ city, focus }: Pick<PanelRead, 'city' | 'focus'>): readonly NeedRow[] {
  if (focus === undefined) return []
  return (city?.serviceCategories ?? []).flatMap(({ code, name, class: word }) => {
    const cls = word === 'P' || word === 'X' ? word : 'T'
    const space = cls === 'T' ? '' : `${cls.toLowerCase()}.`
    const cells = NEED_CELLS.map((cell) => {
      const key = `${space}service.${cell}.${code}`
      return keyOf(focus, key) === undefined ? undefined : readFigure(focus, key)
    })
    return cells.some((cell) => cell !== undefined && cell.state !== 'forbidden') ? [{ code, name, cls, cells }] : []
  })
}

/** Dimensions of the sources that send services: volunteers, meetings and the like, as the pack has them. */
export function civicKeys({ city }: Pick<PanelRead, 'city'>): readonly string[] {
  const civic = new Set(city?.sources.filter(({ kinds }) => kinds.includes('service')).map(({ id }) => id))
  return (city?.dimensions ?? []).flatMap(({ code, source }) =>
    source !== undefined && civic.has(source) ? [`dim.${code}`] : [],
  )
}

const ASKED = ['service', 'check', 'duty'] as const

/** Sources behind the sheet with their age in seconds. */
export function sourcesBehind({ city }: Pick<PanelRead, 'city'>) {
  const behind = city?.sources.filter(({ kinds, state }) => state !== 'off' && ASKED.some((kind) => kinds.includes(kind))) ?? []
  return behind.map(({ id, name, ageSeconds }) => ({ id, name, age: ageSeconds }))
}
