import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import { wideOffset } from '../../shared/figures/counter-layout.ts'
import type { NodeColumns } from './node-columns.ts'

const STEPS = {
  requested: wideOffset('service.requested'),
  matched: wideOffset('service.matched'),
  delivered: wideOffset('service.delivered'),
  rated: wideOffset('service.rated'),
} as const
const RATING_SUM = wideOffset('service.ratingSum')

/** Counts an act of service of the running day; the columns begin anew at the city's midnight. FD8 */
export function countService(columns: NodeColumns, event: StoredEventOf<'service'>, node: number, weight: number): void {
  const { action, rating } = event
  if (action !== 'rated') columns.addWide(node, STEPS[action], weight)
  else if (rating !== undefined) {
    columns.addWide(node, STEPS.rated, weight)
    columns.addWide(node, RATING_SUM, rating * weight)
  }
}
