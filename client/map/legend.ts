import type { Layer } from '../state/view.ts'
import type { FigureLayer, Legend } from './figure-layer.ts'
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
