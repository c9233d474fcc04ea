import type { GridEvent } from '../../../shared/domain/grid-event.ts'
import type { DemoCity } from './demo-city.ts'
import type { LocalMinute } from './rhythm.ts'

/** Something the command room does at a set minute of the local day. */
export interface Planned {
  readonly ofDay: number
  /** `later`: ISO time so many minutes after `at`. */
  readonly event: (at: string, later: (minutes: number) => string) => GridEvent | undefined
}

/** What one part of the room does on one day. */
export type DayPlan = (city: DemoCity, local: LocalMinute) => readonly Planned[]
