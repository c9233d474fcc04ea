import { countRamp } from '../../count-ramp.ts'
import type { FigureLayer } from '../../figure-layer.ts'

/** Requests against deliveries: the service requests of the day that nobody has met yet. */
export const serviceLayer: FigureLayer = {
  name: 'service',
  key: 'service.requested',
  less: 'service.delivered',
  ...countRamp(['#101a26', '#1d3b41', '#2f6a66', '#6fa894', '#d9ecd6'], {
    title: { zh: '今日服务：需求减已办成', en: 'Services today: requested less delivered' },
    unit: { zh: '件', en: 'requests' },
  }),
}
