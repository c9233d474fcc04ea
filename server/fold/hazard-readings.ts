import { hazardReading } from '../../shared/domain/hazard-items.ts'
import type { StoredEventOf } from '../../shared/domain/stored-event.ts'
import type { ToldReading } from './readings.ts'

/** The numbers that an event tells of its area: a band comes with both ends of its interval. HZ3 */
export function hazardReadings(event: StoredEventOf<'hazard'>): readonly ToldReading[] {
  const { hazard, item, part, value, low, high, t } = event
  const main = { dimension: hazardReading(hazard, item, part), value, t }
  if (low === undefined || high === undefined) return [main]
  return [
    main,
    { dimension: hazardReading(hazard, 'low'), value: low, t },
    { dimension: hazardReading(hazard, 'high'), value: high, t },
  ]
}
