import { countRamp } from '../../count-ramp.ts'
import type { FigureLayer } from '../../figure-layer.ts'

/** Measures in force. */
export const measuresLayer: FigureLayer = {
  name: 'measures',
  key: 'measures.active',
  ...countRamp(['#151a28', '#443442', '#7a5866', '#b58f9b', '#ecd9dd'], {
    title: { zh: '生效措施', en: 'Measures in force' },
    unit: { zh: '项', en: 'measures' },
  }),
}
