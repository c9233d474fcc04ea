import type { IndexRule } from '../../shared/domain/index-rules.ts'
import { indicatorPoints } from '../../shared/rules/paired-index.ts'

/** A published figure by its key, with the sources it needs. */
type Shown = (key: string) => { readonly v: number | null; readonly sources: readonly string[] }

/** What each indicator of order and vitality says of an area: its figure, sources, points and weight, and the band. IX1 IX2 AG7 */
export function pairBehind({ id, adoptedBy, order, vitality, orderShare, coupling }: IndexRule, shown: Shown): object {
  const side = ({ indicators, band }: IndexRule['order']) => ({
    band,
    indicators: indicators.map((indicator) => {
      const figure = shown(indicator.key)
      const points = figure.v === null ? null : indicatorPoints(indicator, figure.v)
      const { name, weight, zeroAt, hundredAt } = indicator
      return { ...figure, name, weight, zeroAt, hundredAt, points }
    }),
  })
  return { id, adoptedBy, order: side(order), vitality: side(vitality), orderShare, coupling }
}
