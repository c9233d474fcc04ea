import type { FigureLayer } from '../../figure-layer.ts'
import { heatLayer } from '../heat-layer/heat-layer.ts'

/** The same published sums as the exact heat, evened out over neighbouring areas; made of nothing finer, and only of class T. */
export const smoothHeatLayer: FigureLayer = {
  ...heatLayer,
  name: 'heat-smooth',
  isSmooth: true,
  legend: (top) => ({
    ...heatLayer.legend(top),
    title: { zh: '近 1 小时事件，邻近平均', en: 'Events in the last hour, evened out' },
  }),
}
