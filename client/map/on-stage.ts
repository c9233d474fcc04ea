import { createStore } from 'zustand/vanilla'
import type { LegendWords } from './figure-layer.ts'

/** What is on the stage now: the level whose areas are filled (0 before the first picture), the ramp's reference value, points of events, whom the water is from while it shows. */
export interface OnStage {
  readonly level: number
  readonly top: number
  readonly events: number
  readonly water?: LegendWords | undefined
}

/** Legend and table read this, so that they say what the map shows. SC-M7 */
export const onStage = createStore<OnStage>(() => ({ level: 0, top: 1, events: 0 }))

/** Tells the readers, if it is something else than before. */
export function tellOnStage(now: OnStage): void {
  const { level, top, events, water } = onStage.getState()
  if (level !== now.level || top !== now.top || events !== now.events || water !== now.water) onStage.setState(now)
}
