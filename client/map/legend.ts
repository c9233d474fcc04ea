import { createStore } from 'zustand/vanilla'
import type { Layer } from '../state/view.ts'
import type { FigureLayer, Legend, LegendWords } from './figure-layer.ts'
import { checksLayer } from './layers/checks-layer/checks-layer.ts'
import { columnsLayer } from './layers/columns-layer/columns-layer.ts'
import { eventsLayer } from './layers/events-layer/events-layer.ts'
import { heatLayer } from './layers/heat-layer/heat-layer.ts'
import { measuresLayer } from './layers/measures-layer/measures-layer.ts'
import { serviceLayer } from './layers/service-layer/service-layer.ts'
import { smoothHeatLayer } from './layers/smooth-heat-layer/smooth-heat-layer.ts'
import { tierLayer } from './layers/tier-layer/tier-layer.ts'

const FIGURE_LAYERS: Readonly<Record<Layer, FigureLayer>> = {
  tier: tierLayer,
  heat: heatLayer,
  events: eventsLayer,
  checks: checksLayer,
  service: serviceLayer,
  measures: measuresLayer,
  'heat-smooth': smoothHeatLayer,
  columns: columnsLayer,
}

export function figureLayerOf(layer: Layer): FigureLayer {
  return FIGURE_LAYERS[layer]
}

/** The legend of a layer; `top` is the ramp's reference value, as the map last used it. SC-M7 */
export function legendOf(layer: Layer, top: number): Legend {
  return FIGURE_LAYERS[layer].legend(top)
}

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
