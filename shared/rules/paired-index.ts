import type { IndexRule, PairIndicator } from '../domain/index-rules.ts'

/** Order and vitality in points, 0 to 100; NaN where unknown, and then both are. IX1 */
export interface IndexPair {
  readonly order: number
  readonly vitality: number
  readonly combined: number
}

/** Reads a figure by its key; NaN where there is none. */
export type ReadFigure = (key: string) => number

export const UNKNOWN_PAIR: IndexPair = { order: Number.NaN, vitality: Number.NaN, combined: Number.NaN }
const tenth = (points: number) => Math.round(points * 10) / 10

/** Points of an indicator at a value of its figure, 0 to 100. IX1 */
export function indicatorPoints({ zeroAt, hundredAt }: PairIndicator, value: number): number {
  return Math.min(100, Math.max(0, ((value - zeroAt) / (hundredAt - zeroAt)) * 100))
}

function weighted(indicators: readonly PairIndicator[], read: ReadFigure): number {
  let [sum, weights] = [0, 0]
  for (const indicator of indicators) {
    const value = read(indicator.key)
    if (!Number.isFinite(value)) {
      if (indicator.missing === 'ignore') continue
      return Number.NaN
    }
    sum += indicatorPoints(indicator, value) * indicator.weight
    weights += indicator.weight
  }
  return weights === 0 ? Number.NaN : sum / weights
}

/** Both indices of one area, to a tenth of a point: weighted means of their indicators' points. Never one alone. IX1 */
export function indexPair({ order, vitality, orderShare }: IndexRule, read: ReadFigure): IndexPair {
  const control = weighted(order.indicators, read)
  const life = weighted(vitality.indicators, read)
  if (Number.isNaN(control + life)) return UNKNOWN_PAIR
  return { order: tenth(control), vitality: tenth(life), combined: tenth(control * orderShare + life * (1 - orderShare)) }
}

/** 1 where order rose while vitality fell, 0 where not, NaN where one of the moments is unknown. IX3 */
export function coupling({ coupling: { rise, fall } }: IndexRule, before: IndexPair, now: IndexPair): number {
  const [up, down] = [tenth(now.order - before.order), tenth(before.vitality - now.vitality)]
  return Number.isNaN(up + down) ? Number.NaN : Number(up >= rise && down >= fall)
}
